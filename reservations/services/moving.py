"""Lock a loan, and move it: the only place that writes its status."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from dealerships.domain.actor import Actor
from dealerships.models import Dealership
from dealerships.services import telling
from dealerships.services.history import record
from kernel.lifecycle import Move
from reservations.domain.lifecycle import OPEN
from reservations.models import Reservation
from reservations.queries import UnknownReservation, driven_by


def lock_reservation(*, dealership: Dealership, code: str, related: Sequence[str] = ()) -> Reservation:
    """
    The loan as it is now, with its guest and what else is ``related``, locked until the end of the transaction: the
    first lock of every use case.

    :raises UnknownReservation: the dealership has no such loan
    """
    rows = Reservation.objects.select_for_update(of=("self",), no_key=True).select_related("customer", *related)
    found = rows.filter(dealership=dealership, code=code).first()
    if found is None:
        raise UnknownReservation(code)
    found.dealership = dealership
    return found


def lock_open_loans(*, dealership: Dealership, guests: Collection[int]) -> list[Reservation]:
    """The open loans that one of these profiles is a driver of, locked in one order for everybody."""
    drives = Q(customer__in=guests) | Q(pk__in=driven_by(dealership=dealership, guests=guests))
    rows = Reservation.objects.select_for_update(of=("self",), no_key=True).filter(drives, dealership=dealership)
    return list(rows.filter(status__in=sorted(OPEN)).prefetch_related("additional_drivers").order_by("pk"))


@transaction.atomic
def advance(
    reservation: Reservation,
    move: Move,
    *,
    by: Actor,
    at: datetime,
    details: Mapping[str, Any] | None = None,
    subjects: Sequence[str] = (),
    fact: object = None,
) -> Reservation:
    """
    Make a move with a locked loan, and write it into the history of the loan, its guest and the ``subjects``; a
    ``fact`` is published with it.

    :raises IllegalMove: the loan is not where the move starts
    """
    reservation.status = move.from_(reservation.status)
    reservation.save(update_fields=["status"])
    tell(reservation, move.verb, by=by, at=at, details=details, subjects=subjects, fact=fact)
    return reservation


def tell(
    reservation: Reservation,
    verb: str,
    *,
    by: Actor,
    at: datetime,
    details: Mapping[str, Any] | None = None,
    subjects: Sequence[str] = (),
    fact: object = None,
) -> None:
    """Write something into the history of the loan and its guest; publish the ``fact`` of it, if there is one."""
    event: dict[str, Any] = {
        "dealership": reservation.dealership,
        "subjects": [reservation.reference, reservation.customer.reference, *subjects],
        "by": by,
        "at": at,
        "details": details,
    }
    if fact is None:
        record(verb, **event)
    else:
        telling.tell(verb, fact, **event, about=reservation.reference)
