"""End a loan that has not started: cancelled, or nobody came; and bring a no show back."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from billing.domain.days import first_instant
from contracts.domain.refusals import ReasonMissing
from contracts.models import Contract
from contracts.services.assigning import forget_readings
from contracts.services.terms import void_terms
from dealerships.domain.actor import Actor
from dealerships.models import Dealership
from dealerships.services.effects import publish
from fleet.services import free_vehicle
from kernel.lifecycle import Move
from programs.services.reserve import give_back
from reservations.domain.facts import ReservationCancelled, ReservationMarkedNoShow, ReservationReinstated
from reservations.domain.lifecycle import CANCEL, MARK_NO_SHOW, REINSTATE, Status
from reservations.services import advance, bring_back, lock_reservation

if TYPE_CHECKING:
    from reservations.models import Reservation

ONE_DAY = timedelta(days=1)


class TooEarlyForNoShow(Exception):
    """The guest still has time to come."""

    def __init__(self) -> None:
        """Say until when."""
        super().__init__("The pickup day is not over yet. Cancel it if the guest said so.")


@transaction.atomic
def cancel_contract(*, dealership: Dealership, code: str, reason: str, by: Actor, at: datetime) -> "Reservation":
    """
    Cancel a booked or pending loan: vehicle, hold and reserve days are free again.

    :raises IllegalMove: it has started, or is over
    :raises ReasonMissing: no reason is given
    """
    if not reason.strip():
        raise ReasonMissing
    reservation = lock_reservation(dealership=dealership, code=code)
    _end(dealership, reservation, CANCEL, reason=reason.strip(), by=by, at=at)
    fact = ReservationCancelled(code=code, reason=reason.strip(), by_kind=by.kind)
    publish(fact, dealership=dealership, at=at, about=reservation.reference)
    return reservation


@transaction.atomic
def mark_no_show(*, dealership: Dealership, code: str, by: Actor, at: datetime) -> "Reservation":
    """
    Nobody came by the end of the scheduled pickup day: vehicle, hold and reserve days are free again.

    :raises IllegalMove: it has started, or is over
    :raises TooEarlyForNoShow: the day is not over
    """
    reservation = lock_reservation(dealership=dealership, code=code)
    MARK_NO_SHOW.from_(reservation.status)
    if at < end_of_pickup_day(dealership, reservation):
        raise TooEarlyForNoShow
    _end(dealership, reservation, MARK_NO_SHOW, reason="Nobody came.", by=by, at=at)
    fact = ReservationMarkedNoShow(code=code, by_kind=by.kind)
    publish(fact, dealership=dealership, at=at, about=reservation.reference)
    return reservation


@transaction.atomic
def reinstate(*, dealership: Dealership, code: str, by: Actor, at: datetime) -> "Reservation":
    """
    The guest comes after all: booked again, to be assigned anew.

    :raises IllegalMove: it is no no-show
    :raises OfferRemoved: the group or program that it was booked from was removed since
    """
    reservation = lock_reservation(dealership=dealership, code=code)
    return bring_back(reservation, REINSTATE, by=by, at=at, fact=ReservationReinstated(code=code))


def end_of_pickup_day(dealership: Dealership, reservation: "Reservation") -> datetime:
    """The first instant of the day after the scheduled pickup, by the dealership's clock."""
    return end_of_day(dealership, reservation.pickup_at)


def end_of_day(dealership: Dealership, at: datetime) -> datetime:
    """The first instant of the day after this one, by the dealership's clock."""
    return first_instant(dealership.local(at).date() + ONE_DAY, dealership.zone)


def _end(
    dealership: Dealership, reservation: "Reservation", move: Move, *, reason: str, by: Actor, at: datetime
) -> None:
    move.from_(reservation.status)
    contract = Contract.objects.filter(dealership=dealership, reservation=reservation).select_for_update().first()
    if contract is not None and reservation.status == Status.PENDING:
        contract.reservation = reservation
        void_terms(dealership=dealership, contract=contract, reason=reason, by=by, at=at)
        free_vehicle(dealership=dealership, about=reservation.reference, by=by, at=at)
        give_back(dealership=dealership, about=reservation.reference, by=by, at=at)
        forget_readings(contract)
    advance(reservation, move, by=by, at=at, details={"reason": reason})
