"""What messages do: book, change, cancel, in whatever order they arrive."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import permutations
from typing import Any

import pytest
import time_machine

from contracts.services.removing_programs import remove_program
from customers.models import Customer
from customers.queries import current_insurance, current_licence
from integrations.lexus_app.models import InboundMessage, PartnerReservation
from reservations.models import Reservation
from tests.lexus_app.app import GUEST, INSURANCE, LICENCE, App, booking, cancellation, update
from tests.lexus_app.worker import attention, send
from tests.situations import MARCH_9_AT_9, MARCH_12_AT_9, Counter, at, one_app_rental
from tests.situations.staff import manager

BEFORE = at(2)


@pytest.fixture(autouse=True)
def _in_march() -> Iterator[None]:
    with time_machine.travel(BEFORE, tick=True):
        yield


def outcome() -> tuple[str, str]:
    row = InboundMessage.objects.order_by("-pk")[0]
    return row.state, row.reason


def test_a_booking_of_the_app_becomes_a_reservation(app: App, desk: Counter) -> None:
    send(app, booking(notes="Child seat, please"))

    booked = Reservation.objects.get()
    assert (booked.status, booked.channel, booked.external_id) == ("booked", "lexus_app", "LX-7F3K9Q2M")
    assert (booked.pickup_at, booked.dropoff_at) == (MARCH_9_AT_9, MARCH_12_AT_9)
    assert (booked.program, booked.preferred_model, booked.notes) == (desk.program, "RX 350", "Child seat, please")
    assert booked.category is not None
    assert booked.category.name == "SUV"
    assert booked.customer == desk.avery
    assert outcome() == ("applied", f"Booked {booked.code}")


def test_a_guest_nobody_knows_gets_a_profile_with_all_the_papers(app: App, desk: Counter) -> None:
    guest = {"full_name": "Sam Rivera Jr.", "email": "sam@example.com", "phone": "+12175550188", "guest_id": "lexus|9"}

    send(app, booking(guest=guest, license=LICENCE | {"number": "R900"}, insurance=INSURANCE))

    sam = Reservation.objects.get().customer
    assert (sam.first_name, sam.last_name, sam.last_name_key) == ("Sam", "Rivera Jr.", "rivera")
    assert (sam.email, sam.phone) == ("sam@example.com", "+12175550188")
    licence = current_licence(dealership=desk.store, customer=sam)
    insurance = current_insurance(dealership=desk.store, customer=sam)
    assert licence is not None
    assert insurance is not None
    assert (licence.number, licence.source, insurance.carrier) == ("R900", "lexus_app", "Acme Mutual")


def test_the_app_s_own_id_leads_to_the_profile_whatever_else_has_changed(app: App, desk: Counter) -> None:
    send(app, booking())
    married = {"full_name": "Avery Stone", "email": "avery.stone@example.com", "guest_id": "lexus|4821"}

    send(
        app,
        booking(
            reservation_id="LX-2",
            guest=married,
            pickup_at="2026-03-19T09:00:00-05:00",
            dropoff_at="2026-03-20T09:00:00-05:00",
        ),
    )

    assert {booked.customer for booked in Reservation.objects.all()} == {desk.avery}
    desk.avery.refresh_from_db()
    assert (desk.avery.name, desk.avery.email) == ("Avery Quinn", "avery.quinn@example.com")


def test_a_paper_that_ends_earlier_is_replaced_and_a_longer_one_stays(app: App, desk: Counter) -> None:
    send(app, booking(license=LICENCE | {"expires_on": "2028-01-01"}, insurance=INSURANCE | {"policy_number": "NEW"}))

    licence = current_licence(dealership=desk.store, customer=desk.avery)
    insurance = current_insurance(dealership=desk.store, customer=desk.avery)
    assert licence is not None
    assert insurance is not None
    assert (licence.expires_on and licence.expires_on.year, licence.source) == (2029, "staff")
    assert (insurance.policy_number, insurance.source) == ("NEW", "lexus_app")


def test_an_update_changes_the_booking(app: App, desk: Counter) -> None:
    send(
        app, booking(), update(2, vehicle_category="Sedan", dropoff_at="2026-03-13T09:00:00-05:00", preferred_model="")
    )

    booked = Reservation.objects.get()
    assert booked.category is not None
    assert (booked.category.name, booked.preferred_model) == ("Sedan", "")
    assert booked.dropoff_at == MARCH_12_AT_9 + timedelta(days=1)
    assert outcome() == ("applied", f"Changed {booked.code}")


@pytest.mark.parametrize("version", [1, 2])
def test_a_version_that_is_not_higher_changes_nothing(app: App, desk: Counter, version: int) -> None:
    send(app, booking(), update(2), update(version, notes="Late"))

    assert Reservation.objects.get().notes == ""
    assert outcome()[0] == "stale"


def test_an_update_that_comes_first_books(app: App, desk: Counter) -> None:
    send(app, update(2, notes="Child seat"), booking())

    assert (Reservation.objects.get().notes, outcome()[0]) == ("Child seat", "stale")


def test_a_cancellation_cancels_and_a_newer_update_opens_again(app: App, desk: Counter) -> None:
    send(app, booking(), cancellation(2))
    assert Reservation.objects.get().status == "cancelled"

    send(app, update(3, notes="After all"))

    booked = Reservation.objects.get()
    assert (booked.status, booked.notes) == ("booked", "After all")
    assert outcome() == ("applied", f"Re-opened {booked.code}")


def test_an_update_that_is_no_newer_than_the_cancellation_opens_nothing(app: App, desk: Counter) -> None:
    send(app, booking(), cancellation(2), update(2, notes="After all"))

    booked = Reservation.objects.get()
    assert (booked.status, booked.notes, outcome()[0]) == ("cancelled", "", "stale")


def test_a_booking_whose_program_was_removed_meanwhile_waits_for_another(app: App, desk: Counter) -> None:
    send(app, booking(), cancellation(2))
    remove_program(dealership=desk.store, code=desk.program.code, by=manager(), at=BEFORE)

    send(app, update(3))

    assert Reservation.objects.get().status == "cancelled"
    assert attention(desk.store) == ["There is no program “OneApp Rental” yet. Create it, then try again."]


def test_a_booking_whose_program_was_removed_opens_again_in_todays(app: App, desk: Counter) -> None:
    send(app, booking(), cancellation(2))
    remove_program(dealership=desk.store, code=desk.program.code, by=manager(), at=BEFORE)
    todays = one_app_rental(desk.store)

    send(app, update(3))

    booked = Reservation.objects.get()
    assert (booked.status, booked.program) == ("booked", todays)
    assert booked.alert.startswith("There is no SUV that can be lent.")  # no vehicle is in it yet


def test_a_cancellation_that_comes_first_keeps_its_place(app: App, desk: Counter) -> None:
    send(app, cancellation(4))
    assert (Reservation.objects.count(), PartnerReservation.objects.get().cancelled) == (0, True)

    send(app, update(2, notes="Child seat"))

    booked = Reservation.objects.get()
    assert (booked.status, booked.notes) == ("cancelled", "Child seat")


STORY = (
    booking(),
    update(2, guest=GUEST | {"full_name": "Sam Rivera", "phone": "+12175550111"}, vehicle_category="Sedan"),
    update(3, notes="Child seat", insurance=INSURANCE, dropoff_at="2026-03-14T09:00:00-05:00"),
    cancellation(4),
)
STRANGER = {"full_name": "Sam Rivera", "email": "sam@example.com", "guest_id": "lexus|9"}


def told_by_a_stranger(each: dict[str, Any]) -> dict[str, Any]:
    if "guest" not in each["data"]:
        return each
    return each | {"data": each["data"] | {"guest": each["data"]["guest"] | STRANGER}}


@pytest.mark.parametrize("order", list(permutations(range(4))), ids=lambda order: "".join(map(str, order)))
def test_in_whatever_order_and_however_often_they_come_the_end_is_the_same(
    app: App, desk: Counter, order: tuple[int, ...]
) -> None:
    told = [told_by_a_stranger(STORY[number]) for number in order]
    again = [told[1], told[0], told[0], told[3]]

    send(app, *told, *again)

    booked, sam = Reservation.objects.get(), Customer.objects.get(last_name="Rivera")
    insurance = current_insurance(dealership=desk.store, customer=sam)
    assert (booked.status, booked.notes, booked.customer) == ("cancelled", "Child seat", sam)
    assert booked.category is not None
    assert (booked.category.name, booked.dropoff_at) == ("SUV", MARCH_12_AT_9 + timedelta(days=2))
    assert (sam.phone, insurance and insurance.policy_number) == ("+13125550142", "PX-99812")
    assert attention(desk.store) == []
