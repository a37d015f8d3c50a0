"""Rule 2: contract days run in elapsed time from pickup to drop-off; how long one is, is the billing day setting."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from billing.domain.days import days_incurred, first_instant
from billing.domain.terms import BillingDay, BillingDayKind, Terms
from tests.billing_engine.loans import PICKUP, TWENTY_A_DAY, agreed, bill, hours, later, line_of, loan

SECOND = timedelta(seconds=1)
ELAPSED = BillingDay()
DAILY_GRACE = BillingDay(kind=BillingDayKind.DAILY_GRACE)
CALENDAR = BillingDay(kind=BillingDayKind.CALENDAR)


def days(billing_day: BillingDay, pickup: datetime, dropoff: datetime, time_zone: str = "America/Chicago") -> int:
    return len(days_incurred(agreed(billing_day=billing_day, time_zone=time_zone), pickup, dropoff))


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("lasting", "incurred"),
    [(0, 1), (1, 1), (24, 1), (24.5, 2), (25, 2), (48, 2), (48.75, 2), (49, 3), (73, 3), (73.5, 4)],
)
def test_elapsed_days_begin_every_twenty_four_and_a_half_hours(lasting: float, incurred: int) -> None:
    assert days(ELAPSED, PICKUP, later(hours(lasting))) == incurred


def test_a_drop_off_at_exactly_the_instant_incurs_the_day_and_a_second_before_does_not() -> None:
    boundary = later(hours(24.5))

    assert days(ELAPSED, PICKUP, boundary) == 2
    assert days(ELAPSED, PICKUP, boundary - SECOND) == 1
    assert days(ELAPSED, PICKUP, boundary - timedelta(microseconds=1)) == 1


def test_an_elapsed_day_may_be_set_to_another_length() -> None:
    of_an_hour = BillingDay(minutes=60)

    assert days(of_an_hour, PICKUP, later(hours(3))) == 4


@pytest.mark.parametrize(
    ("lasting", "incurred"), [(0, 1), (24, 1), (24.4, 1), (24.5, 2), (48.4, 2), (48.5, 3), (48.75, 3), (72.5, 4)]
)
def test_days_with_daily_grace_begin_half_an_hour_after_every_twenty_four(lasting: float, incurred: int) -> None:
    assert days(DAILY_GRACE, PICKUP, later(hours(lasting))) == incurred


def test_daily_grace_may_be_set_to_none() -> None:
    without_grace = BillingDay(kind=BillingDayKind.DAILY_GRACE, grace_minutes=0)

    assert days(without_grace, PICKUP, later(hours(24))) == 2
    assert days(without_grace, PICKUP, later(hours(24)) - SECOND) == 1


def test_a_calendar_day_begins_at_each_midnight_after_pickup() -> None:
    midnight = datetime(2026, 3, 3, tzinfo=PICKUP.tzinfo)

    assert days(CALENDAR, PICKUP, midnight - SECOND) == 1
    assert days(CALENDAR, PICKUP, midnight) == 2
    assert days(CALENDAR, PICKUP, midnight + hours(24)) == 3


def test_a_pickup_at_midnight_counts_that_midnight_once() -> None:
    midnight = datetime(2026, 3, 3, tzinfo=PICKUP.tzinfo)

    assert days(CALENDAR, midnight, midnight + hours(23)) == 1


def test_calendar_grace_is_added_to_midnight_in_elapsed_minutes() -> None:
    two_and_a_half_hours = BillingDay(kind=BillingDayKind.CALENDAR, grace_minutes=150)
    evening_before_the_change = utc("2026-03-08T04:00")  # Mar 7 10:00 PM in Chicago, clocks go forward at 2:00
    local_half_past_three = utc("2026-03-08T08:30")  # midnight is 6:00 UTC

    assert days(two_and_a_half_hours, evening_before_the_change, local_half_past_three) == 2
    assert days(two_and_a_half_hours, evening_before_the_change, local_half_past_three - SECOND) == 1


def test_a_pickup_within_the_grace_after_midnight_is_not_billed_for_that_midnight() -> None:
    an_hour = BillingDay(kind=BillingDayKind.CALENDAR, grace_minutes=60)
    half_past_midnight = datetime(2026, 3, 3, 0, 30, tzinfo=PICKUP.tzinfo)

    assert days(an_hour, half_past_midnight, half_past_midnight + hours(2)) == 1


def test_the_midnights_are_the_dealership_s() -> None:
    pickup, dropoff = utc("2026-03-03T05:30"), utc("2026-03-03T06:30")  # around midnight in Chicago

    assert days(CALENDAR, pickup, dropoff, "America/Chicago") == 2
    assert days(CALENDAR, pickup, dropoff, "America/New_York") == 1


def test_a_change_of_clock_neither_adds_nor_takes_an_elapsed_day() -> None:
    noon_before_spring = datetime(2026, 3, 7, 12, tzinfo=PICKUP.tzinfo)
    noon_before_autumn = datetime(2026, 10, 31, 12, tzinfo=PICKUP.tzinfo)

    in_spring = days(ELAPSED, noon_before_spring, noon_before_spring.replace(day=8, hour=13, minute=15))
    in_autumn = days(ELAPSED, noon_before_autumn, datetime(2026, 11, 1, 11, 30, tzinfo=PICKUP.tzinfo))

    assert in_spring == 1  # 25 h 15 min by the clock, 24 h 15 min elapsed
    assert in_autumn == 2  # 23 h 30 min by the clock, 24 h 30 min elapsed


def test_a_midnight_that_does_not_exist_is_the_first_instant_of_its_date() -> None:
    clocks_skip_midnight = first_instant(date(2018, 11, 4), ZoneInfo("America/Sao_Paulo"))
    clocks_skip_from_half_past_eleven = first_instant(date(1919, 3, 31), ZoneInfo("America/Toronto"))

    assert clocks_skip_midnight == utc("2018-11-04T03:00")  # 0:00 becomes 1:00
    assert clocks_skip_from_half_past_eleven == utc("1919-03-31T04:30")  # 23:30 becomes 0:30


def test_a_midnight_shown_twice_begins_its_date_the_first_time() -> None:
    havana = "America/Havana"
    twice = first_instant(date(2025, 11, 2), ZoneInfo(havana))

    assert twice == utc("2025-11-02T04:00")  # at 1:00 clocks go back to 0:00
    assert days(CALENDAR, utc("2025-11-02T03:00"), utc("2025-11-02T12:00"), havana) == 2


def test_a_date_that_a_place_skipped_is_no_day() -> None:
    on_the_29th, on_the_31st = utc("2011-12-29T20:00"), utc("2011-12-30T20:00")  # Samoa had no 30 December 2011

    assert days(CALENDAR, on_the_29th, on_the_31st, "Pacific/Apia") == 2


def test_the_working_names_each_day_by_the_dealership_s_clock() -> None:
    invoice = bill(agreed(daily_rate=TWENTY_A_DAY), loan(lasting=hours(49)))

    assert line_of(invoice, "daily_rate").working == (
        "3 contract days, from Mar 2 9:00 AM, Mar 3 9:30 AM and Mar 4 10:00 AM: RX 350 at $20.00. "
        "A day is added every 24 h 30 min from pickup."
    )


@pytest.mark.parametrize(
    ("billing_day", "told"),
    [
        (DAILY_GRACE, "A day is added every 24 h from pickup, after 30 min of grace."),
        (BillingDay(kind=BillingDayKind.DAILY_GRACE, grace_minutes=0), "A day is added every 24 h from pickup."),
        (CALENDAR, "A day is added at each midnight."),
        (
            BillingDay(kind=BillingDayKind.CALENDAR, grace_minutes=90),
            "A day is added at each midnight, after 1 h 30 min of grace.",
        ),
    ],
)
def test_the_working_says_how_days_are_counted(billing_day: BillingDay, told: str) -> None:
    terms: Terms = agreed(daily_rate=TWENTY_A_DAY, billing_day=billing_day)

    invoice = bill(terms, loan())

    assert line_of(invoice, "daily_rate").working.endswith(told)


def test_the_working_of_many_days_names_the_first_and_the_last() -> None:
    invoice = bill(agreed(daily_rate=TWENTY_A_DAY), loan(lasting=hours(24.5 * 29)))

    assert (
        "30 contract days, from Mar 2 9:00 AM and so on until Apr 1 12:30 AM:" in line_of(invoice, "daily_rate").working
    )
