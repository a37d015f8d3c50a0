"""Book a loan: what is refused, and what is only warned about."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from dealerships.models import Dealership, Event
from dealerships.tenancy import as_dealership
from fleet.models import ProgramVehicle, VehicleGroup
from kernel.period import Period, PeriodUpsideDown
from reservations.domain.booking import NotBookable
from reservations.domain.channels import Channel
from reservations.models import Reservation
from reservations.queries import UnknownReservation, reservation, reservations
from reservations.services import AlreadyBooked
from tests.races import race
from tests.situations import (
    MARCH_9_AT_9,
    MARCH_12_AT_9,
    Counter,
    at,
    book_for_group,
    book_for_program,
    booked,
    counter,
    jordan,
    promise,
    suv,
    tx_350,
)
from tests.statements import statements


def test_a_booking_has_a_code_that_can_be_read_aloud_and_is_told_in_history(desk: Counter):
    loan = book_for_program(desk, channel=Channel.LEXUS_APP, external_id="LX-7F3K9Q2M")

    assert loan.code.startswith("LS-")  # Lexus of Springfield
    assert set(loan.code[3:]) <= set("23456789BCDFGHJKMNPQRSTVWXZ")
    assert (loan.status, loan.channel, loan.alert) == ("booked", "lexus_app", "")
    told = Event.objects.get(subjects__subject=loan.reference)
    assert (told.verb, told.by_name) == ("booked", "Dana Whitfield")
    assert told.details == {"pickup": "9:00 AM", "channel": "Lexus App"}
    assert set(told.subjects.values_list("subject", flat=True)) == {loan.reference, desk.avery.reference}


def test_a_booking_takes_five_statements_with_or_without_drivers_category_and_free_vehicle(desk: Counter):
    driver = jordan(desk.store)
    with statements() as plain:
        book_for_group(desk)
    for _ in range(2):
        book_for_program(desk)
    with statements() as in_the_thick_of_it:
        short = book_for_program(desk, category_id=desk.rx_350.category_id, drivers=(driver.pk,))

    assert short.alert
    assert [driver.customer.first_name for driver in short.additional_drivers.all()] == ["Jordan"]
    assert len(plain) == len(in_the_thick_of_it) == 5, in_the_thick_of_it.texts


def test_a_booking_without_a_free_vehicle_is_made_with_an_alert(desk: Counter):
    book_for_program(desk)
    book_for_program(desk)

    third = book_for_program(desk)

    assert third.alert == (
        "One vehicle short from 9:00 AM. The next is free Thu, Mar 12, 9:00 AM. You can book anyway."
    )


def test_the_alert_names_the_category_and_how_many_are_short(desk: Counter):
    wanted = {"category_id": suv(desk.store).pk, "preferred_model": "RX 350"}
    promise(desk, "contract/LS-2BBB", from_at=at(10), until=at(14))
    book_for_program(desk, **wanted, period=Period(at(20), at(21)))

    first = book_for_program(desk, **wanted)
    second = book_for_program(desk, **wanted)

    assert first.alert.startswith("One SUV short from Tue, Mar 10, 9:00 AM. The next is free Sat, Mar 14, 9:00 AM.")
    assert second.alert.startswith("Two SUVs short from 9:00 AM.")


def test_a_program_without_any_vehicle_says_so(desk: Counter):
    ProgramVehicle.objects.all().delete()

    assert book_for_program(desk).alert == (
        "There is no vehicle that can be lent. Add vehicles, or choose another group or program."
    )


def test_of_two_who_book_the_last_car_at_once_the_second_gets_the_alert(committed_desk: Counter):
    desk = committed_desk
    with as_dealership(desk.store):
        book_for_program(desk)

    dana, riley = race(desk.store, lambda: book_for_program(desk), lambda: book_for_program(desk))

    assert (dana.value.alert, riley.value.alert[:17]) == ("", "One vehicle short")


def test_a_booking_of_a_group_waits_for_one_of_a_program_because_they_share_cars(committed_desk: Counter):
    desk = committed_desk

    dana, riley = race(desk.store, lambda: book_for_program(desk), lambda: book_for_group(desk))

    assert (dana.refusal, riley.refusal) == (None, None)


def test_the_neighbours_bookings_take_none_of_our_cars_and_wait_for_nobody(desk: Counter, neighbour: Dealership):
    with as_dealership(neighbour):
        theirs = counter(neighbour)
        for _ in range(3):
            book_for_program(theirs)

    assert book_for_program(desk).alert == ""


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"group_id": None}, "Choose a vehicle group or a program"),
        ({"program_id": 1}, "Choose a vehicle group or a program"),
        ({"group_id": 987_654}, "a program that is in use"),
        ({"customer_id": 987_654}, "among the profiles"),
        ({"drivers": (987_654,)}, "among the profiles"),
        ({"drivers": (1, 2, 3)}, "2 additional drivers at most"),
        ({"drivers": (1, 1)}, "somebody else, named once"),
        ({"category_id": 987_654}, "among those of this dealership"),
        ({"period": Period(at(2), at(9, 8, 30))}, "This period is over"),
        ({"period": Period(at(9), at(9) + timedelta(days=30, minutes=1))}, "at most. Choose an earlier drop-off"),
        ({"period": Period(at(9), at(9) + timedelta(days=401))}, "400 days at most"),
    ],
)
def test_what_can_not_be_booked_is_refused_in_words_and_leaves_nothing(
    desk: Counter, changes: dict[str, Any], words: str
):
    details = {"group_id": desk.group.pk, "drivers": ()} | changes

    with pytest.raises(NotBookable, match=words):
        booked(desk, **details)

    assert not Reservation.objects.exists()


def test_drop_off_comes_after_pickup():
    with pytest.raises(PeriodUpsideDown, match="Drop-off must be after pickup"):
        Period(MARCH_12_AT_9, MARCH_9_AT_9)


def test_an_archived_group_is_booked_no_more(desk: Counter):
    VehicleGroup.objects.filter(pk=desk.group.pk).update(archived_at=at(1))

    with pytest.raises(NotBookable, match="in use"):
        book_for_group(desk)


def test_the_guest_is_no_additional_driver(desk: Counter):
    with pytest.raises(NotBookable, match="somebody else"):
        book_for_group(desk, drivers=(desk.avery.pk,))

    loan = book_for_group(desk, drivers=(jordan(desk.store).pk,))
    assert [driver.customer.name for driver in loan.additional_drivers.all()] == ["Jordan Ellis"]


def test_a_partners_reservation_id_is_booked_once(desk: Counter):
    book_for_program(desk, external_id="LX-7F3K9Q2M")

    with pytest.raises(AlreadyBooked, match="LX-7F3K9Q2M is booked already"):
        book_for_program(desk, external_id="LX-7F3K9Q2M")


def test_a_code_that_is_taken_is_drawn_again(desk: Counter, monkeypatch: pytest.MonkeyPatch):
    drawn = iter(["7Q4M", "7Q4M", "K2P9"])
    monkeypatch.setattr("reservations.services.inserting.spoken", lambda _: next(drawn))

    first, second = book_for_program(desk), book_for_program(desk)

    assert (first.code, second.code) == ("LS-7Q4M", "LS-K2P9")
    assert reservation(dealership=desk.store, code="LS-K2P9").pk == second.pk


def test_rows_of_the_neighbour_are_refused(desk: Counter, neighbour: Dealership):
    with as_dealership(neighbour):
        theirs = counter(neighbour)

    with pytest.raises(NotBookable, match="in use"):
        booked(desk, group_id=theirs.group.pk)
    with pytest.raises(NotBookable, match="among the profiles"):
        book_for_group(desk, customer_id=theirs.avery.pk)
    with pytest.raises(NotBookable, match="among those of this dealership"):
        book_for_group(desk, advisor_id=theirs.dana.pk)


def test_the_database_itself_refuses_a_loan_of_no_pool_and_one_upside_down(desk: Counter):
    loan = book_for_group(desk)

    wrong: dict[str, dict[str, Any]] = {
        "reservation_for_a_group_or_a_program": {"group": None},
        "reservation_ends_after_it_starts": {"dropoff_at": loan.pickup_at},
    }
    for name, changes in wrong.items():
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            Reservation.objects.filter(pk=loan.pk).update(**changes)


def test_the_neighbour_sees_no_loan_of_ours(desk: Counter, neighbour: Dealership):
    loan = book_for_group(desk)

    with as_dealership(neighbour):
        assert list(reservations(dealership=neighbour)) == []
        assert list(reservations(dealership=desk.store)) == []
        with pytest.raises(UnknownReservation):
            reservation(dealership=neighbour, code=loan.code)


def test_a_car_that_was_added_since_serves_the_next_guest(desk: Counter):
    book_for_program(desk)
    book_for_program(desk)
    tx_350(desk.store, desk.group, desk.program)

    assert book_for_program(desk).alert == ""
