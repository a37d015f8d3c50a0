"""Settings of a program's own, those that only its vehicles bring along, and how long its reserve days last."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from billing.domain.terms import CustomFeeKind, HoldKind
from billing.queries.settings import in_words, sections_of
from contracts.models import FrozenTerms
from contracts.queries.agreed import terms_agreed
from contracts.services import UnableToExtend, extend_contract, freeze_terms
from integrations.lexus_app.reserving import account_for
from integrations.lexus_app.told import ReserveTold
from kernel.changes import fingerprint
from kernel.period import Period
from programs.domain.additional import additional_in_words
from programs.models import AdditionalSettings, AgreementVersion, Program
from programs.queries import reserve_account
from programs.queries.additional_settings import additional_of
from reservations.domain.booking import NotBookable
from tests.contracts.at_the_counter import BEFORE_PICKUP, Loan
from tests.programs_settings.forms import send
from tests.scenarios.counter_work import FULL
from tests.situations import Counter, at, book_for_program

OWN_PRICES = {
    "fees": {
        "collect_card": "on",
        "daily_rate": "60",
        "fuel_per_unit": "3",
        "fuel_allowance_basis": "fuel_charge",
        "billing_day": "calendar",
    },
    "custom_fees": {
        "fee-rows": "1",
        "fee-0-kind": "facility",
        "fee-0-frequency": "per_contract",
        "fee-0-amount": "3.50",
    },
    "taxes": {"tax-rows": "1", "tax-0-kind": "county", "tax-0-percent": "1.5"},
    "hold": {"hold_kind": "deposit", "deposit": "75"},
}
BOUGHT_IN_2024 = ReserveTold(vin="JTJAAAABXPA000001", purchased_on=date(2024, 6, 14))
A_MONTH_AND_A_DAY = Period(at(9), at(9) + timedelta(days=31))


def save_own(browser: Client, page: str, section: str, typed: dict[str, str]) -> None:
    """Press *Save* in a section of the settings that are the program's own."""
    program = Program.objects.select_related("additional", "cost_recovery").get(code=page.split("/")[-2])
    words = in_words(sections_of(program.cost_recovery))
    words["additional"] = additional_in_words(additional_of(program.additional))
    said = {"shown": fingerprint(words[section]), "press": "save"} | typed
    assert browser.post(f"{page}own/{section}/", said).status_code == 302, section


def assigned(desk: Counter, **changes: Any) -> Loan:
    """A loan in the program, with the RX 350."""
    loan = Loan(desk=desk, code=book_for_program(desk, **changes).code)
    loan.work.assign(desk.rx_350, at(9, 8, 31))
    return loan


def frozen(desk: Counter) -> FrozenTerms:
    """What a guest of the program signs now."""
    loan = assigned(desk)
    loan.work.read_out(12_004, FULL, at(9, 8, 32))
    return freeze_terms(dealership=desk.store, code=loan.code, by=desk.advisor, at=at(9, 8, 35))


def test_its_own_prices_taxes_and_hold_are_what_its_guests_sign(signed_in: Client, desk: Counter, page: str):
    for section, typed in OWN_PRICES.items():
        save_own(signed_in, page, section, typed)

    terms = terms_agreed(frozen(desk))

    assert terms.billing_day.kind == "calendar"
    assert terms.fuel is not None
    assert terms.fuel.per_unit == Decimal(3)
    assert [(fee.kind, fee.amount) for fee in terms.custom_fees] == [(CustomFeeKind.FACILITY, Decimal("3.50"))]
    assert [(tax.kind, tax.percent) for tax in terms.taxes] == [("county", Decimal("1.5"))]
    assert (terms.hold.kind, terms.hold.deposit) == (HoldKind.DEPOSIT, Decimal(75))


def test_its_own_additional_settings_refuse_whom_the_groups_would_let_go(signed_in: Client, desk: Counter, page: str):
    loan = assigned(desk)
    before = loan.codes()

    save_own(signed_in, page, "additional", {"driver_minimum_age": "40", "repair_order_required": "on"})
    stricter = loan.codes()
    AdditionalSettings.objects.filter(pk=desk.group.additional_id).update(driver_maximum_age=30)
    groups_changed = loan.codes()

    assert set(stricter) - set(before) == {"age", "repair_order"}
    assert groups_changed == stricter


@pytest.mark.parametrize(("longest", "booked"), [("31", True), ("30", False)])
def test_its_own_longest_reservation_is_asked_when_it_is_booked(
    signed_in: Client, desk: Counter, page: str, longest: str, booked: bool
):
    save_own(signed_in, page, "additional", {"longest_days": longest})

    if booked:
        assert "too_long" not in assigned(desk, period=A_MONTH_AND_A_DAY).codes()
    else:
        with pytest.raises(NotBookable, match="30 days at most"):
            book_for_program(desk, period=A_MONTH_AND_A_DAY)


def test_the_longest_reservation_of_the_group_that_a_vehicle_brings_along_is_asked_before_the_start(
    signed_in: Client, desk: Counter, page: str
):
    send(signed_in, page, "own_additional", whose="group")

    loan = assigned(desk, period=A_MONTH_AND_A_DAY)

    [missing] = [each for each in loan.missing() if each.code == "too_long"]
    assert missing.detail == "With this vehicle it can last 30 days at most."


def test_and_again_when_it_is_extended(signed_in: Client, desk: Counter, page: str):
    send(signed_in, page, "own_additional", whose="group")
    loan = Loan(desk=desk, code=book_for_program(desk).code).started()

    with pytest.raises(UnableToExtend, match="With this vehicle it can last 30 days at most"):
        extend(loan, days=31)
    extend(loan, days=30)

    assert loan.row.dropoff_at == at(9) + timedelta(days=30)


def extend(loan: Loan, *, days: int) -> None:
    """Let the loan end so many days after it began."""
    dropoff_at = at(9) + timedelta(days=days)
    extend_contract(dealership=loan.desk.store, code=loan.code, dropoff_at=dropoff_at, by=loan.desk.advisor, at=at(10))


@pytest.mark.parametrize(
    ("entitlement", "estimate"),
    [
        ({"days": "30"}, "0.00"),
        ({"days": "2"}, "21.60"),  # the third day at $20.00, and 8 % of it
        ({"on": None}, "64.80"),  # 3 × $20.00, and 8 %
    ],
)
def test_the_days_of_the_entitlement_pay_for_days_of_the_bill(
    signed_in: Client, desk: Counter, page: str, entitlement: dict[str, str | None], estimate: str
):
    send(signed_in, page, "rates", rate_rx350="20.00")
    send(signed_in, page, "entitlement", **entitlement)

    averys_days(desk)

    assert frozen(desk).shown["estimate"] == estimate


def test_what_days_cost_after_the_reserve_days_is_what_the_others_cost(signed_in: Client, desk: Counter, page: str):
    send(signed_in, page, "rates", rate_rx350="20.00")
    send(signed_in, page, "entitlement", days="2", after="9")

    averys_days(desk)

    assert frozen(desk).shown["estimate"] == "9.72"  # the third day at $9.00, and 8 % of it


def test_the_qualifying_model_is_what_the_agreement_names(signed_in: Client, desk: Counter, page: str):
    AgreementVersion.objects.filter(agreement=desk.agreement).update(body="<p>Days of an {{ reserve.model }}.</p>")

    send(signed_in, page, "entitlement", model="RZ 450e")

    assert "Days of an RZ 450e." in frozen(desk).body


def averys_days(desk: Counter) -> None:
    """The Lexus App tells that Avery bought a car."""
    account_for(desk.store, BOUGHT_IN_2024, desk.avery, BEFORE_PICKUP)


@pytest.mark.parametrize(("years", "covers"), [("1", False), ("2", True)])
def test_the_years_of_the_entitlement_say_until_when_days_cover(
    signed_in: Client, desk: Counter, page: str, years: str, covers: bool
):
    send(signed_in, page, "entitlement", years=years)

    averys_days(desk)

    asked: dict[str, Any] = {"dealership": desk.store, "service_vin": BOUGHT_IN_2024.vin}
    found = reserve_account(customer_code=desk.avery.code, on=date(2026, 3, 9), **asked)
    assert (found is not None) == covers
