"""Merge two guests' profiles where their loans allow it: a signature stands under one profile, and stays there."""

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from contracts.models import Signature
from customers import services as customers
from customers.domain.merging import Field
from customers.services import UnableToMerge
from dealerships.domain.actor import Actor
from dealerships.models import Dealership
from reservations.domain.lifecycle import OPEN
from reservations.services import lock_open_loans

if TYPE_CHECKING:
    from customers.models import Customer, Merge
    from reservations.models import Reservation


@transaction.atomic
def merge_guests(
    *,
    dealership: Dealership,
    survivor: "Customer",
    duplicate: "Customer",
    take: Collection[Field],
    by: Actor,
    at: datetime,
) -> "Merge":
    """
    Let ``survivor`` stand for both guests.

    :raises UnableToMerge: see `customers.services.merge`; or both drive one loan, or the duplicate has signed an open one
    """
    open_loans = lock_open_loans(dealership=dealership, guests=[survivor.pk, duplicate.pk])
    _refuse_both_driving(open_loans, survivor, duplicate)
    _refuse_signed(dealership, duplicate, f"finish it before you merge, or keep {duplicate.name} instead")
    return customers.merge(dealership=dealership, survivor=survivor, duplicate=duplicate, take=take, by=by, at=at)


@transaction.atomic
def undo_merge(*, dealership: Dealership, duplicate: "Customer", by: Actor, at: datetime) -> "Merge":
    """
    Let the duplicate stand by itself again.

    :raises NothingToUndo: it stands by itself
    :raises UnableToMerge: an open loan of the duplicate's was signed since
    """
    lock_open_loans(dealership=dealership, guests=[duplicate.pk])
    _refuse_signed(dealership, duplicate, "finish it before you undo the merge")
    return customers.undo_merge(dealership=dealership, duplicate=duplicate, by=by, at=at)


def _refuse_both_driving(loans: "Collection[Reservation]", one: "Customer", other: "Customer") -> None:
    for loan in loans:
        drivers = {loan.customer_id, *(row.customer_id for row in loan.additional_drivers.all())}
        if {one.pk, other.pk} <= drivers:
            raise UnableToMerge(f"Both are drivers of {loan.code}. Take one of them off it first.")


def _refuse_signed(dealership: Dealership, guest: "Customer", way_out: str) -> None:
    """A signature counts under the profile that gave it; an agreement on the road must not lose it."""
    reservation = "frozen__contract__reservation"
    theirs = Q(**{f"{reservation}__customer": guest}) | Q(**{f"{reservation}__additional_drivers__customer": guest})
    signed = Signature.objects.filter(theirs, dealership=dealership, frozen__voided_at__isnull=True)
    code = signed.filter(**{f"{reservation}__status__in": sorted(OPEN)}).values_list(f"{reservation}__code", flat=True)
    found = code.first()
    if found is not None:
        raise UnableToMerge(f"The agreement of {found} is signed and not over: {way_out}.")
