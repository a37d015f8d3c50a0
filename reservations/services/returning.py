"""Bring a loan back that was over before it began: a no show reinstated, a cancelled one re-opened by its partner."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from dealerships.domain.actor import Actor
from kernel.lifecycle import Move
from reservations.domain.booking import NotBookable
from reservations.models import Reservation
from reservations.queries import alert_for
from reservations.services.capacity import lock_capacity, locked_offer
from reservations.services.moving import advance

if TYPE_CHECKING:
    from programs.models import Program


class OfferRemoved(Exception):
    """What the loan was booked from is not in use any more; the message says what to do instead."""

    def __init__(self, reservation: Reservation) -> None:
        offer, guest = reservation.group or reservation.program, reservation.customer.name
        super().__init__(
            f"“{offer}” was removed, so {reservation.code} can't come back. "
            f"Book {guest} anew, and choose a vehicle group or a program that is in use."
        )


@transaction.atomic
def bring_back(
    reservation: Reservation,
    move: Move,
    *,
    instead: "Program | None" = None,
    by: Actor,
    at: datetime,
    fact: object = None,
) -> Reservation:
    """
    Book a locked loan again, to be assigned anew; without a free vehicle it says so, as a new booking does. Where its
    group or program was removed since, it comes back in the program ``instead``, if there is one.

    :raises IllegalMove: the loan is not where the move starts
    :raises OfferRemoved: its group or program was removed, and there is none instead
    """
    move.from_(reservation.status)
    _keep_in_use(reservation, instead)
    lock_capacity(dealership=reservation.dealership)
    mine: dict[str, Any] = {"dealership": reservation.dealership, "at": at, "except_code": reservation.code}
    reservation.alert = alert_for(booking=reservation.booking(), **mine)
    reservation.save(update_fields=["group", "program", "alert"])
    return advance(reservation, move, by=by, at=at, fact=fact)


def _keep_in_use(reservation: Reservation, instead: "Program | None") -> None:
    try:
        locked_offer(reservation.dealership, reservation.booking())
    except NotBookable:
        if instead is None:
            raise OfferRemoved(reservation) from None
        reservation.group, reservation.program = None, instead
