"""Change what is booked, until the vehicle has gone out; afterwards only the drop-off moves."""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import datetime
from types import MappingProxyType
from typing import Any

from django.db import transaction

from customers.queries import everybody
from dealerships.domain.actor import Actor
from dealerships.models import Dealership
from fleet.services import move_commitment
from kernel.moments import in_words
from kernel.period import Period
from reservations.domain.booking import Booking
from reservations.domain.facts import ReservationChanged
from reservations.domain.lifecycle import BEFORE_START, Status
from reservations.models import AdditionalDriver, Reservation
from reservations.queries import alert_for
from reservations.services.booking import drivers_of, people_of, write_booking, write_drivers
from reservations.services.capacity import lock_capacity, refuse_unsound
from reservations.services.moving import lock_reservation, tell

OFFER = {"group_id", "program_id"}


class NotChangeable(Exception):
    """As things stand this can't be changed; the message says what to do first."""


@transaction.atomic
def change_booking(*, dealership: Dealership, code: str, booking: Booking, by: Actor, at: datetime) -> Reservation:
    """
    Make the reservation say this (``replace(reservation.booking(), …)``). An assigned vehicle moves with the period.

    :raises NotChangeable: the loan has started or ended, or a vehicle of another group or program is assigned
    :raises NotBookable: the booking contradicts itself or the settings
    :raises VehicleTaken: the assigned vehicle is somebody else's in the new period
    """
    reservation = lock_reservation(dealership=dealership, code=code)
    before = reservation.booking()
    changed = tuple(
        field.name for field in fields(Booking) if getattr(before, field.name) != getattr(booking, field.name)
    )
    refuse_too_late(reservation, changed)
    if not changed:
        return reservation
    refuse_unsound(dealership=dealership, booking=booking, at=at)
    already = (before.customer_id, *before.drivers)
    among = everybody(dealership=dealership).filter(pk__in={*drivers_of(booking), *before.drivers})
    people = people_of(booking=booking, among=among, already=already)
    write_booking(reservation, booking, people[booking.customer_id])
    AdditionalDriver.objects.filter(dealership=dealership, reservation=reservation).delete()
    write_drivers(reservation, booking)
    reserve(reservation, booking, changed, by=by, at=at)
    reservation.save()
    others = other_drivers(before, booking, names={key: person.name for key, person in people.items()})
    tell_change(reservation, changed, by=by, at=at, details=others)
    return reservation


@transaction.atomic
def change_dropoff(*, dealership: Dealership, code: str, dropoff_at: datetime, by: Actor, at: datetime) -> Reservation:
    """
    Let a loan that is out end later or earlier; whether licence, insurance and hold allow it is the contract's to say.

    :raises NotChangeable: it is not out
    :raises PeriodUpsideDown: the drop-off is not after pickup
    :raises VehicleTaken: the vehicle is promised to somebody else then
    """
    reservation = lock_reservation(dealership=dealership, code=code)
    if reservation.status != Status.STARTED:
        raise NotChangeable("Only the drop-off of a contract that is out can be moved here.")
    period = Period(reservation.pickup_at, dropoff_at)
    refuse_unsound(dealership=dealership, booking=replace(reservation.booking(), period=period), at=at)
    move_commitment(dealership=dealership, about=reservation.reference, period=period, by=by, at=at)
    reservation.dropoff_at = dropoff_at
    reservation.save(update_fields=["dropoff_at"])
    tell_change(reservation, ("period",), by=by, at=at)
    return reservation


def refuse_too_late(reservation: Reservation, changed: tuple[str, ...]) -> None:
    """
    :raises NotChangeable: see `change_booking`
    """
    if reservation.status not in BEFORE_START:
        status = Status(reservation.status).label.lower()
        raise NotChangeable(f"This contract is {status}; what was booked can't be changed any more.")
    if reservation.status == Status.PENDING and OFFER & set(changed):
        raise NotChangeable("A vehicle is assigned. Unassign it before you choose another group or program.")


def reserve(reservation: Reservation, booking: Booking, changed: tuple[str, ...], *, by: Actor, at: datetime) -> None:
    """Keep the assigned vehicle for the new period, or count anew whether one will be free."""
    dealership = reservation.dealership
    if reservation.status == Status.PENDING:
        reservation.alert = ""
        if "period" in changed:
            about, period = reservation.reference, booking.period
            move_commitment(dealership=dealership, about=about, period=period, by=by, at=at)
        return
    lock_capacity(dealership=dealership)
    reservation.alert = alert_for(dealership=dealership, booking=booking, at=at, except_code=reservation.code)


def other_drivers(before: Booking, after: Booking, *, names: Mapping[int, str]) -> dict[str, list[str]]:
    """Who drives since, and who no longer does, by name."""
    added = [names[key] for key in after.drivers if key not in before.drivers]
    taken_out = [names[key] for key in before.drivers if key not in after.drivers]
    return {verb: people for verb, people in {"added": added, "taken out": taken_out}.items() if people}


def tell_change(
    reservation: Reservation,
    changed: tuple[str, ...],
    *,
    by: Actor,
    at: datetime,
    details: Mapping[str, Any] = MappingProxyType({}),
) -> None:
    """Write it into the history, and tell those above who asked."""
    words = [name.removesuffix("_id").replace("_", " ") for name in changed]
    kept: dict[str, Any] = {"changed": words, **details}
    if "period" in changed:
        dealership = reservation.dealership
        kept["pickup"] = in_words(dealership.local(reservation.pickup_at), today=at)
        kept["dropoff"] = in_words(dealership.local(reservation.dropoff_at), today=at)
    fact = ReservationChanged(code=reservation.code, changed=tuple(words), by_kind=by.kind)
    tell(reservation, "changed", by=by, at=at, details=kept, fact=fact)
