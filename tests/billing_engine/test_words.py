"""The words of a bill's workings: what a guest reads beside each amount, to the letter."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from billing.domain.adjustments import label
from billing.domain.hold import HoldAction, hold_for
from billing.domain.invoice import Invoice
from billing.domain.terms import (
    BillingDay,
    BillingDayKind,
    ConvenienceFee,
    Fuel,
    HoldKind,
    HoldTerms,
    Units,
)
from billing.domain.usage import HandedOver
from billing.domain.words import listed, measured, moments, plain, stretch
from tests.billing_engine.loans import (
    CHICAGO,
    PICKUP,
    THREE_A_GALLON,
    TWENTY_A_DAY,
    agreed,
    bill,
    hours,
    later,
    line_of,
    loan,
    rx350,
    rz450e,
)


@pytest.mark.parametrize(
    ("minutes", "words"), [(1470, "24 h 30 min"), (1440, "24 h"), (45, "45 min"), (60, "1 h"), (61, "1 h 1 min")]
)
def test_a_stretch_of_time_is_said_in_hours_and_minutes(minutes: int, words: str) -> None:
    assert stretch(minutes) == words


def test_seven_days_are_named_and_of_eight_only_the_first_and_the_last() -> None:
    week = [later(hours(24 * day)) for day in range(8)]
    zone = CHICAGO

    assert moments(week[:7], zone) == (
        "Mar 2 9:00 AM, Mar 3 9:00 AM, Mar 4 9:00 AM, Mar 5 9:00 AM, Mar 6 9:00 AM, Mar 7 9:00 AM "
        "and Mar 8 10:00 AM"  # clocks go forward
    )
    assert moments(week, zone) == "Mar 2 9:00 AM and so on until Mar 9 10:00 AM"


@pytest.mark.parametrize(
    ("hour", "words"), [(0, "12:00 AM"), (1, "1:00 AM"), (12, "12:00 PM"), (13, "1:00 PM"), (23, "11:00 PM")]
)
def test_an_hour_is_said_by_a_clock_of_twelve(hour: int, words: str) -> None:
    assert moments([PICKUP.replace(hour=hour)], CHICAGO) == f"Mar 2 {words}"


def test_a_number_is_written_in_plain_digits_however_long() -> None:
    long = Decimal("123456789012345678901234567890.50")

    assert [plain(long), plain(Decimal("1E+2")), plain(7)] == ["123456789012345678901234567890.5", "100", "7"]
    assert listed(["a", "b", "c"]) == "a, b and c"


COUNTED = {
    BillingDay(): "Mar 2 9:00 AM, Mar 3 9:30 AM and Mar 4 10:00 AM: RX 350 at $20.00. "
    "A day is added every 24 h 30 min from pickup.",
    BillingDay(kind=BillingDayKind.DAILY_GRACE): "Mar 2 9:00 AM, Mar 3 9:30 AM and Mar 4 9:30 AM: RX 350 at $20.00. "
    "A day is added every 24 h from pickup, after 30 min of grace.",
    BillingDay(kind=BillingDayKind.DAILY_GRACE, grace_minutes=0): "Mar 2 9:00 AM, Mar 3 9:00 AM and Mar 4 9:00 AM: "
    "RX 350 at $20.00. A day is added every 24 h from pickup.",
    BillingDay(kind=BillingDayKind.CALENDAR, grace_minutes=60): "Mar 2 9:00 AM, Mar 3 1:00 AM and Mar 4 1:00 AM: "
    "RX 350 at $20.00. A day is added at each midnight, after 1 h of grace.",
    BillingDay(kind=BillingDayKind.CALENDAR): "Mar 2 9:00 AM, Mar 3 12:00 AM and Mar 4 12:00 AM: "
    "RX 350 at $20.00. A day is added at each midnight.",
}


@pytest.mark.parametrize("billing_day", COUNTED, ids=lambda day: f"{day.kind} {day.grace}")
def test_the_daily_rate_says_when_each_day_began_and_how_they_are_counted(billing_day: BillingDay) -> None:
    terms = agreed(daily_rate=TWENTY_A_DAY, billing_day=billing_day)

    line = line_of(bill(terms, loan(lasting=hours(49))), "daily_rate")

    assert line.working == f"3 contract days, from {COUNTED[billing_day]}"


def test_three_vehicles_say_their_days_each() -> None:
    cars = (rx350(), rz450e(from_at=later(hours(24)), daily_rate="5.00"), rx350(from_at=later(hours(48))))

    line = line_of(bill(agreed(daily_rate=TWENTY_A_DAY), loan(*cars, lasting=hours(80))), "daily_rate")

    assert line.working.startswith(
        "4 contract days, from Mar 2 9:00 AM: RX 350 at $20.00; from Mar 3 9:30 AM: RZ 450e at $5.00; "
        "from Mar 4 10:00 AM and Mar 5 10:30 AM: RX 350 at $20.00."
    )


A_QUARTER = "RX 350: full to 6/8 = 0.250 × 16 gal × $3.00."


@pytest.mark.parametrize(
    ("fuel", "working"),
    [
        (THREE_A_GALLON, A_QUARTER),
        (
            replace(THREE_A_GALLON, allowance=Decimal(12)),
            f"{A_QUARTER} $12.00: not above the $12.00 allowance, so nothing is charged.",
        ),
    ],
)
def test_fuel_says_its_sum_charged_or_not(fuel: Fuel, working: str) -> None:
    terms = agreed(fuel=fuel, units=Units(distance="mi", fuel="gal"))

    invoice = bill(terms, loan(rx350(fuel_in="0.750")))

    assert said(invoice)["fuel"] == working


def test_the_convenience_fee_says_why_it_is_not_charged() -> None:
    fuel = replace(THREE_A_GALLON, allowance=Decimal(99), convenience_fee=ConvenienceFee(amount=Decimal(5)))

    invoice = bill(agreed(fuel=fuel), loan(rx350(fuel_in="0.750")))

    assert said(invoice)["fuel_convenience_fee"] == "$12.00: not above the $99.00 allowance, so nothing is charged."


def test_fuel_that_costs_nothing_says_so_too() -> None:
    invoice = bill(agreed(fuel=Fuel(per_unit=Decimal(0))), loan(rx350(fuel_in="0.750")))

    assert said(invoice) == {"fuel": "RX 350: full to 6/8 = 0.250 × 16 × $0.00."}


def test_a_vehicle_without_a_name_has_none_in_its_working() -> None:
    nameless = replace(rx350(fuel_in="0.500"), model="")

    invoice = bill(agreed(fuel=THREE_A_GALLON), loan(nameless))

    assert said(invoice)["fuel"] == "Full to 4/8 = 0.500 × 16 × $3.00."


def test_a_long_way_is_written_in_thousands() -> None:
    assert [measured(12_246, "mi"), measured(Decimal("4118.50"), "km")] == ["12,246 mi", "4,118.5 km"]


def test_no_digit_is_lost_where_the_words_are_read_under_another_arithmetic() -> None:
    far = Decimal("12345678901234567890123456789.25")

    assert (plain(far), measured(far, "km")) == (str(far), "12,345,678,901,234,567,890,123,456,789.25 km")


def test_a_tank_of_nothing_is_said_as_it_is() -> None:
    empty = replace(rx350(fuel_in="0.500"), capacity=Decimal(0))

    assert said(bill(agreed(fuel=THREE_A_GALLON), loan(empty)))["fuel"] == "RX 350: full to 4/8 = 0.500 × 0 × $3.00."


def test_each_line_has_its_name() -> None:
    codes = (
        "daily_rate",
        "fuel",
        "fuel_convenience_fee",
        "excess_mileage",
        "custom_fee:road_safety",
        "charge:bus_lane",
    )

    assert [label(code) for code in codes] == [
        "daily rate",
        "fuel used",
        "fuel convenience fee",
        "excess mileage",
        "road safety fee",
        "bus lane",
    ]


def test_an_electric_car_without_a_price_does_not_hide_the_one_after_it() -> None:
    cars = (rz450e(fuel_in="0.500"), rx350(from_at=later(hours(1)), fuel_in="0.750"))

    invoice = bill(agreed(fuel=THREE_A_GALLON), loan(*cars))

    assert said(invoice)["fuel"].startswith("RX 350: full to 6/8")
    assert line_of(invoice, "fuel").unit_price == Decimal("3.00")


def test_a_hold_that_nobody_asks_for_says_so() -> None:
    terms = agreed(collect_card=False, hold=HoldTerms(kind=HoldKind.BOTH, deposit=Decimal(50)))
    booked = replace(loan(HandedOver(from_at=PICKUP), lasting=timedelta(hours=1), estimate=True))

    hold = hold_for(terms, booked)

    nothing = Decimal("0.00")
    assert (hold.action, hold.amount, hold.estimate, hold.deposit) == (HoldAction.NOTHING, nothing, nothing, nothing)
    assert hold.working == "No hold."


def said(invoice: Invoice) -> dict[str, str]:
    """Every working by its code, of lines and of what is waived."""
    of_lines = {line.code: line.working for line in invoice.lines}
    return of_lines | {waived.code: waived.working for waived in invoice.waived}
