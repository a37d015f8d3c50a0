"""How many more loans a pool can take: a matching over overlapping pools, at its tightest instant."""

import random
from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from fleet.domain.pools import Car, Kind, Pool, Taken
from kernel.period import Period
from reservations.domain.availability import Availability, Fleet, Wanted, availability, next_free

LOANERS, SHUTTLES, ONE_APP, COURTESY, SUV, SEDAN = 1, 2, 11, 12, 21, 22
SERVICE = Pool(group_id=LOANERS)
APP = Pool(program_id=ONE_APP)
APP_SUV = Pool(program_id=ONE_APP, category_id=SUV)
APP_SEDAN = Pool(program_id=ONE_APP, category_id=SEDAN)


def hour(number: float) -> datetime:
    return datetime(2026, 3, 9, tzinfo=UTC) + timedelta(hours=number)


def hours(first: float, last: float) -> Period:
    return Period(hour(first), hour(last))


def car(number: int, *, groups=(LOANERS,), programs=(), category: int | None = SUV, **dates: datetime | None) -> Car:
    kind = Kind(groups=frozenset(groups), programs=frozenset(programs), category_id=category)
    return Car(id=number, kind=kind, **dates)


def fleet(*cars: Car, taken=(), wanted=()) -> Fleet:
    return Fleet(
        cars=cars,
        taken=[Taken(car_id=number, period=period) for number, period in taken],
        wanted=[Wanted(pool=pool, period=period) for pool, period in wanted],
    )


def available(known: Fleet, pool: Pool, period: Period) -> int:
    return availability(known, pool, period).available


def test_an_empty_pool_takes_nobody():
    assert availability(fleet(), SERVICE, hours(0, 1)) == Availability(available=0, short=1, short_from=hour(0))


def test_promised_vehicles_and_booked_loans_are_taken_off():
    known = fleet(car(1), car(2), car(3), taken=[(1, hours(0, 5))], wanted=[(SERVICE, hours(2, 4))])

    assert available(known, SERVICE, hours(0, 5)) == 1
    assert available(known, SERVICE, hours(0, 2)) == 2  # the booked loan begins when this one ends
    assert available(known, SERVICE, hours(5, 9)) == 3


def test_demand_counts_at_its_peak_not_by_the_number_of_overlaps():
    one_after_the_other = [(SERVICE, hours(0, 2)), (SERVICE, hours(2, 4)), (SERVICE, hours(4, 6))]

    assert available(fleet(car(1), car(2), wanted=one_after_the_other), SERVICE, hours(0, 6)) == 1


def test_a_vehicle_in_two_groups_is_counted_once():
    both = (LOANERS, SHUTTLES)
    known = fleet(car(1, groups=both), car(2, groups=both), wanted=[(SERVICE, hours(0, 4))])

    assert available(known, Pool(group_id=SHUTTLES), hours(0, 4)) == 1


def test_a_booked_loan_makes_way_where_it_can_have_another_vehicle():
    shared, own = car(1, groups=(LOANERS, SHUTTLES)), car(2, groups=(LOANERS,))
    known = fleet(shared, own, wanted=[(SERVICE, hours(0, 4))])

    assert available(known, Pool(group_id=SHUTTLES), hours(0, 4)) == 1  # the loan takes its group's own vehicle
    assert available(known, SERVICE, hours(0, 4)) == 1


def test_loans_of_three_pools_move_along_a_chain():
    first = car(1, groups=(LOANERS,), programs=(ONE_APP,))
    second = car(2, groups=(SHUTTLES,), programs=(ONE_APP, COURTESY))
    third = car(3, groups=(), programs=(COURTESY,))
    known = fleet(first, second, third, wanted=[(APP, hours(0, 4)), (Pool(program_id=COURTESY), hours(0, 4))])

    assert available(known, SERVICE, hours(0, 4)) == 1
    assert available(known, Pool(group_id=SHUTTLES), hours(0, 4)) == 1
    assert available(known, APP, hours(0, 4)) == 1


def test_a_loan_booked_by_category_takes_one_of_it():
    suvs = [car(number, programs=(ONE_APP,)) for number in (1, 2)]
    known = fleet(*suvs, car(3, programs=(ONE_APP,), category=SEDAN), wanted=[(APP_SUV, hours(0, 4))])

    assert available(known, APP_SUV, hours(0, 4)) == 1
    assert available(known, APP_SEDAN, hours(0, 4)) == 1
    assert available(known, APP, hours(0, 4)) == 2


def test_an_overbooked_category_spills_into_the_rest_of_its_program():
    known = fleet(
        car(1, programs=(ONE_APP,)),
        car(2, programs=(ONE_APP,), category=SEDAN),
        wanted=[(APP_SUV, hours(0, 4))] * 2,
    )

    assert availability(known, APP_SEDAN, hours(0, 4)) == Availability(available=0, short=1, short_from=hour(0))


def test_the_shortfall_counts_those_who_lack_one_already():
    known = fleet(car(1), wanted=[(SERVICE, hours(0, 4)), (SERVICE, hours(0, 4)), (SERVICE, hours(2, 4))])

    assert availability(known, SERVICE, hours(0, 6)) == Availability(available=0, short=3, short_from=hour(0))


def test_the_shortfall_begins_when_the_last_vehicle_goes():
    known = fleet(car(1), taken=[(1, hours(3, 8))])

    assert availability(known, SERVICE, hours(0, 4)) == Availability(available=0, short=1, short_from=hour(3))


def test_a_vehicle_counts_only_where_it_can_be_used_throughout():
    leaving = car(1, usable_until=hour(3))

    assert available(fleet(leaving), SERVICE, hours(0, 3)) == 1
    assert available(fleet(leaving), SERVICE, hours(0, 4)) == 0
    assert available(fleet(car(1, usable_from=hour(3))), SERVICE, hours(2, 4)) == 0


def test_a_vehicle_that_leaves_soon_still_serves_the_loans_before():
    known = fleet(car(1, usable_until=hour(3)), car(2), wanted=[(SERVICE, hours(0, 2))])

    assert available(known, SERVICE, hours(0, 8)) == 1  # the booked loan takes the one that leaves


def test_the_next_free_time_is_the_first_from_which_the_whole_loan_fits():
    known = fleet(car(1), taken=[(1, hours(0, 3)), (1, hours(4, 9))])

    assert next_free(known, SERVICE, hours(1, 3), until=hour(100)) == hour(9)  # the hour from 3 to 4 is too short
    assert next_free(known, SERVICE, hours(1, 2), until=hour(100)) == hour(3)
    assert next_free(known, SERVICE, hours(1, 3), until=hour(8)) is None


@pytest.mark.parametrize("seed", range(200))
def test_it_agrees_with_brute_force_on_small_fleets(seed: int):
    luck = random.Random(seed)
    known, asked, period = some_fleet(luck), some_pool(luck, SUV, None), some_period(luck)

    assert available(known, asked, period) == by_brute_force(known, asked, period), f"seed {seed}"


def some_fleet(luck: random.Random) -> Fleet:
    """Up to five vehicles in any groups and programs, and up to four loans booked without a category."""
    cars = [
        car(
            number,
            groups=luck.sample([LOANERS, SHUTTLES], luck.randint(0, 2)),
            programs=luck.sample([ONE_APP, COURTESY], luck.randint(0, 2)),
            category=luck.choice([SUV, SEDAN, None]),
            usable_until=luck.choice([None, None, hour(luck.randint(4, 12))]),
        )
        for number in range(luck.randint(0, 5))
    ]
    taken = [(each.id, some_period(luck)) for each in cars if luck.random() < 0.4]
    return fleet(*cars, taken=taken, wanted=[(some_pool(luck), some_period(luck)) for _ in range(luck.randint(0, 4))])


def some_pool(luck: random.Random, *categories: int | None) -> Pool:
    group, program = luck.choice([(LOANERS, None), (SHUTTLES, None), (None, ONE_APP), (None, COURTESY)])
    return Pool(group_id=group, program_id=program, category_id=luck.choice(categories or (None,)))


def some_period(luck: random.Random) -> Period:
    first = luck.randint(0, 9)
    return hours(first, first + luck.randint(1, 5))


def by_brute_force(known: Fleet, asked: Pool, period: Period) -> int:
    """Try one more, and one more, with a matching of single loans and single vehicles at every hour."""
    starts = [hour(number) for number in range(24) if period.holds(hour(number))]
    instants = [*starts, period.ends_at]
    return min(more_at(known, asked, period, begin, end) for begin, end in pairwise(instants))


def more_at(known: Fleet, asked: Pool, period: Period, begin: datetime, end: datetime) -> int:
    gone = Counter(each.car_id for each in known.taken if each.period.holds(begin))
    here = [each for each in known.cars if each.is_usable(begin, end) and not gone[each.id]]
    open_loans = [
        [each for each in here if each.kind.is_in(loan.pool)] for loan in known.wanted if loan.period.holds(begin)
    ]
    one_more = [each for each in here if each.kind.is_in(asked) and each.is_usable(period.starts_at, period.ends_at)]
    return seated([*open_loans, *[one_more] * len(here)]) - seated(open_loans)


def seated(wishes: list[list[Car]]) -> int:
    holder: dict[int, int] = {}

    def seat(wish: int, seen: set[int]) -> bool:
        for each in wishes[wish]:
            if each.id not in seen:
                seen.add(each.id)
                if each.id not in holder or seat(holder[each.id], seen):
                    holder[each.id] = wish
                    return True
        return False

    return sum(seat(wish, set()) for wish in range(len(wishes)))
