"""How many more loans a pool can take: a matching over overlapping pools, at its tightest instant."""

from datetime import UTC, datetime, timedelta

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


def test_who_gets_a_vehicle_does_not_depend_on_the_order_in_which_pools_are_looked_at():
    suv = car(1, groups=(LOANERS,), programs=(ONE_APP, COURTESY))
    sedan = car(2, groups=(), programs=(ONE_APP,), category=SEDAN)
    booked = [(APP_SUV, hours(0, 4)), (Pool(program_id=COURTESY), hours(0, 4))]

    # One of them can have what was booked. With the SUV for the courtesy loan, the other can be given the sedan.
    assert available(fleet(suv, sedan, wanted=booked), APP_SEDAN, hours(0, 4)) == 0
    assert available(fleet(suv, sedan, wanted=booked[::-1]), APP_SEDAN, hours(0, 4)) == 0


def test_the_shortfall_is_what_would_have_to_be_bought():
    shared = car(1, groups=(LOANERS, SHUTTLES))
    known = fleet(shared, wanted=[(SERVICE, hours(0, 4)), (Pool(group_id=SHUTTLES), hours(0, 4))])

    # A loaner more would let the shared one go to the shuttles; only a second is left for the loan asked about.
    assert availability(known, SERVICE, hours(0, 4)) == Availability(available=0, short=2, short_from=hour(0))


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
