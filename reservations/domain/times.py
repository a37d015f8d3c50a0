"""
Times of bookings: opening hours, and the defaults of a new contract.

Everything is counted in instants and read on the dealership's clock, so that the nights when clocks change are right.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from kernel.period import Period

HALF_AN_HOUR = 30
USUAL_LENGTH = timedelta(hours=48)
A_YEAR = 366
OpenFrom = tuple[time, time]


@dataclass(frozen=True, kw_only=True)
class OpeningHours:
    """
    When the counter is open: ``week`` from Monday, None = closed; without a week it is always open.

    Closing time itself counts as open: a car can be handed back then.
    """

    zone: ZoneInfo
    week: tuple[OpenFrom | None, ...] = ()
    closed_dates: frozenset[date] = frozenset()

    def is_open(self, at: datetime) -> bool:
        """Whether the counter is open at an instant."""
        hours = self.on(at.astimezone(self.zone).date())
        return not self.week or (hours is not None and hours[0] <= at.astimezone(UTC) <= hours[1])

    def moved_into(self, at: datetime) -> datetime:
        """The instant itself, or the next opening; itself too where there is none within a year."""
        if self.is_open(at):
            return at
        today = at.astimezone(self.zone).date()
        coming = (self.on(today + timedelta(days=days)) for days in range(A_YEAR))
        opens = next((hours[0] for hours in coming if hours is not None and hours[0] > at.astimezone(UTC)), at)
        return opens.astimezone(self.zone)

    def on(self, day: date) -> tuple[datetime, datetime] | None:
        """The instants between which the counter is open on a day, or None."""
        hours = self.week[day.weekday()] if self.week else (time.min, time.max)
        if hours is None or day in self.closed_dates:
            return None
        return instant(day, hours[0], self.zone), instant(day, hours[1], self.zone)


def opening_hours(*, week: Sequence[str], closed_dates: Sequence[str], zone: ZoneInfo) -> OpeningHours:
    """Opening hours from a dealership's seven lines such as *08:00-18:00* (Monday first, empty = closed)."""
    return OpeningHours(
        zone=zone,
        week=tuple(hours_of(line) for line in week),
        closed_dates=frozenset(date.fromisoformat(day) for day in closed_dates),
    )


def hours_of(line: str) -> OpenFrom | None:
    """The two times of a line."""
    if not line:
        return None
    opens, closes = line.split("-")
    return time.fromisoformat(opens.strip()), time.fromisoformat(closes.strip())


def instant(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """A time of a day, in UTC; one that the clocks leap over is the instant just as long after midnight."""
    return datetime.combine(day, clock, zone).astimezone(UTC)


def usual_period(at: datetime, hours: OpeningHours) -> Period:
    """The period of a new contract: now rounded to the next half hour, + 48 h, both moved into opening hours."""
    pickup = hours.moved_into(next_half_hour(at, hours.zone))
    return Period(pickup, hours.moved_into(later(pickup, USUAL_LENGTH, hours.zone)))


def next_half_hour(at: datetime, zone: ZoneInfo) -> datetime:
    """The next :00 or :30 on the dealership's clock; a full half hour stays."""
    local = at.astimezone(zone)
    past = timedelta(minutes=local.minute % HALF_AN_HOUR, seconds=local.second, microseconds=local.microsecond)
    return later(at, timedelta(minutes=HALF_AN_HOUR) - past if past else timedelta(0), zone)


def later(at: datetime, length: timedelta, zone: ZoneInfo) -> datetime:
    """So much elapsed time later, on the dealership's clock."""
    return (at.astimezone(UTC) + length).astimezone(zone)
