"""
How many more loans a pool can take in a period (product.md, Availability).

Pools overlap: a vehicle may be in several groups and programs. So the answer is a matching, not a subtraction. At an
instant, the vehicles that can be used and are promised to nobody are given

1. to as many open loans as can have what they booked: of a loan booked by category that category of its group or
   program, of any other loan any vehicle of them;
2. then, taking none of these away, to as many of the others as can have any vehicle of their group or program, as
   staff would give it;
3. then, taking none of all these away, to as many more loans of the pool asked about as possible. These need vehicles
   that can be used throughout the period asked about.

Where several ways to give them are equal so far, the one that leaves the most for the next step counts. The answer is
the third number at the instant at which it is least (docs/decisions.md, 10).

Vehicles are counted by what they are worth to each demand, and the fleet is gone through change by change
(``sweep``); the vehicles are given by ``flow``.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from fleet.domain.pools import Car, Kind, Pool
from kernel.period import Period
from reservations.domain.flow import Flow
from reservations.domain.sweep import Fleet, State, Sweep, Wanted

__all__ = ["Availability", "Fleet", "Wanted", "availability", "next_free"]

Worths = tuple[int, ...]
"""What a vehicle is worth to each demand: to the loans wanted of each pool, and to those asked about, the last."""


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
    asking = Asking(within(fleet, period), pool, throughout=period)
    stretches = list(asking.stretches(period))
    tightest = min(asking.more(state) for _, _, state in stretches)
    if tightest > 0:
        return Availability(available=tightest)
    full = [(starts_at, state) for starts_at, _, state in stretches if not asking.more(state)]
    return Availability(available=0, short=max(asking.lacking(state) for _, state in full), short_from=full[0][0])


def next_free(fleet: Fleet, pool: Pool, period: Period, *, until: datetime) -> datetime | None:
    """The first later instant, up to ``until``, from which a loan of the same length could have a vehicle."""
    full = list(full_stretches(fleet, pool, Period(period.starts_at, until + period.length)))
    for starts_at in beginnings(fleet, after=period.starts_at, until=until):
        later = Period(starts_at, starts_at + period.length)
        full = [each for each in full if each.ends_at > starts_at]
        if not (full and full[0].overlaps(later)) and availability(fleet, pool, later).available:
            return starts_at
    return None


def full_stretches(fleet: Fleet, pool: Pool, period: Period) -> Iterator[Period]:
    """When the pool has nothing for anybody, not even for a moment."""
    asking = Asking(within(fleet, period), pool)
    for starts_at, ends_at, state in asking.stretches(period):
        if not asking.more(state):
            yield Period(starts_at, ends_at)


def beginnings(fleet: Fleet, *, after: datetime, until: datetime) -> list[datetime]:
    """The instants at which a vehicle may become free."""
    ends = {each.ends_at for each in fleet.periods()}
    begins = {car.usable_from for car in fleet.cars if car.usable_from is not None}
    return sorted(moment for moment in ends | begins if after < moment <= until)


def within(fleet: Fleet, period: Period) -> Fleet:
    """The fleet with only the loans that touch the period."""
    return Fleet(
        cars=fleet.cars,
        taken=[each for each in fleet.taken if each.period.overlaps(period)],
        wanted=[each for each in fleet.wanted if each.period.overlaps(period)],
    )


class Asking:
    """One question: how many more loans of a pool, with vehicles that are there ``throughout`` a period if there is one."""

    def __init__(self, fleet: Fleet, pool: Pool, *, throughout: Period | None = None) -> None:
        self.fleet, self.pool, self.throughout = fleet, pool, throughout
        self.demands = list(dict.fromkeys(each.pool for each in fleet.wanted))
        self.unit = len(fleet.cars) + len(fleet.wanted) + 2
        self.of_cars = [self.worths(car) for car in fleet.cars]
        self.places = list(dict.fromkeys(self.of_cars))
        self.known: dict[State, int] = {}

    def stretches(self, period: Period) -> Iterator[tuple[datetime, datetime, State]]:
        """From when, until when, and how things stand."""
        number = {worths: place for place, worths in enumerate(self.places)}
        sweep = Sweep(self.fleet, places=[number[each] for each in self.of_cars], demands=self.demands)
        return sweep.through(period)

    def more(self, state: State) -> int:
        """How many more loans of the pool can have a vehicle."""
        if state not in self.known:
            most = sum(state.seats)
            flow = Flow(state.seats, [*state.waiting, most], self.by_demand)
            flow.seat()
            self.known[state] = most - flow.waiting[-1]
        return self.known[state]

    def lacking(self, state: State) -> int:
        """
        How many vehicles one more loan would lack: with so many more in this pool alone, there would be one for it.

        The open loans come first here too, so it is one more than what they would take of any number of those.
        """
        besides = [*(worth and worth - 1 for worth in self.of_kind(only_in(self.pool))), 0]
        worth = [[*places, more] for places, more in zip(self.by_demand, besides, strict=True)]
        flow = Flow([*state.seats, self.unit], [*state.waiting, 0], worth)
        flow.seat()
        return self.unit - flow.free[-1] + 1

    @cached_property
    def by_demand(self) -> list[list[int]]:
        """What each place is worth, by demand."""
        return [[worths[demand] for worths in self.places] for demand in range(len(self.demands) + 1)]

    def worths(self, car: Car) -> Worths:
        """
        Of a vehicle. One that can't be used throughout may serve an open loan meanwhile.
        """
        period = self.throughout
        stays = period is None or car.is_usable(period.starts_at, period.ends_at)
        return *self.of_kind(car.kind), int(stays and car.kind.is_in(self.pool))

    def of_kind(self, kind: Kind) -> list[int]:
        """To each open loan: one as booked more than any number of others, any more than whatever is asked about."""
        return [
            (self.unit * self.unit if kind.is_in(pool) else 0) + self.unit if kind.is_in(pool.loosened()) else 0
            for pool in self.demands
        ]


def only_in(pool: Pool) -> Kind:
    """Vehicles of this pool and of no other."""
    return Kind(
        groups=frozenset() if pool.group_id is None else frozenset({pool.group_id}),
        programs=frozenset() if pool.program_id is None else frozenset({pool.program_id}),
        category_id=pool.category_id,
    )
