"""Rule 13: the hold is nothing, the estimate, the deposit, or both added; fuel and mileage are never in it."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import pytest

from billing.domain.hold import HoldAction, authorised_from, hold_for, renewal_due, still_held
from billing.domain.terms import ConvenienceFee, Fuel, HoldKind, HoldTerms, Mileage
from billing.domain.usage import HandedOver, Usage
from tests.billing_engine.loans import (
    CHICAGO,
    PICKUP,
    SALES_TAX,
    TWENTY_A_DAY,
    agreed,
    amounts,
    bill,
    hours,
    later,
    loan,
    rx350,
    toll,
)
from tests.billing_engine.test_rule_09_custom_fees import FACILITY

FIFTY = Decimal("50.00")
BOTH = HoldTerms(kind=HoldKind.BOTH, deposit=FIFTY)
SCHEDULED = Usage(
    pickup=datetime(2026, 6, 10, 12, tzinfo=CHICAGO),
    dropoff=datetime(2026, 6, 12, 12, tzinfo=CHICAGO),
    vehicles=(HandedOver(from_at=datetime(2026, 6, 10, 12, tzinfo=CHICAGO)),),
    estimate=True,
)
FIFTY_A_DAY = replace(TWENTY_A_DAY, amount=FIFTY)


@pytest.mark.parametrize(
    ("kind", "held", "action"),
    [
        (HoldKind.NONE, "0.00", HoldAction.VERIFY),
        (HoldKind.ESTIMATE, "100.00", HoldAction.AUTHORISE),
        (HoldKind.DEPOSIT, "50.00", HoldAction.AUTHORISE),
        (HoldKind.BOTH, "150.00", HoldAction.AUTHORISE),
    ],
)
def test_the_hold_is_what_its_setting_says(kind: HoldKind, held: str, action: HoldAction) -> None:
    terms = agreed(daily_rate=FIFTY_A_DAY, hold=HoldTerms(kind=kind, deposit=FIFTY))

    hold = hold_for(terms, SCHEDULED)

    assert (str(hold.amount), hold.action) == (held, action)


def test_the_hold_says_what_it_is_made_of() -> None:
    hold = hold_for(agreed(daily_rate=FIFTY_A_DAY, hold=BOTH), SCHEDULED)

    assert (str(hold.estimate), str(hold.deposit)) == ("100.00", "50.00")
    assert hold.working == "Estimate $100.00 + deposit for incidentals $50.00."


def test_a_hold_of_nothing_verifies_the_card_instead() -> None:
    hold = hold_for(agreed(hold=HoldTerms(kind=HoldKind.ESTIMATE)), SCHEDULED)

    assert (hold.action, hold.working) == (HoldAction.VERIFY, "Nothing is held; the card is only verified.")


def test_the_estimate_has_fees_taxes_cover_and_charges_but_neither_fuel_nor_mileage() -> None:
    terms = agreed(
        daily_rate=replace(TWENTY_A_DAY, taxable=True),
        fuel=Fuel(per_unit=Decimal(3), convenience_fee=ConvenienceFee(amount=Decimal(5))),
        mileage=Mileage(daily_allowance=0, per_unit=Decimal(1)),
        custom_fees=(FACILITY,),
        taxes=(SALES_TAX,),
        hold=HoldTerms(kind=HoldKind.ESTIMATE),
    )
    thirsty = rx350(driven=900, fuel_in="0.000")

    hold = hold_for(terms, loan(thirsty, covered_days=1, adjustments=(toll(),)))

    assert str(hold.amount) == "29.25"  # 20.00 + 3.50 + 4.50 + 6.25 % of 20.00


def test_an_estimate_prices_a_loan_without_readings() -> None:
    assert amounts(bill(agreed(daily_rate=FIFTY_A_DAY), SCHEDULED)) == {"daily_rate": "100.00"}


def test_a_deposit_is_rounded_to_the_currency() -> None:
    terms = agreed(hold=HoldTerms(kind=HoldKind.DEPOSIT, deposit=Decimal(50)))

    assert str(hold_for(terms, SCHEDULED).amount) == "50.00"


def test_a_hold_is_authorised_at_most_a_day_before_pickup() -> None:
    assert authorised_from(PICKUP) == later(-hours(24))


def test_a_hold_is_renewed_a_day_before_it_lapses_and_then_is_worth_nothing() -> None:
    lapses = later(hours(24 * 7))

    assert renewal_due(lapses) == later(hours(24 * 6))
    assert still_held(FIFTY, lapses, later(hours(24 * 6))) == FIFTY
    assert str(still_held(FIFTY, lapses, lapses)) == "0.00"
