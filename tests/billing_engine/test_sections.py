"""The sections of settings: each setting by its label, what has no effect says why, and the terms they make."""

from dataclasses import fields, replace
from decimal import Decimal
from typing import Any

import pytest

from billing.domain.rates import Rates
from billing.domain.recovering import terms_under
from billing.domain.sections import (
    Fees,
    custom_fees_in_words,
    fee_name,
    fees_in_words,
    hold_in_words,
    remarks_on_custom_fees,
    remarks_on_fees,
    remarks_on_hold,
    remarks_on_taxes,
    tax_name,
    taxes_in_words,
)
from billing.domain.terms import (
    AllowanceBasis,
    BillingDay,
    BillingDayKind,
    ConvenienceFee,
    CustomFee,
    CustomFeeKind,
    DailyRate,
    FeeFrequency,
    Fuel,
    HoldKind,
    HoldTerms,
    Mileage,
    Tax,
    TaxKind,
    Terms,
    Units,
)

TWENTY, FIFTY = Decimal("20.00"), Decimal("50.00")
EVERYTHING = Fees(
    daily_rate=TWENTY,
    daily_rate_taxable=True,
    fuel_per_unit=Decimal("3.499"),
    fuel_per_kwh=Decimal("0.40"),
    fuel_taxable=True,
    fuel_allowance=Decimal("10.00"),
    fuel_allowance_basis=AllowanceBasis.FUEL_CHARGE_AND_CONVENIENCE_FEE,
    fuel_convenience_fee=Decimal("5.00"),
    fuel_convenience_fee_taxable=True,
    mileage_daily_allowance=1500,
    mileage_rate=Decimal("0.25"),
    mileage_taxable=True,
    billing_day=BillingDayKind.CALENDAR,
    billing_day_minutes=60,
)
NOTHING = Fees()
SAFETY = CustomFee(kind=CustomFeeKind.ROAD_SAFETY, frequency=FeeFrequency.PER_DAY, amount=Decimal("1.25"), taxable=True)
TRIP = CustomFee(kind=CustomFeeKind.TRIP, frequency=FeeFrequency.PER_CONTRACT, amount=Decimal(3))
SALES = Tax(kind=TaxKind.SALES, percent=Decimal("6.2500"))
BOTH = HoldTerms(kind=HoldKind.BOTH, deposit=FIFTY)
UNITS = Units(distance="mi", fuel="gal")


def test_every_fee_is_said_by_its_label() -> None:
    assert fees_in_words(EVERYTHING, "USD") == {
        "Collect Customer Credit Card Information": "on",
        "Daily Rate": "$20.00",
        "Daily Rate taxable": "on",
        "Fuel Used": "$3.499",
        "Fuel Used, electric": "$0.40",
        "Fuel Used taxable": "on",
        "Fuel Charge Allowance": "$10.00",
        "Allowance compares with": "Fuel charge and convenience fee",
        "Fuel Convenience Fee": "$5.00",
        "Fuel Convenience Fee taxable": "on",
        "Daily mileage allowance": "1,500",
        "Charge for Excess Mileage": "$0.25",
        "Charge for Excess Mileage taxable": "on",
        "Billing day": "midnight, 60 minutes",
    }


def test_what_is_not_enabled_is_off() -> None:
    said = fees_in_words(NOTHING, "USD")

    assert said["Collect Customer Credit Card Information"] == "on"
    assert said["Billing day"] == "elapsed, 1,470 minutes"
    assert said["Fuel Used taxable"] == "off"
    assert {value for name, value in said.items() if name not in {"Billing day", "Allowance compares with"}} == {
        "on",
        "off",
    }


def test_fees_taxes_and_holds_are_said_by_their_names() -> None:
    assert (fee_name("road_safety"), tax_name("air_port")) == ("Road Safety Fee", "Air Port Tax")
    assert custom_fees_in_words([SAFETY, TRIP], "USD") == {
        "Road Safety Fee": "$1.25 per day, taxable",
        "Trip Fee": "$3.00 per contract",
    }
    assert taxes_in_words([SALES]) == {"Sales Tax": "6.25%"}
    assert hold_in_words(BOTH, "USD") == {"Credit Card Hold": "Both", "Security Deposit": "$50.00"}
    assert hold_in_words(HoldTerms(), "USD") == {"Credit Card Hold": "None", "Security Deposit": "off"}


NO_CARD = replace(EVERYTHING, collect_card=False)


def test_without_a_card_nothing_but_what_staff_enter_is_charged() -> None:
    assert list(remarks_on_fees(NO_CARD)) == [
        "No card, no fees: nothing is charged but what staff enter. The amounts are kept."
    ]
    off = "Collect Customer Credit Card Information is off."
    assert list(remarks_on_custom_fees(NO_CARD)) == [f"Custom fees do not apply while {off}"]
    assert list(remarks_on_taxes(NO_CARD, [SAFETY], [SALES])) == [f"Taxes do not apply while {off}"]
    assert list(remarks_on_hold(NO_CARD, BOTH)) == [f"Nothing is held while {off}"]


def test_settings_that_take_effect_need_no_remark() -> None:
    assert [
        *remarks_on_fees(EVERYTHING),
        *remarks_on_custom_fees(EVERYTHING),
        *remarks_on_taxes(EVERYTHING, [], [SALES]),
        *remarks_on_taxes(NOTHING, [], []),
        *remarks_on_taxes(NOTHING, [SAFETY], [SALES]),
        *remarks_on_hold(EVERYTHING, BOTH),
        *remarks_on_hold(EVERYTHING, HoldTerms()),
        *remarks_on_fees(NOTHING),
    ] == []


UNPRICED = replace(EVERYTHING, fuel_per_unit=None, fuel_per_kwh=None)


@pytest.mark.parametrize("amount", ["fuel_allowance", "fuel_convenience_fee"])
def test_fuel_without_a_price_makes_its_allowance_and_fee_idle(amount: str) -> None:
    without = {
        "fuel_allowance": replace(UNPRICED, fuel_convenience_fee=None),
        "fuel_convenience_fee": replace(UNPRICED, fuel_allowance=None),
    }
    fees = without[amount]

    assert list(remarks_on_fees(fees)) == [
        "Without a price for Fuel Used, its allowance and convenience fee apply to nothing."
    ]
    assert list(remarks_on_fees(replace(fees, fuel_per_kwh=Decimal(1)))) == []
    assert list(remarks_on_fees(replace(fees, fuel_per_unit=Decimal(1)))) == []


def test_a_mileage_allowance_without_a_rate_is_idle() -> None:
    idle = replace(EVERYTHING, mileage_rate=None)

    assert list(remarks_on_fees(idle)) == ["Without a rate, the daily mileage allowance applies to nothing."]


TAXABLE = ("daily_rate_taxable", "fuel_taxable", "fuel_convenience_fee_taxable", "mileage_taxable")
UNTAXED = replace(
    EVERYTHING,
    daily_rate_taxable=False,
    fuel_taxable=False,
    fuel_convenience_fee_taxable=False,
    mileage_taxable=False,
)

MARKED = {
    "daily_rate_taxable": replace(UNTAXED, daily_rate_taxable=True),
    "fuel_taxable": replace(UNTAXED, fuel_taxable=True),
    "fuel_convenience_fee_taxable": replace(UNTAXED, fuel_convenience_fee_taxable=True),
    "mileage_taxable": replace(UNTAXED, mileage_taxable=True),
}


def test_a_tax_that_applies_to_nothing_says_so() -> None:
    assert list(remarks_on_taxes(UNTAXED, [TRIP], [SALES])) == [
        "No fee is marked Taxable, so these taxes apply to nothing."
    ]


@pytest.mark.parametrize("mark", TAXABLE)
def test_one_fee_that_is_taxable_is_enough(mark: str) -> None:
    assert list(remarks_on_taxes(MARKED[mark], [], [SALES])) == []


@pytest.mark.parametrize("mark", ["fuel_taxable", "fuel_convenience_fee_taxable"])
def test_a_taxable_fee_of_fuel_counts_only_with_a_price(mark: str) -> None:
    unpriced = replace(MARKED[mark], fuel_per_unit=None, fuel_per_kwh=None)

    assert list(remarks_on_taxes(unpriced, [], [SALES])) != []
    assert list(remarks_on_taxes(replace(unpriced, fuel_per_kwh=Decimal(1)), [], [SALES])) == []


def test_a_taxable_mileage_or_convenience_fee_without_an_amount_counts_for_nothing() -> None:
    mileage = replace(UNTAXED, mileage_taxable=True, mileage_rate=None)
    fee = replace(UNTAXED, fuel_convenience_fee_taxable=True, fuel_convenience_fee=None)

    assert list(remarks_on_taxes(mileage, [], [SALES])) != []
    assert list(remarks_on_taxes(fee, [], [SALES])) != []


@pytest.mark.parametrize("kind", [HoldKind.NONE, HoldKind.ESTIMATE])
def test_a_deposit_that_is_not_held_says_when_it_will_be(kind: HoldKind) -> None:
    assert list(remarks_on_hold(EVERYTHING, HoldTerms(kind=kind, deposit=FIFTY))) == [
        "The Security Deposit is kept, and held once Deposit or Both is chosen."
    ]


def made(fees: Fees, **more: Any) -> Terms:
    """The terms of settings in dollars, in Chicago."""
    given: dict[str, Any] = {"rates": Rates(group=fees.daily_rate), "custom_fees": (), "taxes": (), "hold": HoldTerms()}
    return terms_under(fees, currency="USD", time_zone="America/Chicago", units=UNITS, **given | more)


def test_the_terms_say_all_that_the_settings_say() -> None:
    rates = Rates(by_model=(("rx350", FIFTY),), group=TWENTY)

    terms = made(EVERYTHING, rates=rates, custom_fees=[SAFETY], taxes=[SALES], hold=BOTH)

    assert terms == Terms(
        currency="USD",
        time_zone="America/Chicago",
        collect_card=True,
        billing_day=BillingDay(kind=BillingDayKind.CALENDAR, grace_minutes=60),
        daily_rate=DailyRate(amount=TWENTY, taxable=True),
        fuel=Fuel(
            per_unit=Decimal("3.499"),
            per_kwh=Decimal("0.40"),
            taxable=True,
            allowance=Decimal("10.00"),
            allowance_basis=AllowanceBasis.FUEL_CHARGE_AND_CONVENIENCE_FEE,
            convenience_fee=ConvenienceFee(amount=Decimal("5.00"), taxable=True),
        ),
        mileage=Mileage(daily_allowance=1500, per_unit=Decimal("0.25"), taxable=True),
        custom_fees=(SAFETY,),
        taxes=(SALES,),
        hold=BOTH,
        rates=rates,
        units=UNITS,
    )


def test_settings_that_charge_nothing_make_terms_that_charge_nothing() -> None:
    terms = made(replace(NOTHING, collect_card=False))

    assert (terms.collect_card, terms.daily_rate, terms.fuel, terms.mileage) == (False, None, None, None)
    assert terms.billing_day == BillingDay(minutes=1470)


def test_fuel_with_one_price_and_mileage_without_an_allowance_are_charged() -> None:
    electric = made(replace(NOTHING, fuel_per_kwh=Decimal("0.40"), mileage_rate=Decimal(1), billing_day_minutes=1500))
    gasoline = made(replace(NOTHING, fuel_per_unit=Decimal(3)))

    assert electric.fuel == Fuel(per_kwh=Decimal("0.40"))
    assert electric.mileage == Mileage(daily_allowance=0, per_unit=Decimal(1))
    assert electric.billing_day == BillingDay(minutes=1500)
    assert gasoline.fuel == Fuel(per_unit=Decimal(3))


def test_a_program_that_lists_models_has_a_daily_rate_without_an_amount_of_its_own() -> None:
    terms = made(replace(NOTHING, daily_rate_taxable=True), rates=Rates(by_model=(("rx350", FIFTY),)))

    assert terms.daily_rate == DailyRate(amount=Decimal("0.00"), taxable=True)


def test_no_fee_is_forgotten_by_these_tests() -> None:
    assert all(
        getattr(EVERYTHING, field.name) != field.default for field in fields(Fees) if field.name != "collect_card"
    )
