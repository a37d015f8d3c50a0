"""
Availability against the plainest program that can say it: hour by hour, every way to give the vehicles to the loans is
tried, and the best one counted (docs/decisions.md, 10). Nothing of the algorithm is used here.
"""

import random
from collections import Counter as Tally
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest

from fleet.domain.commitments import gone_until
from fleet.domain.pools import Car, Kind, Pool, Taken
from kernel.period import Period
from reservations.domain.availability import Availability, Fleet, Wanted, availability, next_free

LOANERS, SHUTTLES, ONE_APP, COURTESY, SUV, SEDAN = 1, 2, 11, 12, 21, 22
NOW, LAST_HOUR = 3, 24
OVERDUE_HOURS = 4
FEW, MANY = 150, 2000


@dataclass(frozen=True, kw_only=True)
class Promise:
    """A vehicle promised from one hour to another; it may be out by now, and late."""

    car_id: int
    first: int
    last: int
    out: bool

    def takes(self, hour: int) -> bool:
        """A vehicle that is out is not back before the fourth hour from now, whatever was agreed."""
        return self.first <= hour < self.last or (self.out and self.first <= hour < NOW + OVERDUE_HOURS)


@dataclass(frozen=True, kw_only=True)
class Store:
    """Some vehicles with their promises, and what is booked without a vehicle."""

    cars: Sequence[Car]
    promises: Sequence[Promise]
    booked: Sequence[tuple[Pool, int, int]]


def test_a_few_random_fleets_are_as_full_as_trying_everything_says():
    for seed in range(FEW):
        agrees(seed)


@pytest.mark.proof
def test_many_random_fleets_are_as_full_as_trying_everything_says():
    full = Tally(agrees(seed) for seed in range(MANY))

    print(f"figure: {full.total()} fleets, {full[True]} of them full")  # noqa: T201 - for docs/proof.md


def agrees(seed: int) -> bool:
    """Whether none was left, which both must say; and then, from when on one will be."""
    luck = random.Random(seed)
    store, asked, (first, last) = some_store(luck), some_pool(luck), some_hours(luck)
    period = Period(hour(first), hour(last))

    counted = availability(known(store), asked, period)
    later = next_free(known(store), asked, period, until=hour(LAST_HOUR))

    assert counted == by_trying(store, asked, first, last), f"seed {seed}"
    if not counted.available:
        assert later == next_by_trying(store, asked, first, last), f"seed {seed}"
    return not counted.available


def hour(number: int) -> datetime:
    return datetime(2026, 3, 9, tzinfo=UTC) + timedelta(hours=number)


def some_store(luck: random.Random) -> Store:
    """Up to five vehicles in any groups and programs, and up to four loans, half of them booked by category."""
    cars = [some_car(luck, number) for number in range(luck.randint(0, 5))]
    promises = [some_promise(luck, each.id) for each in cars if luck.random() < 0.4]
    booked = [(some_pool(luck), *some_hours(luck)) for _ in range(luck.randint(0, 4))]
    return Store(cars=cars, promises=promises, booked=booked)


def some_car(luck: random.Random, number: int) -> Car:
    kind = Kind(
        groups=frozenset(luck.sample([LOANERS, SHUTTLES], luck.randint(0, 2))),
        programs=frozenset(luck.sample([ONE_APP, COURTESY], luck.randint(0, 2))),
        category_id=luck.choice([SUV, SEDAN, None]),
    )
    begins = luck.choice([None, None, None, hour(luck.randint(0, 6))])
    ends = luck.choice([None, None, hour(luck.randint(4, 12))])
    return Car(id=number, kind=kind, usable_from=begins, usable_until=ends)


def some_promise(luck: random.Random, car_id: int) -> Promise:
    """One that began before now may be out."""
    first, last = some_hours(luck)
    return Promise(car_id=car_id, first=first, last=last, out=first <= NOW and luck.random() < 0.5)


def some_pool(luck: random.Random) -> Pool:
    group, program = luck.choice([(LOANERS, None), (SHUTTLES, None), (None, ONE_APP), (None, COURTESY)])
    return Pool(group_id=group, program_id=program, category_id=luck.choice([None, None, SUV, SEDAN]))


def some_hours(luck: random.Random) -> tuple[int, int]:
    first = luck.randint(0, 9)
    return first, first + luck.randint(1, 5)


def known(store: Store) -> Fleet:
    """The store as the rule is told of it."""
    return Fleet(
        cars=store.cars,
        taken=[Taken(car_id=each.car_id, period=as_read(each)) for each in store.promises],
        wanted=[Wanted(pool=pool, period=Period(hour(first), hour(last))) for pool, first, last in store.booked],
    )


def as_read(promise: Promise) -> Period:
    ends_at = hour(promise.last)
    return Period(hour(promise.first), gone_until(ends_at, at=hour(NOW)) if promise.out else ends_at)


def by_trying(store: Store, asked: Pool, first: int, last: int) -> Availability:
    throughout = {each.id for each in store.cars if usable(each, first, last)}
    left = {each: best(store, asked, each, throughout) for each in range(first, last)}
    if min(left.values()):
        return Availability(available=min(left.values()))
    lacking = [each for each, count in left.items() if not count]
    short = max(until_one_is_left(store, asked, each, throughout) for each in lacking)
    return Availability(available=0, short=short, short_from=hour(lacking[0]))


def next_by_trying(store: Store, asked: Pool, first: int, last: int) -> datetime | None:
    for later in range(1, LAST_HOUR - first + 1):
        if by_trying(store, asked, first + later, last + later).available:
            return hour(first + later)
    return None


def until_one_is_left(store: Store, asked: Pool, at: int, throughout: set[int]) -> int:
    """How many vehicles in this pool alone would have to be bought for one more loan."""
    groups, programs = ({key} if key else set() for key in (asked.group_id, asked.program_id))
    kind = Kind(groups=frozenset(groups), programs=frozenset(programs), category_id=asked.category_id)
    for count in range(1, len(store.booked) + 2):
        bought = [Car(id=100 + number, kind=kind) for number in range(count)]
        ids = throughout | {each.id for each in bought}
        if best(replace(store, cars=[*store.cars, *bought]), asked, at, ids):
            return count
    raise AssertionError("However many were bought, none was left.")


def best(store: Store, asked: Pool, at: int, throughout: set[int]) -> int:
    """The most that is left for the pool, of all ways in which most have what they booked, and then most have any."""
    gone = {each.car_id for each in store.promises if each.takes(at)}
    cars = [each for each in store.cars if each.id not in gone and usable(each, at, at + 1)]
    loans = [pool for pool, first, last in store.booked if first <= at < last]
    would_do = {each.id for each in cars if each.id in throughout and each.kind.is_in(asked)}
    return max(
        (as_booked, served, len(would_do - given)) for as_booked, served, given in ways(loans, cars, frozenset())
    )[2]


def ways(
    loans: Sequence[Pool], cars: Sequence[Car], given: frozenset[int]
) -> Iterator[tuple[int, int, frozenset[int]]]:
    """Every way to give each loan one vehicle or none: how many have what they booked, how many have any, which went."""
    if not loans:
        yield 0, 0, given
        return
    first, *others = loans
    yield from ways(others, cars, given)
    for each in cars:
        if each.id not in given and each.kind.is_in(replace(first, category_id=None)):
            exact = first.category_id in {None, each.kind.category_id}
            for as_booked, served, taken in ways(others, cars, given | {each.id}):
                yield as_booked + exact, served + 1, taken


def usable(each: Car, first: int, last: int) -> bool:
    return (each.usable_from is None or each.usable_from <= hour(first)) and (
        each.usable_until is None or hour(last) <= each.usable_until
    )
