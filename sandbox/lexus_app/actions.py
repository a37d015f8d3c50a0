"""What a guest does in the app: book, change, cancel; and the same sent wrongly, for those who test the desk."""

from collections.abc import Callable, Mapping

from sandbox.configuration import Dealership
from sandbox.lexus_app.bookings import Booking, Data, booked_from, find, keep, new_reservation_id
from sandbox.lexus_app.sending import new_message, send
from sandbox.world import World

REASON = "The guest's plans changed"
CARD_NUMBER = "4242424242424242"
Form = Mapping[str, str]


class UnknownReservation(Exception):
    """There is no such reservation in the app."""


def book(world: World, dealership: Dealership, form: Form) -> str:
    """Book; returns the reservation's id, which the guest has whatever the desk answers."""
    data = _new(dealership, form)
    keep(world, data, "booked")
    send(world, dealership, new_message("reservation.created", data))
    return str(data["reservation_id"])


def _new(dealership: Dealership, form: Form) -> Data:
    return booked_from(form, dealership, reservation_id=new_reservation_id(), version=1)


def change(world: World, dealership: Dealership, form: Form) -> str:
    booking = _chosen(world, form)
    data = booked_from(form, dealership, reservation_id=booking.reservation_id, version=booking.version + 1)
    keep(world, data, "booked")
    send(world, dealership, new_message("reservation.updated", data))
    return booking.reservation_id


def _chosen(world: World, form: Form) -> Booking:
    booking = find(world, form.get("reservation", ""))
    if booking is None:
        raise UnknownReservation("Book first, or choose one of the reservations below.")
    return booking


def cancel(world: World, dealership: Dealership, form: Form) -> str:
    booking = _chosen(world, form)
    keep(world, booking.data | {"version": booking.version + 1}, "cancelled")
    notice = {
        "reservation_id": booking.reservation_id,
        "version": booking.version + 1,
        "dealer_code": dealership.dealer_code,
        "reason": REASON,
    }
    send(world, dealership, new_message("reservation.cancelled", notice))
    return booking.reservation_id


def send_profile(world: World, dealership: Dealership, form: Form) -> str:
    """The guest fills in licence, insurance or card in the app, apart from any booking."""
    data = _new(dealership, form)
    told = {name: data[name] for name in ("license", "insurance", "payment_method") if name in data}
    who = {"dealer_code": dealership.dealer_code, **{name: data["guest"][name] for name in ("guest_id", "email")}}
    send(world, dealership, new_message("guest.updated", who | told))
    return form.get("reservation", "")


def send_twice(world: World, dealership: Dealership, form: Form) -> str:
    data = _new(dealership, form)
    keep(world, data, "booked")
    message = new_message("reservation.created", data, flaw="sent twice")
    send(world, dealership, message)
    send(world, dealership, message)
    return str(data["reservation_id"])


def send_in_wrong_order(world: World, dealership: Dealership, form: Form) -> str:
    """The change arrives first, then the booking that it changes."""
    created = _new(dealership, form)
    updated = created | {"version": 2, "notes": "Child seat, if there is one"}
    keep(world, updated, "booked")
    first, second = new_message("reservation.created", created), new_message("reservation.updated", updated)
    send(world, dealership, second)
    send(world, dealership, first)
    return str(created["reservation_id"])


def send_late(world: World, dealership: Dealership, form: Form) -> str:
    send(world, dealership, new_message("reservation.created", _new(dealership, form), flaw="late"))
    return form.get("reservation", "")


def send_badly_signed(world: World, dealership: Dealership, form: Form) -> str:
    send(world, dealership, new_message("reservation.created", _new(dealership, form), flaw="bad signature"))
    return form.get("reservation", "")


def send_card_number(world: World, dealership: Dealership, form: Form) -> str:
    card = {"processor": "stripe", "account": dealership.stripe_account, "card_number": CARD_NUMBER}
    data = _new(dealership, form) | {"payment_method": card}
    send(world, dealership, new_message("reservation.created", data, flaw="card number in it"))
    return form.get("reservation", "")


ACTIONS: dict[str, Callable[[World, Dealership, Form], str]] = {
    "book": book,
    "though-full": book,
    "change": change,
    "cancel": cancel,
    "profile": send_profile,
    "twice": send_twice,
    "wrong-order": send_in_wrong_order,
    "late": send_late,
    "bad-signature": send_badly_signed,
    "card-number": send_card_number,
}
