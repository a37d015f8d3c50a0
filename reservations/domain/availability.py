"""
How many more loans a pool can take in a period (product.md, Availability).

Pools overlap: a vehicle may be in several groups and programs. So the answer is a matching, not a subtraction: the
largest k such that k more loans, together with all open ones, can each have a vehicle of their own at every instant
of the period. A loan booked by category wants that category of its group or program; where these are overbooked
already it takes any vehicle of the group or program, as staff would give it.

Everything is counted by kinds: vehicles that are in the same pools are one kind, so the work grows with the number of
different pools and not with the fleet.
"""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from fleet.domain.pools import Car, Kind, Pool, Taken
from kernel.period import Period
from reservations.domain.flow import Flow

Place = tuple[bool, Kind]
"""Vehicles of one kind: those that can be used throughout the period asked about, and those that can't."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """An open loan without a vehicle yet (turnaround included)."""

    pool: Pool
    period: Period


@dataclass(frozen=True, kw_only=True, slots=True)
class Fleet:
    """Everything that the answer depends on; whoever reads it bounds it to the periods asked about."""

    cars: Sequence[Car]
    taken: Sequence[Taken]
    wanted: Sequence[Wanted]

    def periods(self) -> list[Period]:
        """The periods of all loans in it."""
        return [each.period for each in self.taken] + [each.period for each in self.wanted]


@dataclass(frozen=True, kw_only=True, slots=True)
class Availability:
    """
    How many more loans the pool can take. Where it is none, ``short`` is how many vehicles one more loan would lack
    at the worst instant, and ``short_from`` the first instant that lacks one.
    """

    available: int
    short: int = 0
    short_from: datetime | None = None


def availability(fleet: Fleet, pool: Pool, period: Period) -> Availability:
    """What the pool can still take in the period, at its tightest instant; ``period`` includes the turnaround."""
    relevant = within(fleet, period)
    slices = [slice_at(relevant, pool, starts_at, ends_at, period) for starts_at, ends_at in segments(relevant, period)]
    tightest = min(free for _, free, _ in slices)
    if tightest > 0:
        return Availability(available=tightest)
    lacking = [(starts_at, missing + 1) for starts_at, free, missing in slices if free == 0]
    return Availability(available=0, short=max(missing for _, missing in lacking), short_from=lacking[0][0])


def next_free(fleet: Fleet, pool: Pool, period: Period, *, until: datetime) -> datetime | None:
    """The first later instant, up to ``until``, from which a loan of the same length could have a vehicle."""
    ends = {each.ends_at for each in fleet.periods()}
    begins = {car.usable_from for car in fleet.cars if car.usable_from is not None}
    for starts_at in sorted(ends | begins):
        if period.starts_at < starts_at <= until:
            later = Period(starts_at, starts_at + period.length)
            if availability(fleet, pool, later).available:
                return starts_at
    return None


def within(fleet: Fleet, period: Period) -> Fleet:
    """The fleet with only the loans that touch the period."""
    return Fleet(
        cars=fleet.cars,
        taken=[each for each in fleet.taken if each.period.overlaps(period)],
        wanted=[each for each in fleet.wanted if each.period.overlaps(period)],
    )


def segments(fleet: Fleet, period: Period) -> list[tuple[datetime, datetime]]:
    """The stretches of a period in which nothing changes."""
    instants = {period.starts_at, period.ends_at}
    for each in fleet.periods():
        instants |= {each.starts_at, each.ends_at}
    for car in fleet.cars:
        instants |= {moment for moment in (car.usable_from, car.usable_until) if moment is not None}
    inside = sorted(moment for moment in instants if period.starts_at <= moment <= period.ends_at)
    return list(pairwise(inside))


def slice_at(
    fleet: Fleet, pool: Pool, starts_at: datetime, ends_at: datetime, period: Period
) -> tuple[datetime, int, int]:
    """When the stretch starts, how many more it can take, and how many open loans lack one of these vehicles."""
    gone = {each.car_id for each in fleet.taken if each.period.holds(starts_at)}
    cars = [car for car in fleet.cars if car.id not in gone and car.is_usable(starts_at, ends_at)]
    # Some serve open loans at this instant, but can't be used throughout the period asked about.
    places = Counter((car.is_usable(period.starts_at, period.ends_at), car.kind) for car in cars)
    flow = Flow(places)
    wanted = Counter(each.pool for each in fleet.wanted if each.period.holds(starts_at))
    lacking = lacking_one_of(flow, wanted, pool, {car.kind for car in fleet.cars})
    free = flow.send(("asked", pool), len(cars), lambda place: place[0] and place[1].is_in(pool))
    return starts_at, free, lacking


def lacking_one_of(flow: Flow[Place], wanted: Counter[Pool], asked: Pool, kinds: Collection[Kind]) -> int:
    """
    Give the open loans their vehicles; returns how many of those who might have had one of the pool have none, the
    guests of the category included who were given another.
    """
    spilled = unserved(flow, wanted, itself)
    lacking = unserved(flow, spilled, Pool.loosened)
    return sum(
        spilled[each] if each.category_id and each.category_id == asked.category_id else lacking[each]
        for each in spilled
        if any(kind.is_in(each.loosened()) and kind.is_in(asked) for kind in kinds)
    )


def unserved(flow: Flow[Place], wanted: Counter[Pool], taken_from: Callable[[Pool], Pool]) -> Counter[Pool]:
    """Serve the loans from their pools, in a fixed order; returns those for whom nothing was left."""
    rest: Counter[Pool] = Counter()
    for pool, count in sorted(wanted.items(), key=lambda item: str(item[0])):
        source = taken_from(pool)
        rest[pool] = count - flow.send((taken_from, source), count, giving(source))
    return +rest


def itself(pool: Pool) -> Pool:
    """The pool as it was booked."""
    return pool


def giving(pool: Pool) -> Callable[[Place], bool]:
    """Whether a place holds vehicles of the pool."""
    return lambda place: place[1].is_in(pool)
