"""Promise a vehicle, move the promise, take it back: never two that overlap, never out twice."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from dealerships.models import Dealership, Event
from dealerships.tenancy import as_dealership
from fleet.domain.commitments import TooLong
from fleet.models import Commitment
from fleet.queries import commitment_of, free_in, open_commitments, vehicles
from fleet.services import (
    LoanHasVehicle,
    NothingPromised,
    VehicleTaken,
    VehicleUnusable,
    free_vehicle,
    move_commitment,
    set_status,
)
from kernel.period import Period
from tests.situations import MARCH_9_AT_9, MARCH_12_AT_9, MONDAY_MORNING, Counter, at, out, promise
from tests.statements import statements

AVERYS, JORDANS = "contract/LS-7Q4M", "contract/LS-2BBB"


def free_plates(desk: Counter, period: Period, *, now=MONDAY_MORNING, except_about: str = "") -> set[str]:
    everything = vehicles(dealership=desk.store)
    free = free_in(dealership=desk.store, vehicles=everything, period=period, at=now, except_about=except_about)
    return {vehicle.plate for vehicle in free}


def test_a_vehicle_handed_back_at_nine_can_go_out_at_nine(desk: Counter):
    promise(desk, AVERYS, until=MARCH_12_AT_9)

    after = promise(desk, JORDANS, from_at=MARCH_12_AT_9, until=at(14))

    assert after.starts_at == MARCH_12_AT_9


def test_the_turnaround_keeps_a_vehicle_a_while_longer(desk: Counter):
    desk.store.turnaround_minutes = 45
    promise(desk, AVERYS, until=MARCH_12_AT_9)

    with pytest.raises(VehicleTaken, match="LX 350 is taken by contract LS-7Q4M until Thu, Mar 12, 9:45 AM"):
        promise(desk, JORDANS, from_at=at(12, 9, 44), until=at(14))

    assert promise(desk, JORDANS, from_at=at(12, 9, 45), until=at(14)).about == JORDANS


def test_the_turnaround_before_the_next_loan_counts_too(desk: Counter):
    desk.store.turnaround_minutes = 45
    promise(desk, AVERYS, from_at=at(12), until=at(14))

    with pytest.raises(VehicleTaken):
        promise(desk, JORDANS, from_at=at(10), until=at(12, 8, 30))  # 8:30 + 45 min = 9:15


def test_a_vehicle_on_hard_hold_is_promised_to_nobody(desk: Counter):
    set_status(dealership=desk.store, vin=desk.rx_350.vin, status="hard_hold", by=desk.advisor, at=MONDAY_MORNING)

    with pytest.raises(VehicleUnusable, match="RX 350 LX 350 is set to Hard hold"):
        promise(desk, AVERYS)

    assert not Commitment.objects.exists()


def test_a_loan_has_one_vehicle_at_a_time(desk: Counter):
    promise(desk, AVERYS)

    with pytest.raises(LoanHasVehicle):
        promise(desk, AVERYS, vehicle=desk.es_350)

    assert [row.vehicle for row in open_commitments(dealership=desk.store)] == [desk.rx_350]


def test_nothing_is_promised_for_more_than_four_hundred_days(desk: Counter):
    with pytest.raises(TooLong, match="400 days"):
        promise(desk, AVERYS, until=MARCH_9_AT_9 + timedelta(days=401))


def test_a_promise_moves_unless_somebody_else_has_the_vehicle_then(desk: Counter):
    promise(desk, AVERYS)
    promise(desk, JORDANS, from_at=at(20), until=at(22))

    with pytest.raises(VehicleTaken, match="LS-2BBB until Sun, Mar 22, 9:00 AM"):
        move_commitment(
            dealership=desk.store, about=AVERYS, period=Period(at(18), at(21)), by=desk.advisor, at=MONDAY_MORNING
        )
    moved = move_commitment(
        dealership=desk.store, about=AVERYS, period=Period(at(10), at(20)), by=desk.advisor, at=MONDAY_MORNING
    )

    assert (moved.starts_at, moved.ends_at) == (at(10), at(20))


def test_a_freed_vehicle_is_free_again_and_history_says_who_freed_it(desk: Counter):
    promise(desk, AVERYS)

    free_vehicle(dealership=desk.store, about=AVERYS, by=desk.advisor, at=MONDAY_MORNING)

    assert promise(desk, JORDANS).vehicle == desk.rx_350
    told = Event.objects.filter(verb="vehicle freed", subjects__subject=AVERYS).get()
    assert told.by_name == "Dana Whitfield"


def test_what_was_never_promised_can_not_be_freed(desk: Counter):
    with pytest.raises(NothingPromised, match="No vehicle is assigned"):
        free_vehicle(dealership=desk.store, about=AVERYS, by=desk.advisor, at=MONDAY_MORNING)


def test_a_vehicle_that_is_out_comes_back_by_its_contract_only(desk: Counter):
    promise(desk, AVERYS)
    out(desk, AVERYS)

    with pytest.raises(VehicleTaken, match="is out on this contract"):
        free_vehicle(dealership=desk.store, about=AVERYS, by=desk.advisor, at=MONDAY_MORNING)


def test_free_vehicles_leave_out_the_taken_the_unusable_and_those_outside_their_dates(desk: Counter):
    promise(desk, AVERYS)
    period = Period(at(10), at(11))

    assert free_plates(desk, period) == {"LX 352"}
    assert free_plates(desk, period, except_about=AVERYS) == {"LX 350", "LX 352"}
    desk.es_350.available_on = at(11).date()
    desk.es_350.save()
    assert free_plates(desk, period) == set()
    assert free_plates(desk, Period(at(12), at(13))) == {"LX 350", "LX 352"}


def test_a_vehicle_is_gone_on_the_day_it_becomes_unavailable(desk: Counter):
    desk.es_350.unavailable_on = at(12).date()
    desk.es_350.save()

    assert "LX 352" in free_plates(desk, Period(at(9), at(12, 0)))  # until midnight
    assert "LX 352" not in free_plates(desk, Period(at(9), at(12, 0, 1)))


def test_an_overdue_vehicle_is_gone_for_four_hours_from_now(desk: Counter):
    promise(desk, AVERYS, from_at=at(2), until=at(4), at=at(1))
    out(desk, AVERYS, at=at(2))
    monday_at_nine = at(9)

    soon, later = Period(at(9, 12, 59), at(11)), Period(at(9, 13), at(11))

    assert "LX 350" not in free_plates(desk, soon, now=monday_at_nine)
    assert "LX 350" in free_plates(desk, later, now=monday_at_nine)
    with pytest.raises(VehicleTaken, match="LX 350 is still out with contract LS-7Q4M, due back Wed, Mar 4, 9:00 AM"):
        promise(desk, JORDANS, from_at=soon.starts_at, until=soon.ends_at, at=monday_at_nine)


def test_free_vehicles_are_one_statement_however_many_there_are(desk: Counter):
    promise(desk, AVERYS)

    with statements() as seen:
        free_plates(desk, Period(at(10), at(11)))

    assert len(seen) == 1
    assert seen.texts[0].count("dealership_id") >= 2  # the subquery names it too


def test_the_database_itself_refuses_overlaps_second_outings_and_upside_down_promises(desk: Counter):
    promise(desk, AVERYS)
    row = {"dealership": desk.store, "vehicle": desk.rx_350, "about": JORDANS}

    for name, changes in {
        "commitment_never_overlaps": {"starts_at": at(11), "ends_at": at(13)},
        "commitment_ends_after_it_starts": {"starts_at": at(20), "ends_at": at(20)},
    }.items():
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            Commitment.objects.create(**row, **changes)
    out(desk, AVERYS)
    with pytest.raises(IntegrityError, match="vehicle_out_once"), transaction.atomic():
        Commitment.objects.create(**row, starts_at=at(20), ends_at=at(21), out_at=at(20))


def test_the_neighbour_sees_no_promise(desk: Counter, neighbour: Dealership):
    promise(desk, AVERYS)

    with as_dealership(neighbour):
        assert not Commitment.objects.exists()
        assert commitment_of(dealership=neighbour, about=AVERYS) is None
        assert list(vehicles(dealership=desk.store)) == []
