"""Book a loan of a group or a program; no vehicle need be free, but then it says so."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from dealerships.domain.actor import Actor
from dealerships.models import Dealership
from kernel.moments import in_words
from reservations.domain.booking import Booking, NotBookable
from reservations.domain.facts import ReservationBooked
from reservations.models import AdditionalDriver, Reservation
from reservations.queries import alert_for
from reservations.services.capacity import category_of, people_in_line, refuse_closed, refuse_unsound
from reservations.services.inserting import insert
from reservations.services.moving import tell

if TYPE_CHECKING:
    from customers.models import Customer


@transaction.atomic
def book(*, dealership: Dealership, booking: Booking, by: Actor, at: datetime) -> Reservation:
    """
    Make a reservation. Without a free vehicle it is made all the same, with an overbooking alert.

    :raises NotBookable: the booking contradicts itself, the settings, or names rows that are not here
    :raises AlreadyBooked: a reservation with this Reservation ID exists
    """
    return book_within(dealership=dealership, booking=booking, by=by, at=at)


def book_within(*, dealership: Dealership, booking: Booking, by: Actor, at: datetime) -> Reservation:
    """
    ``book`` for who leaves a savepoint, or the transaction, where it is refused.

    :raises NotBookable: as there
    :raises AlreadyBooked: as there
    """
    offer = refuse_unsound(dealership=dealership, booking=booking, at=at)
    refuse_closed(offer, booking)
    people = people_of(booking=booking, among=people_in_line(dealership=dealership, keys=drivers_of(booking)))
    alert = alert_for(dealership=dealership, booking=booking, at=at, what=category_of(offer))
    reservation = Reservation(dealership=dealership, alert=alert, created_at=at)
    write_booking(reservation, booking, people[booking.customer_id])
    insert(reservation, booking.drivers)
    pickup = in_words(dealership.local(booking.period.starts_at), today=at)
    details = {"pickup": pickup, "channel": booking.channel.label} | ({"alert": alert} if alert else {})
    fact = ReservationBooked(code=reservation.code, channel=booking.channel)
    tell(reservation, "booked", by=by, at=at, details=details, fact=fact)
    return reservation


def drivers_of(booking: Booking) -> set[int]:
    """The keys of everybody who is to drive."""
    return {booking.customer_id, *booking.drivers}


def people_of(*, booking: Booking, among: "Iterable[Customer]", already: Collection[int] = ()) -> "dict[int, Customer]":
    """
    The guest and the additional drivers, by key; who is ``already`` on the loan may have been merged since.

    :raises NotBookable: one of them has no profile here, or has been merged into another
    """
    people = {each.pk: each for each in among}
    if any(each not in people or not (each in already or stands(people[each])) for each in drivers_of(booking)):
        raise NotBookable("Choose the guest and each driver among the profiles.")
    return people


def stands(customer: "Customer") -> bool:
    """Whether a new loan can be this profile's."""
    return customer.survivor_id is None and customer.erased_at is None


def write_booking(reservation: Reservation, booking: Booking, customer: "Customer") -> None:
    """Set the columns that a booking says."""
    reservation.customer = customer
    reservation.group_id, reservation.program_id = booking.group_id, booking.program_id
    reservation.category_id, reservation.preferred_model = booking.category_id, booking.preferred_model
    reservation.pickup_at, reservation.dropoff_at = booking.period.starts_at, booking.period.ends_at
    reservation.advisor_id, reservation.repair_order = booking.advisor_id, booking.repair_order
    reservation.service_vin, reservation.notes = booking.service_vin, booking.notes
    reservation.channel, reservation.external_id = booking.channel, booking.external_id


def write_drivers(reservation: Reservation, booking: Booking) -> None:
    """Make these the additional drivers."""
    AdditionalDriver.objects.bulk_create(
        AdditionalDriver(
            dealership=reservation.dealership, reservation=reservation, customer_id=customer_id, position=position
        )
        for position, customer_id in enumerate(booking.drivers, start=1)
    )
