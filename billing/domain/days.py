"""Contract days: the instants at which a daily rate is incurred (billing.md rule 2)."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from billing.domain.sound_terms import zone
from billing.domain.terms import BillingDayKind, Terms

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)


def days_incurred(terms: Terms, pickup: datetime, dropoff: datetime) -> list[datetime]:
    """
    Return the instant, in UTC, of each contract day from actual pickup to actual drop-off, both included.

    The first is the pickup; time is elapsed time, so a change of clock neither adds nor takes a day.
    """
    start, end = pickup.astimezone(UTC), dropoff.astimezone(UTC)
    billing_day = terms.billing_day
    if billing_day.kind is BillingDayKind.ELAPSED:
        return _every(MINUTE * billing_day.minutes, start, end)
    grace = MINUTE * billing_day.grace
    if billing_day.kind is BillingDayKind.DAILY_GRACE:
        return [start, *(after + grace for after in _every(DAY, start, end - grace)[1:])]
    return [start, *_midnights(start, end, grace, zone(terms.time_zone))]


def _every(step: timedelta, start: datetime, end: datetime) -> list[datetime]:
    return [start, *[start + step * count for count in range(1, (end - start) // step + 1)]]


def _midnights(start: datetime, end: datetime, grace: timedelta, place: ZoneInfo) -> Iterator[datetime]:
    today, before = start.astimezone(place).date(), start
    while (midnight := first_instant(today := today + DAY, place)) + grace <= end:
        if midnight > before:
            yield midnight + grace
        before = midnight


def first_instant(day: date, place: ZoneInfo) -> datetime:
    """
    Return, in UTC, the instant at which a date begins; where clocks show midnight twice, the first time.

    Where they skip it, that is the moment they are put forward.
    """
    midnight = datetime.combine(day, time(), place)
    instant = midnight.astimezone(UTC)
    if instant.astimezone(place).replace(tzinfo=None) == midnight.replace(tzinfo=None):
        return instant
    return _put_forward(midnight.replace(fold=1).astimezone(UTC), instant, place)


def _put_forward(before: datetime, after: datetime, place: ZoneInfo) -> datetime:
    offset = before.astimezone(place).utcoffset()
    while after - before > SECOND:
        middle = (before + (after - before) / 2).replace(microsecond=0)
        before, after = (middle, after) if middle.astimezone(place).utcoffset() == offset else (before, middle)
    return after
