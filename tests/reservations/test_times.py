"""Times of a new contract: now rounded, + 48 h, both moved into opening hours; right on the nights clocks change."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from dealerships.models import Dealership
from reservations.domain.times import OpeningHours, later, next_half_hour, opening_hours, usual_period
from reservations.queries import hours_of, usual_times
from tests.situations import CHICAGO, at
from tests.situations.stores import WEEKDAYS_AND_SATURDAY

SPRINGFIELD = opening_hours(week=WEEKDAYS_AND_SATURDAY, closed_dates=["2026-03-17"], zone=CHICAGO)


def test_now_is_rounded_to_the_next_half_hour_and_two_days_later_is_the_same_time():
    usual = usual_period(at(9, 8, 41), SPRINGFIELD)  # a Monday

    assert (usual.starts_at, usual.ends_at) == (at(9, 9), at(11, 9))


@pytest.mark.parametrize(
    ("now", "pickup"),
    [
        (at(9, 9), at(9, 9)),
        (at(9, 9, 0) + timedelta(microseconds=1), at(9, 9, 30)),
        (at(9, 9, 30), at(9, 9, 30)),
        (at(9, 9, 31), at(9, 10)),
        (at(9, 5), at(9, 7, 30)),  # before opening
        (at(9, 18), at(9, 18)),  # closing time itself
        (at(9, 18, 1), at(10, 7, 30)),  # after closing
        (at(14, 16, 1), at(16, 7, 30)),  # Saturday at four; closed on Sunday
        (at(16, 18, 30), at(18, 7, 30)),  # the 17th is closed
    ],
)
def test_pickup_moves_to_the_next_opening(now: datetime, pickup: datetime):
    assert usual_period(now, SPRINGFIELD).starts_at == pickup


def test_a_drop_off_on_a_closed_day_moves_on():
    assert usual_period(at(13, 9), SPRINGFIELD).ends_at == at(16, 7, 30)  # Friday + 48 h = Sunday
    assert usual_period(at(15, 9), SPRINGFIELD).ends_at == at(18, 7, 30)  # from Monday, 7:30, + 48 h


def test_forty_eight_hours_over_the_night_the_clocks_go_forward_end_an_hour_later():
    usual = usual_period(at(6, 9), OpeningHours(zone=CHICAGO))  # Friday, 6 March; clocks leap on the 8th at 2:00

    assert usual.length == timedelta(hours=48)
    assert usual.ends_at == at(8, 10)


def test_forty_eight_hours_over_the_night_the_clocks_go_back_end_an_hour_earlier():
    usual = usual_period(at(31, 9, month=10), OpeningHours(zone=CHICAGO))  # clocks go back on 1 November at 2:00

    assert usual.length == timedelta(hours=48)
    assert usual.ends_at == at(2, 8, month=11)


def test_the_hour_that_comes_twice_is_rounded_in_its_own_turn():
    first, second = datetime(2026, 11, 1, 6, 40, tzinfo=UTC), datetime(2026, 11, 1, 7, 40, tzinfo=UTC)

    assert next_half_hour(first, CHICAGO).isoformat() == "2026-11-01T01:00:00-06:00"  # from 1:40, the first time
    assert next_half_hour(second, CHICAGO).isoformat() == "2026-11-01T02:00:00-06:00"


def test_an_opening_that_the_clocks_leap_over_is_just_as_long_after_midnight():
    night_shop = opening_hours(week=["02:30-06:00"] * 7, closed_dates=[], zone=CHICAGO)

    moved = night_shop.moved_into(at(8, 0))

    assert moved.isoformat() == "2026-03-08T03:30:00-05:00"
    assert night_shop.is_open(moved)


def test_half_hours_are_those_of_the_wall_clock_in_nepal():
    kathmandu = ZoneInfo("Asia/Kathmandu")  # UTC+5:45

    assert next_half_hour(datetime(2026, 3, 9, 3, 20, tzinfo=UTC), kathmandu).isoformat() == "2026-03-09T09:30:00+05:45"


def test_a_store_that_never_opens_keeps_the_times_as_they_are():
    closed = opening_hours(week=[""] * 7, closed_dates=[], zone=CHICAGO)

    assert usual_period(at(9, 9), closed).starts_at == at(9, 9)
    assert not closed.is_open(at(9, 9))


def test_a_store_without_hours_is_always_open():
    always = OpeningHours(zone=CHICAGO)

    assert always.is_open(at(8, 3))
    assert always.moved_into(at(8, 3)) == at(8, 3)


def test_later_counts_elapsed_time():
    assert later(at(7, 12), timedelta(days=1), CHICAGO) == at(8, 13)


def test_the_hours_are_the_dealerships_own(store: Dealership, neighbour: Dealership):
    sunday = at(15, 11)

    assert not hours_of(dealership=store).is_open(sunday)
    assert hours_of(dealership=neighbour).is_open(sunday)  # 9:00 in Riverton
    assert usual_times(dealership=store, at=sunday).starts_at == at(16, 7, 30)
