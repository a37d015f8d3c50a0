"""
Carry out what the app tells of a reservation: book, change, re-open or cancel it, whatever order messages arrive in.

The booking follows the highest version that told its details; it is off while a cancellation has a higher version
than these. So every order of the same messages ends in the same state. Of two that have one version the first counts.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import QuerySet

from contracts.services import unassign_vehicle
from contracts.services.locking import lock_contract
from contracts.services.terms import void_terms
from customers.queries import LookAlikes, look_alikes, main_key, survivor
from dealerships.domain.effects import NeedsAttention
from dealerships.models import Dealership
from dealerships.prepared import at_once, prepared
from dealerships.prepared import told as given
from fleet.services import VehicleTaken
from integrations.lexus_app import attention
from integrations.lexus_app.booking import booking_of, parts
from integrations.lexus_app.guests import by_partner_id
from integrations.lexus_app.models import InboundState, PartnerReservation
from integrations.lexus_app.moving import cancelled, changed_on_the_road, reopen
from integrations.lexus_app.partner import LEXUS_APP
from integrations.lexus_app.told import CancellationTold, ReservationTold
from integrations.lexus_app.welcome import refuse_past, refuse_unwelcome
from reservations.domain.booking import Booking, NotBookable
from reservations.domain.lifecycle import BEFORE_START, Status
from reservations.queries import codes_of_duplicates
from reservations.queries import reservation as loan
from reservations.services import AlreadyBooked, NotChangeable, book_within, change_booking, lock_reservation

if TYPE_CHECKING:
    from customers.models import Customer
    from reservations.models import Reservation


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What became of a message, in a state and in words for the log."""

    state: InboundState
    words: str = ""


STALE = Outcome(state=InboundState.STALE)


@transaction.atomic
def place(*, row: PartnerReservation, told: ReservationTold, customer: "Customer", at: datetime) -> Outcome:
    """
    Make the booking what this version says, unless a newer one was worked; ``row`` is what was `said` before.

    :raises NeedsAttention: it can't be carried out; nothing has changed
    """
    if told.version <= row.details_version or (row.cancelled and told.version == row.version):
        return STALE
    off = row.cancelled and row.version > told.version
    words = filled_in(row, told, customer, at) if off else carried_out(row, told, customer, at)
    row.version, row.details_version = max(row.version, told.version), told.version
    row.cancelled, row.updated_at = off, at
    write(row)
    return Outcome(state=InboundState.APPLIED, words=words)


@transaction.atomic
def call_off(*, dealership: Dealership, told: CancellationTold, at: datetime) -> Outcome:
    """
    Cancel the booking; without one, remember that it is off.

    :raises NeedsAttention: the contract has started, or is over
    """
    row = said(dealership=dealership, reservation_id=told.reservation_id)
    if told.version <= row.version:
        return STALE
    words = cancelled(dealership, row.code, told.reason, at) if row.code else "Off before it was booked"
    row.version, row.cancelled, row.updated_at = told.version, True, at
    write(row)
    return Outcome(state=InboundState.APPLIED, words=words)


def booked_guest(*, row: PartnerReservation, told: ReservationTold) -> "Customer | None":
    """Whose the booking is, where it is booked; None also where the app names another guest by a known id."""
    if not row.code:
        return None
    booked_for = survivor(dealership=row.dealership, customer=loan(dealership=row.dealership, code=row.code).customer)
    named = by_partner_id(row.dealership, told.guest)
    return booked_for if named is None or named.pk == booked_for.pk else None


def said(*, dealership: Dealership, reservation_id: str) -> PartnerReservation:
    """What the partner last said of a reservation, whose own lock is held already; of a new one, nothing yet."""
    row = said_of.only(dealership=dealership, reservation_id=reservation_id)
    row = row or PartnerReservation(reservation_id=reservation_id, version=0)
    row.dealership = dealership
    return row


# The ORM needs to build it anew for every message.
WRITE = f"""
    INSERT INTO "{PartnerReservation._meta.db_table}" AS known
        (dealership_id, reservation_id, version, details_version, cancelled, code, updated_at)
    VALUES (%(dealership)s, %(reservation_id)s, %(version)s, %(details_version)s, %(cancelled)s, %(code)s, %(at)s)
    ON CONFLICT (dealership_id, reservation_id) DO UPDATE
    SET (version, details_version, cancelled, code, updated_at)
        = (excluded.version, excluded.details_version, excluded.cancelled, excluded.code, excluded.updated_at)
"""  # noqa: S608 - the name is our own table's


def write(row: PartnerReservation) -> None:
    """Keep what the partner said."""
    values = {
        "dealership": row.dealership,
        "reservation_id": row.reservation_id,
        "version": row.version,
        "details_version": row.details_version,
        "cancelled": row.cancelled,
        "code": row.code,
        "at": row.updated_at,
    }
    at_once(WRITE, values)


@prepared
def said_of() -> "QuerySet[PartnerReservation]":
    """What the partner last said of a reservation."""
    rows = PartnerReservation.objects.filter(dealership=given("dealership"))
    return rows.filter(reservation_id=given("reservation_id"))


def carried_out(row: PartnerReservation, told: ReservationTold, customer: "Customer", at: datetime) -> str:
    """
    Book it, or bring the booking to this version.

    :raises NeedsAttention: it can't be carried out
    """
    if not row.code:
        alike = look_alikes_of(row, customer)
        made = booked(row.dealership, told, customer, at, alike=alike)
        row.code = made.code
        others = codes_of_duplicates(dealership=row.dealership, reservation=made, alike=alike)
        return f"Booked {row.code}" + (f", a possible duplicate of {', '.join(others)}" if others else "")
    reservation = lock_reservation(dealership=row.dealership, code=row.code)
    if reservation.status == Status.CANCELLED:
        refuse_unwelcome(row.dealership, told, customer, at, alike=look_alikes_of(row, customer))
        reopen(reservation, at)
        changed(reservation, told, customer, at)
        return f"Re-opened {row.code}"
    if reservation.status == Status.STARTED:
        return changed_on_the_road(reservation, told, at)
    if reservation.status not in BEFORE_START:
        raise attention.ChangedAfterFinish(row.code, Status(reservation.status).label.lower())
    changed(reservation, told, customer, at)
    return f"Changed {row.code}"


def look_alikes_of(row: PartnerReservation, customer: "Customer") -> LookAlikes:
    """Who the guest may be besides: on Do Not Rent, or with another loan."""
    return look_alikes(dealership=row.dealership, guests=[customer])


def filled_in(row: PartnerReservation, told: ReservationTold, customer: "Customer", at: datetime) -> str:
    """Give a cancelled reservation the details of a version that came late; where they can't be booked it stays off."""
    try:
        with transaction.atomic():
            if row.code:
                reservation = lock_reservation(dealership=row.dealership, code=row.code)
                reopen(reservation, at)
                changed(reservation, told, customer, at)
                code = row.code
            else:
                code = booked(row.dealership, told, customer, at, alike=look_alikes_of(row, customer)).code
            cancelled(row.dealership, code, CAME_LATE, at)
            row.code = code
    except NeedsAttention as reason:
        return f"Cancelled before it came: {reason}"
    return f"Cancelled before it came: {row.code}"


CAME_LATE = "The app had cancelled it already."


def booked(
    dealership: Dealership, told: ReservationTold, customer: "Customer", at: datetime, *, alike: LookAlikes
) -> "Reservation":
    """
    A new booking. Without a free vehicle it is booked all the same, with an alert: the guest has a reservation ID.

    :raises NeedsAttention: it can't be booked
    """
    refuse_unwelcome(dealership, told, customer, at, alike=alike)
    booking = booking_of(dealership, told, customer)
    try:
        return book_within(dealership=dealership, booking=booking, by=LEXUS_APP, at=at)
    except (AlreadyBooked, NotBookable) as reason:
        raise attention.Refused(str(reason)) from reason


def changed(reservation: "Reservation", told: ReservationTold, customer: "Customer", at: datetime) -> None:
    """
    Bring a booking to this version; a vehicle that can't serve its new times is unassigned.

    :raises NeedsAttention: it can't be changed so
    """
    dealership, now = reservation.dealership, reservation.booking()
    if main_key(reservation.customer) == customer.pk:
        customer = reservation.customer  # merged since: the row stays where it points
    wanted = replace(now, **parts(dealership, told, customer))
    if wanted.period != now.period:
        refuse_past(dealership, told, at)
    if (wanted.period, wanted.category_id) != (now.period, now.category_id):
        void_signature(reservation, at)
    try:
        rewrite(reservation, wanted, at)
    except (NotBookable, NotChangeable) as reason:
        raise attention.Refused(str(reason)) from reason


def void_signature(reservation: "Reservation", at: datetime) -> None:
    """Signature and hold were for what was booked before."""
    if reservation.status == Status.PENDING:
        contract = lock_contract(dealership=reservation.dealership, code=reservation.code)
        void_terms(
            dealership=reservation.dealership,
            contract=contract,
            reason="The app changed the reservation.",
            by=LEXUS_APP,
            at=at,
        )


def rewrite(reservation: "Reservation", wanted: Booking, at: datetime) -> None:
    """
    Write the booking; when its vehicle is somebody else's then, without the vehicle.

    :raises NotBookable: the booking contradicts the settings
    :raises NotChangeable: the loan is too far on
    """
    dealership, code = reservation.dealership, reservation.code
    try:
        with transaction.atomic():
            change_booking(dealership=dealership, code=code, booking=wanted, by=LEXUS_APP, at=at)
    except VehicleTaken:
        unassign_vehicle(dealership=dealership, code=code, by=LEXUS_APP, at=at)
        change_booking(dealership=dealership, code=code, booking=wanted, by=LEXUS_APP, at=at)
