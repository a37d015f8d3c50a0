"""Rule 4: the first days may be covered by reserve days; they bear no daily rate but count as contract days."""

from decimal import Decimal

from billing.domain.terms import CustomFee, CustomFeeKind, FeeFrequency
from tests.billing_engine.loans import (
    QUARTER_A_MILE,
    TWENTY_A_DAY,
    agreed,
    amounts,
    bill,
    hours,
    later,
    line_of,
    loan,
    rx350,
    rz450e,
    waivers,
)

TERMS = agreed(daily_rate=TWENTY_A_DAY)
FIFTY_HOURS = hours(50)  # 3 contract days


def test_covered_days_bear_no_daily_rate() -> None:
    line = line_of(bill(TERMS, loan(lasting=FIFTY_HOURS, covered_days=2)), "daily_rate")

    assert (str(line.amount), line.quantity) == ("20.00", 1)
    assert line.working.startswith("1 contract day after 2 reserve days, from Mar 4 10:00 AM: RX 350 at $20.00.")


def test_covered_days_are_waived_with_their_working() -> None:
    invoice = bill(TERMS, loan(lasting=FIFTY_HOURS, covered_days=2))

    assert waivers(invoice) == ["daily_rate"]
    assert invoice.waived[0].working == (
        "2 contract days of 3, from Mar 2 9:00 AM and Mar 3 9:30 AM, covered by reserve days: no daily rate."
    )


def test_the_first_days_are_the_covered_ones() -> None:
    switched = rx350(), rz450e(from_at=later(hours(30)), daily_rate="5.00")

    assert amounts(bill(TERMS, loan(*switched, lasting=FIFTY_HOURS, covered_days=2)))["daily_rate"] == "5.00"


def test_more_covered_days_than_contract_days_cover_them_all() -> None:
    invoice = bill(TERMS, loan(lasting=FIFTY_HOURS, covered_days=30))

    assert (invoice.days, amounts(invoice), waivers(invoice)) == (3, {}, ["daily_rate"])


def test_covered_days_count_for_mileage_and_fees_by_the_day() -> None:
    per_day = CustomFee(kind=CustomFeeKind.TRIP, frequency=FeeFrequency.PER_DAY, amount=Decimal("1.25"))
    terms = agreed(mileage=QUARTER_A_MILE, custom_fees=(per_day,))

    invoice = bill(terms, loan(rx350(driven=460), lasting=FIFTY_HOURS, covered_days=3))

    assert amounts(invoice) == {"excess_mileage": "2.50", "custom_fee:trip": "3.75"}  # 460 − 3 × 150 = 10; 3 × 1.25


def test_covered_days_then_free_ones_are_both_waived() -> None:
    invoice = bill(TERMS, loan(rx350(daily_rate="0.00"), lasting=FIFTY_HOURS, covered_days=1))

    assert (amounts(invoice), waivers(invoice)) == ({}, ["daily_rate", "daily_rate"])


def test_where_there_is_no_daily_rate_nothing_is_covered_aloud() -> None:
    assert waivers(bill(agreed(), loan(covered_days=1))) == []
