"""
How the vehicles and the open loans stand from one change to the next, counted.

Vehicles are counted by what they are worth to each demand: those that are in the same pools are one place, so that the
work grows with the number of different pools and not with the fleet.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from fleet.domain.pools import Car, Pool, Taken
from kernel.period import Period


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


@dataclass(frozen=True, slots=True)
class State:
    """How many vehicles there are in each place, and how many open loans wait for one, by demand."""

    seats: tuple[int, ...]
    waiting: tuple[int, ...]


class Sweep:
    """Goes through a period, change by change."""

    def __init__(self, fleet: Fleet, *, places: Sequence[int], demands: Sequence[Pool]) -> None:
        """``places`` are those of the vehicles, in their order; ``demands`` the pools of which loans are wanted."""
        self.place = {car.id: place for car, place in zip(fleet.cars, places, strict=True)}
        self.in_the_way = dict.fromkeys(self.place, 0)
        self.seats, self.waiting = [0] * (max(places, default=-1) + 1), [0] * len(demands)
        self.of_cars: dict[datetime, list[tuple[int, int]]] = defaultdict(list)
        self.of_loans: dict[datetime, list[tuple[int, int]]] = defaultdict(list)
        for place in places:
            self.seats[place] += 1
        self._note_cars(fleet)
        self._note_loans(fleet, {pool: number for number, pool in enumerate(demands)})

    def through(self, period: Period) -> Iterator[tuple[datetime, datetime, State]]:
        """Each stretch in which nothing changes: from when, until when, and how things stand."""
        begun = period.starts_at
        for moment in sorted(self.of_cars.keys() | self.of_loans.keys()):
            if moment >= period.ends_at:
                break
            if moment > begun:
                yield begun, moment, State(tuple(self.seats), tuple(self.waiting))
                begun = moment
            self._change(moment)
        yield begun, period.ends_at, State(tuple(self.seats), tuple(self.waiting))

    def _change(self, moment: datetime) -> None:
        for car_id, more in self.of_cars.get(moment, ()):
            before, after = self.in_the_way[car_id], self.in_the_way[car_id] + more
            self.in_the_way[car_id] = after
            self.seats[self.place[car_id]] += (not after) - (not before)
        for demand, more in self.of_loans.get(moment, ()):
            self.waiting[demand] += more

    def _note_cars(self, fleet: Fleet) -> None:
        """What stands in the way of a vehicle: promises, and dates on which it is not here yet or no more."""
        for car in fleet.cars:
            if car.usable_from is not None:
                self.in_the_way[car.id] += 1
                self.seats[self.place[car.id]] -= 1
                self.of_cars[car.usable_from].append((car.id, -1))
            if car.usable_until is not None:
                self.of_cars[car.usable_until].append((car.id, 1))
        for each in fleet.taken:
            if each.car_id in self.place:
                self.of_cars[each.period.starts_at].append((each.car_id, 1))
                self.of_cars[each.period.ends_at].append((each.car_id, -1))

    def _note_loans(self, fleet: Fleet, numbers: Mapping[Pool, int]) -> None:
        for each in fleet.wanted:
            self.of_loans[each.period.starts_at].append((numbers[each.pool], 1))
            self.of_loans[each.period.ends_at].append((numbers[each.pool], -1))
