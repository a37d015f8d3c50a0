"""Change what is booked; move a loan along its lifecycle."""

from dataclasses import replace
from typing import Any

import pytest

from customers.domain.details import ContactDetails
from dealerships.models import Event
from dealerships.tenancy import as_dealership
from fleet.queries import commitment_of
from fleet.services import VehicleTaken
from kernel.lifecycle import IllegalMove
from kernel.period import Period
from reservations.domain.lifecycle import ASSIGN, CANCEL, FINISH, REOPEN, START, UNASSIGN
from reservations.models import Reservation
from reservations.queries import UnknownReservation, reservations
from reservations.services import NotChangeable, advance, change_booking, change_dropoff, lock_reservation
from tests.races import race
from tests.situations import MONDAY_MORNING, Counter, at, book_for_group, book_for_program, jordan, promise, suv
from tests.situations.guests import stranger


def changed(desk: Counter, loan: Reservation, **changes: Any) -> Reservation:
    booking = replace(loan.booking(), **changes)
    return change_booking(dealership=desk.store, code=loan.code, booking=booking, by=desk.advisor, at=MONDAY_MORNING)


def moved(desk: Counter, loan: Reservation, *moves) -> Reservation:
    locked = lock_reservation(dealership=desk.store, code=loan.code)
    for move in moves:
        advance(locked, move, by=desk.advisor, at=MONDAY_MORNING)
    return locked


def test_a_change_says_what_changed(desk: Counter):
    loan = book_for_program(desk)

    changed(desk, loan, period=Period(at(10), at(13)), category_id=suv(desk.store).pk)

    loan.refresh_from_db()
    assert (loan.pickup_at, loan.dropoff_at, loan.category) == (at(10), at(13), suv(desk.store))
    told = Event.objects.get(verb="changed", subjects__subject=loan.reference)
    assert told.details["changed"] == ["period", "category"]
    assert told.details["pickup"] == "Tue, Mar 10, 9:00 AM"


def test_a_change_of_nothing_is_no_event(desk: Counter):
    changed(desk, loan := book_for_program(desk))

    assert not Event.objects.filter(verb="changed", subjects__subject=loan.reference).exists()


def test_additional_drivers_are_those_named_last(desk: Counter):
    guest = jordan(desk.store)
    loan = book_for_group(desk, drivers=(guest.pk,))

    assert changed(desk, loan, notes="Child seat").booking().drivers == (guest.pk,)
    assert changed(desk, loan, drivers=()).booking().drivers == ()


def test_the_history_names_who_drives_since_and_who_no_longer_does(desk: Counter):
    morgan = stranger(desk.store, ContactDetails(first_name="Morgan", last_name="Reyes", phone="+12175550178"))
    loan = book_for_group(desk, drivers=(jordan(desk.store).pk,))

    changed(desk, loan, drivers=(morgan.pk,))

    told = Event.objects.get(verb="changed", subjects__subject=loan.reference)
    assert told.details == {"changed": ["drivers"], "added": ["Morgan Reyes"], "taken out": ["Jordan Ellis"]}


def test_the_alert_goes_when_the_new_period_has_a_vehicle(desk: Counter):
    book_for_program(desk)
    book_for_program(desk)
    third = book_for_program(desk)
    assert third.alert

    assert changed(desk, third, period=Period(at(12), at(15))).alert == ""


def test_a_loan_does_not_stand_in_its_own_way(desk: Counter):
    book_for_program(desk)
    second = book_for_program(desk)

    assert changed(desk, second, period=Period(at(10), at(12))).alert == ""


def test_an_assigned_vehicle_moves_with_the_period_or_nothing_moves(desk: Counter):
    loan = book_for_group(desk)
    promise(desk, loan.reference)
    moved(desk, loan, ASSIGN)
    promise(desk, "contract/LS-2BBB", from_at=at(14), until=at(16))

    changed(desk, loan, period=Period(at(10), at(14)))
    with pytest.raises(VehicleTaken, match="LX 350 is taken by contract LS-2BBB until Mon, Mar 16, 9:00 AM"):
        changed(desk, loan, period=Period(at(10), at(15)))

    promised = commitment_of(dealership=desk.store, about=loan.reference)
    assert promised is not None
    assert (promised.starts_at, promised.ends_at) == (at(10), at(14))
    loan.refresh_from_db()
    assert loan.dropoff_at == at(14)


def test_another_pool_needs_the_vehicle_unassigned_first(desk: Counter):
    loan = book_for_group(desk)
    promise(desk, loan.reference)
    moved(desk, loan, ASSIGN)

    with pytest.raises(NotChangeable, match="Unassign it before you choose another group or program"):
        changed(desk, loan, group_id=None, program_id=desk.program.pk)


@pytest.mark.parametrize(("moves", "status"), [((ASSIGN, START), "started"), ((CANCEL,), "cancelled")])
def test_what_has_started_or_ended_is_not_rebooked(desk: Counter, moves, status: str):
    loan = book_for_group(desk)
    moved(desk, loan, *moves)

    with pytest.raises(NotChangeable, match=f"This contract is {status}"):
        changed(desk, loan, notes="Child seat")


def test_the_drop_off_of_a_loan_that_is_out_moves_with_its_vehicle(desk: Counter):
    loan = book_for_group(desk)
    promise(desk, loan.reference)
    with pytest.raises(NotChangeable, match="that is out"):
        change_dropoff(dealership=desk.store, code=loan.code, dropoff_at=at(14), by=desk.advisor, at=MONDAY_MORNING)
    moved(desk, loan, ASSIGN, START)

    change_dropoff(dealership=desk.store, code=loan.code, dropoff_at=at(14), by=desk.advisor, at=at(11))

    promised = commitment_of(dealership=desk.store, about=loan.reference)
    assert promised is not None
    assert promised.ends_at == at(14)


def test_each_move_is_an_event_and_an_illegal_one_changes_nothing(desk: Counter):
    loan = book_for_group(desk)

    moved(desk, loan, ASSIGN, UNASSIGN, CANCEL, REOPEN)
    with pytest.raises(IllegalMove, match="This contract is booked; it can't be finished"):
        moved(desk, loan, FINISH)

    told = Event.objects.filter(subjects__subject=loan.reference).order_by("id")
    assert [event.verb for event in told] == ["booked", "assigned", "unassigned", "cancelled", "re-opened"]
    loan.refresh_from_db()
    assert loan.status == "booked"


def test_overdue_is_started_and_past_the_drop_off(desk: Counter):
    loan, other = book_for_group(desk), book_for_group(desk)
    moved(desk, loan, ASSIGN, START)
    everything = reservations(dealership=desk.store)

    assert list(everything.overdue(at(12, 9, 1))) == [loan]
    assert list(everything.overdue(at(12, 9))) == []
    assert set(everything.open()) == {loan, other}
    assert list(everything.coming()) == [other]


def test_of_two_who_move_one_loan_the_second_waits_and_finds_it_moved(committed_desk: Counter):
    desk = committed_desk
    with as_dealership(desk.store):
        loan = book_for_group(desk)

    dana, riley = race(desk.store, lambda: moved(desk, loan, CANCEL), lambda: moved(desk, loan, ASSIGN))

    assert dana.refusal is None
    assert isinstance(riley.refusal, IllegalMove)
    assert str(riley.refusal) == "This contract is cancelled; a vehicle can't be assigned."


def test_a_code_of_nobody_locks_nothing(store):
    with pytest.raises(UnknownReservation, match="There is no contract LS-ZZZZ here"):
        lock_reservation(dealership=store, code="LS-ZZZZ")
