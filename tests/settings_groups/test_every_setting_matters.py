"""
Every setting matters: changed through its form, it changes a bill, a hold, an agreement or a refusal.

The models are read for their fields, so that one without a proof here fails.
"""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from billing.domain.engine import price
from billing.domain.hold import hold_for
from billing.domain.sections import custom_fees_in_words, fees_in_words, hold_in_words, taxes_in_words
from billing.domain.usage import Energy, HandedOver, Reading, Usage
from billing.models import CostRecovery, CustomFee, Tax
from billing.models.sections import custom_fees_of, fees_of, hold_of, taxes_of
from contracts.domain.handback import UnableToFinish
from contracts.queries import loan as loan_with_everything
from contracts.queries.merging import merge_values
from fleet.models import VehicleGroup
from fleet.queries.groups import general_words
from kernel.changes import fingerprint
from kernel.period import Period
from programs.domain.additional import additional_in_words
from programs.models import AdditionalSettings, AgreementVersion, DriverAgreement
from programs.queries import version_to_sign
from programs.queries.additional_settings import additional_of
from reservations.domain.booking import NotBookable
from tests.contracts.at_the_counter import DROPOFF, ON_TIME, Loan, loan_for_group
from tests.settings_groups.conftest import Settings
from tests.situations import Counter, at, booked

FEES = {
    "collect_card": "on",
    "daily_rate": "45",
    "daily_rate_taxable": "on",
    "fuel_per_unit": "4",
    "fuel_per_kwh": "0.40",
    "fuel_allowance": "",
    "fuel_allowance_basis": "fuel_charge",
    "fuel_convenience_fee": "5",
    "mileage_daily_allowance": "100",
    "mileage_rate": "0.25",
    "billing_day": "elapsed",
    "billing_day_minutes": "1470",
}
JUST_ALLOWED = {"fuel_allowance": "32"}
"""Two tanks that cost $30, and $5 for having to fill them: allowed or not by what it is compared with."""
# Field → what is typed instead, and what stood there before where the plain prices would hide it.
OF_FEES: dict[str, tuple[dict[str, str], dict[str, str]]] = {
    "collect_card": ({"collect_card": ""}, {}),
    "daily_rate": ({"daily_rate": "50"}, {}),
    "daily_rate_taxable": ({"daily_rate_taxable": ""}, {}),
    "fuel_per_unit": ({"fuel_per_unit": "4.5"}, {}),
    "fuel_per_kwh": ({"fuel_per_kwh": "0.50"}, {}),
    "fuel_taxable": ({"fuel_taxable": "on"}, {}),
    "fuel_allowance": ({"fuel_allowance": "32"}, {}),
    "fuel_allowance_basis": ({"fuel_allowance_basis": "fuel_charge_and_convenience_fee"}, JUST_ALLOWED),
    "fuel_convenience_fee": ({"fuel_convenience_fee": "6"}, {}),
    "fuel_convenience_fee_taxable": ({"fuel_convenience_fee_taxable": "on"}, {}),
    "mileage_daily_allowance": ({"mileage_daily_allowance": "90"}, {}),
    "mileage_rate": ({"mileage_rate": "0.30"}, {}),
    "mileage_taxable": ({"mileage_taxable": "on"}, {}),
    "billing_day": ({"billing_day": "calendar", "billing_day_minutes": "30"}, {}),
    "billing_day_minutes": ({"billing_day_minutes": "1440"}, {}),
}
OF_THE_HOLD = {"hold_kind": {"hold_kind": "deposit"}, "deposit": {"deposit": "75"}}
HOLD = {"hold_kind": "both", "deposit": "50"}
TWO_FEES = {
    "fee-rows": "2",
    "fee-0-kind": "facility",
    "fee-0-frequency": "per_contract",
    "fee-0-amount": "3.50",
    "fee-0-taxable": "on",
    "fee-1-kind": "trip",
    "fee-1-frequency": "per_day",
    "fee-1-amount": "1.25",
}
OF_A_CUSTOM_FEE = {
    "kind": {"fee-0-kind": "recovery"},
    "frequency": {"fee-0-frequency": "per_day"},
    "amount": {"fee-0-amount": "4"},
    "taxable": {"fee-0-taxable": ""},
    "position": {
        **{name.replace("fee-1", "fee-0"): typed for name, typed in TWO_FEES.items() if "-1-" in name},
        **{name.replace("fee-0", "fee-1"): typed for name, typed in TWO_FEES.items() if "-0-" in name},
        "fee-0-taxable": "",
    },
}
TWO_TAXES = {"tax-rows": "2", "tax-0-kind": "sales", "tax-0-percent": "8", "tax-1-kind": "city", "tax-1-percent": "1"}
OF_A_TAX = {
    "kind": {"tax-0-kind": "county"},
    "percent": {"tax-0-percent": "8.5"},
    "position": {"tax-0-kind": "city", "tax-0-percent": "1", "tax-1-kind": "sales", "tax-1-percent": "8"},
}
ADDITIONAL = {"driver_minimum_age": "21", "driver_maximum_age": "", "dealer_code": "", "longest_days": "30"}
NOT_A_SETTING = {"id", "dealership", "settings", "currency"}
"""A row's own name and owner, and the dealership's currency, which no page asks for."""
OF_A_GROUP = {"name", "agreement"}
BESIDE_THE_SETTINGS = {"code", "name_key", "cost_recovery", "additional", "archived_at"}
"""How a group is found, told apart and put away; and where its other sections stand, which are proven by themselves."""


def columns(model: Any) -> set[str]:
    return {field.name for field in model._meta.concrete_fields} - NOT_A_SETTING


def test_every_column_of_every_section_has_its_proof():
    assert columns(CostRecovery) == set(OF_FEES) | set(OF_THE_HOLD)
    assert columns(CustomFee) == set(OF_A_CUSTOM_FEE)
    assert columns(Tax) == set(OF_A_TAX)
    assert columns(AdditionalSettings) == set(OF_ADDITIONAL)
    assert columns(VehicleGroup) == OF_A_GROUP | BESIDE_THE_SETTINGS


@pytest.mark.parametrize(
    ("section", "plain", "changes"),
    [
        ("fees", FEES, {name: (given, change) for name, (change, given) in OF_FEES.items()}),
        ("hold", HOLD, {name: ({}, change) for name, change in OF_THE_HOLD.items()}),
        ("custom_fees", TWO_FEES, {name: ({}, change) for name, change in OF_A_CUSTOM_FEE.items()}),
        ("taxes", TWO_TAXES, {name: ({}, change) for name, change in OF_A_TAX.items()}),
    ],
)
def test_every_setting_of_cost_recovery_changes_the_bill_or_the_hold(
    settings_page: Settings, desk: Counter, section: str, plain: dict, changes: dict
):
    for each, typed in {"fees": FEES, "custom_fees": TWO_FEES, "taxes": TWO_TAXES, "hold": HOLD}.items():
        save(settings_page, desk, each, typed)

    without_effect = []
    for field, (given, change) in changes.items():
        save(settings_page, desk, section, plain | given)
        before = outcome(desk)
        save(settings_page, desk, section, plain | given | change)
        if outcome(desk) == before:
            without_effect.append(field)

    assert without_effect == []


def save(page: Settings, desk: Counter, section: str, typed: dict[str, str]) -> None:
    """Press Save, having seen what is stored; an empty box is not sent."""
    sent = {name: value for name, value in typed.items() if value or "taxable" not in name}
    if not typed.get("collect_card", "on"):
        sent.pop("collect_card")
    answer = page.post(section, sent, shown=fingerprint(stored(desk, section)))
    assert answer.status_code == 302, (section, typed)


def recovery(desk: Counter) -> CostRecovery:
    return CostRecovery.objects.get(dealership=desk.store, pk=desk.group.cost_recovery_id)


def stored(desk: Counter, section: str) -> Any:
    """The section in words, as it is stored."""
    row = recovery(desk)
    return {
        "fees": lambda: fees_in_words(fees_of(row), "USD"),
        "custom_fees": lambda: custom_fees_in_words(custom_fees_of(row.custom_fees.all()), "USD"),
        "taxes": lambda: taxes_in_words(taxes_of(row.taxes.all())),
        "hold": lambda: hold_in_words(hold_of(row), "USD"),
    }[section]()


def outcome(desk: Counter) -> tuple[Any, Any]:
    """The bill of two cars over 48 hours and 20 minutes, and what is held for it."""
    terms, usage = recovery(desk).terms(time_zone="America/Chicago"), two_cars()
    return price(terms, usage), hold_for(terms, usage)


def two_cars() -> Usage:
    """A quarter of 16 gallons and half of 70 kWh are missing; 310 miles were driven."""
    petrol = HandedOver(
        from_at=at(10, 9),
        model="RX 350",
        capacity=Decimal(16),
        out=Reading(odometer=12_000, fuel=Decimal(1)),
        back=Reading(odometer=12_250, fuel=Decimal("0.750")),
    )
    electric = replace(
        petrol,
        from_at=at(11, 9),
        model="RZ 450e",
        energy=Energy.ELECTRIC,
        capacity=Decimal(70),
        out=Reading(odometer=500, fuel=Decimal(1)),
        back=Reading(odometer=560, fuel=Decimal("0.500")),
    )
    return Usage(pickup=at(10, 9), dropoff=at(12, 9, 20), vehicles=(petrol, electric))


def words_of_the_agreement(loan: Loan, field: str) -> str:
    """What the agreement of Avery's loan says in a merge field."""
    found = loan_with_everything(dealership=loan.desk.store, code=loan.code)
    terms = recovery(loan.desk).terms(time_zone="America/Chicago")
    values = merge_values(
        dealership=loan.desk.store, loan=found, contract=found.contract, terms=terms, usage=two_cars()
    )
    return values[field]


def notice_of_positions(loan: Loan) -> str:
    return words_of_the_agreement(loan, "positions.notice")


def dealer_code(loan: Loan) -> str:
    return words_of_the_agreement(loan, "dealer_code")


def conditions_of_start(loan: Loan) -> list[str]:
    return loan.codes()


def sixty_days(loan: Loan) -> str:
    """Whether sixty days can be booked."""
    try:
        booked(loan.desk, group_id=loan.desk.group.pk, period=Period(at(20), at(20) + timedelta(days=60)))
    except NotBookable as reason:
        return str(reason)
    return "booked"


def finishing_unpaid(loan: Loan) -> str:
    """Whether the loan finishes before it is paid."""
    loan.ready().work.start(at(9))
    try:
        loan.work.finish(replace(ON_TIME, charge_later=True), DROPOFF)
    except UnableToFinish as reason:
        return str(reason)
    return "finished"


OF_ADDITIONAL: dict[str, tuple[dict[str, str], Any]] = {
    "view_positions": ({"view_positions": "on"}, notice_of_positions),
    "driver_minimum_age": ({"driver_minimum_age": "40"}, conditions_of_start),
    "driver_maximum_age": ({"driver_maximum_age": "30"}, conditions_of_start),
    "dealer_code": ({"dealer_code": "63299"}, dealer_code),
    "repair_order_required": ({"repair_order_required": "on"}, conditions_of_start),
    "charge_later_allowed": ({"charge_later_allowed": "on"}, finishing_unpaid),
    "longest_days": ({"longest_days": "90"}, sixty_days),
}


def test_every_additional_setting_changes_an_agreement_or_a_refusal(settings_page: Settings, desk: Counter):
    loan = loan_for_group(desk)
    loan.work.assign(desk.rx_350, at(9, 8, 31))

    without_effect = []
    for field, (change, look) in OF_ADDITIONAL.items():
        if look is not finishing_unpaid:
            before = look(loan)
            save_additional(settings_page, desk, change)
            if look(loan) == before:
                without_effect.append(field)
            save_additional(settings_page, desk, {})

    assert without_effect == []


@pytest.mark.parametrize(("change", "outcome"), [({}, "charge later"), ({"charge_later_allowed": "on"}, "finished")])
def test_a_contract_finishes_unpaid_only_where_that_is_allowed(
    settings_page: Settings, desk: Counter, change: dict, outcome: str
):
    save_additional(settings_page, desk, change)

    assert outcome in finishing_unpaid(loan_for_group(desk))


def save_additional(page: Settings, desk: Counter, change: dict[str, str]) -> None:
    row = AdditionalSettings.objects.get(pk=desk.group.additional_id)
    shown = fingerprint(additional_in_words(additional_of(row)))
    assert page.post("additional", ADDITIONAL | change, shown=shown).status_code == 302


def test_the_agreement_of_a_group_is_what_its_drivers_sign(settings_page: Settings, desk: Counter):
    evening = DriverAgreement.objects.create(dealership=desk.store, name="Evening", name_key="evening")
    AgreementVersion.objects.create(
        dealership=desk.store, agreement=evening, number=1, body="<p>By night.</p>", published_at=at(1)
    )
    shown = fingerprint(general_words(desk.group))

    settings_page.post("general", {"name": "Service loaners", "agreement": str(evening.pk)}, shown=shown)

    group = VehicleGroup.objects.get(pk=desk.group.pk)
    signed = version_to_sign(dealership=desk.store, program=None, of_group=group.agreement_id, language="en-us")
    assert signed.agreement == evening


def test_the_name_of_a_group_is_refused_to_another(settings_page: Settings, desk: Counter):
    shown = fingerprint(general_words(desk.group))
    settings_page.post("general", {"name": "Courtesy cars", "agreement": ""}, shown=shown)

    answers = [
        settings_page.client.post("/springfield/settings/vehicle-groups/add/", {"name": name}).status_code
        for name in ("COURTESY CARS", "Service loaners")
    ]

    assert answers == [422, 302]
