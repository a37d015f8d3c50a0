"""Rule 8: the distance over all vehicles beyond contract days × daily allowance, times the rate."""

from dataclasses import replace
from decimal import Decimal

from billing.domain.terms import Mileage, Units
from billing.domain.usage import Reading
from tests.billing_engine.loans import QUARTER_A_MILE, agreed, amounts, bill, hours, later, line_of, loan, rx350, rz450e

TERMS = agreed(mileage=QUARTER_A_MILE)


def test_miles_beyond_the_allowance_are_charged() -> None:
    line = line_of(bill(TERMS, loan(rx350(driven=310))), "excess_mileage")

    assert (str(line.amount), line.quantity, line.unit_price) == ("2.50", 10, Decimal("0.25"))
    assert line.working == "310 driven − 2 days × 150 = 10 × $0.25."


def test_the_working_names_the_dealership_s_unit() -> None:
    terms = agreed(mileage=QUARTER_A_MILE, units=Units(distance="mi"))

    working = line_of(bill(terms, loan(rx350(driven=310))), "excess_mileage").working

    assert working == "310 mi driven − 2 days × 150 mi = 10 mi × $0.25."


def test_miles_up_to_the_allowance_are_free() -> None:
    assert amounts(bill(TERMS, loan(rx350(driven=300)))) == {}
    assert amounts(bill(TERMS, loan(rx350(driven=301)))) == {"excess_mileage": "0.25"}


def test_the_distance_is_that_of_all_vehicles_together() -> None:
    switched = rx350(driven=250), rz450e(from_at=later(hours(5)), driven=60)

    assert amounts(bill(TERMS, loan(*switched))) == {"excess_mileage": "2.50"}  # 310 − 300


def test_another_day_allows_more() -> None:
    assert amounts(bill(TERMS, loan(rx350(driven=310), lasting=hours(49)))) == {}  # 3 × 150


def test_an_allowance_of_nothing_charges_every_mile() -> None:
    every_mile = Mileage(daily_allowance=0, per_unit=Decimal("0.25"))

    assert amounts(bill(agreed(mileage=every_mile), loan(rx350(driven=2)))) == {"excess_mileage": "0.50"}


def test_mileage_without_a_price_is_not_enabled() -> None:
    priceless = Mileage(daily_allowance=0)

    assert amounts(bill(agreed(mileage=priceless), loan(rx350(driven=900)))) == {}


def test_mileage_has_its_own_taxable_mark() -> None:
    taxed = agreed(mileage=replace(QUARTER_A_MILE, taxable=True))

    assert line_of(bill(taxed, loan(rx350(driven=310))), "excess_mileage").taxable


def test_tenths_of_a_mile_count() -> None:
    tenths = replace(rx350(), back=Reading(odometer=Decimal("12310.4"), fuel=Decimal(1)))

    line = line_of(bill(TERMS, loan(tenths)), "excess_mileage")

    assert (str(line.amount), str(line.quantity)) == ("2.60", "10.4")
