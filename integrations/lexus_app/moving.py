"""Move a loan that is booked here already as the app says: another drop-off on the road, off, or on again."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from contracts.services import UnableToExtend, cancel_contract, extend_contract
from dealerships.models import Dealership
from integrations.lexus_app import attention
from integrations.lexus_app.booking import wishes
from integrations.lexus_app.partner import LEXUS_APP
from integrations.lexus_app.told import ReservationTold
from programs.queries import one_app_rental
from reservations.domain.lifecycle import BEFORE_START, REOPEN, Status
from reservations.services import OfferRemoved, bring_back, lock_reservation

if TYPE_CHECKING:
    from reservations.models import Reservation


def changed_on_the_road(reservation: "Reservation", told: ReservationTold, at: datetime) -> str:
    """
    Only the drop-off of a contract that has started can change.

    :raises NeedsAttention: the app asks for more, or vehicle, papers or hold don't allow it
    """
    asked, code = wishes(reservation, told), reservation.code
    if asked:
        raise attention.ChangedAfterStart(code, ", ".join(asked))
    if told.dropoff_at == reservation.dropoff_at:
        return f"Nothing to change in {code}"
    try:
        with transaction.atomic():
            dealership, dropoff_at = reservation.dealership, told.dropoff_at
            extend_contract(dealership=dealership, code=code, dropoff_at=dropoff_at, by=LEXUS_APP, at=at)
    except UnableToExtend as reason:
        raise attention.DropoffRefused(code, str(reason)) from reason
    return f"Moved the drop-off of {code}"


def cancelled(dealership: Dealership, code: str, reason: str, at: datetime) -> str:
    """
    Cancel a booking; its vehicle and hold are let go.

    :raises NeedsAttention: the contract has started, or is over
    """
    reservation = lock_reservation(dealership=dealership, code=code)
    if reservation.status in {Status.CANCELLED, Status.NO_SHOW}:
        return f"{code} was {Status(reservation.status).label.lower()} already"
    if reservation.status not in BEFORE_START:
        raise attention.CancelledAfterStart(code, Status(reservation.status).label.lower())
    cancel_contract(dealership=dealership, code=code, reason=reason or "Cancelled in the app", by=LEXUS_APP, at=at)
    return f"Cancelled {code}"


def reopen(reservation: "Reservation", at: datetime) -> None:
    """
    A cancelled booking is booked again, in today's *OneApp Rental* where what it was booked from was removed since.

    :raises NoProgram: there is none
    """
    if reservation.status != Status.CANCELLED:
        return
    program = one_app_rental(dealership=reservation.dealership)
    try:
        bring_back(reservation, REOPEN, instead=program, by=LEXUS_APP, at=at)
    except OfferRemoved as reason:
        raise attention.NoProgram from reason
