"""
What the search box finds: contracts, customers and vehicles, ten of each.

What the words mean is looked for by keys alone, guests once for all; what is shown is read by those keys, in reads whose
shape is always the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from customers.queries import customers
from dealerships.models import Dealership
from dealerships.prepared import one_of, prepared, told
from desk.queries.rows import WITH_EVERYTHING, LoanRow, rows
from fleet import queries as fleet
from reservations import queries as reservations

if TYPE_CHECKING:
    from customers.models import Customer
    from fleet.models import Vehicle
    from reservations.models import Reservation

MOST_SHOWN = 10


@dataclass(frozen=True, kw_only=True)
class Found:
    """What the words may mean."""

    rows: Sequence[LoanRow]
    customers: "Sequence[Customer]"
    vehicles: "Sequence[Vehicle]"


def found(*, dealership: Dealership, words: str, now: datetime) -> Found:
    """The newest loans and guests, and the vehicles, that the words may mean."""
    guests = reservations.guests_meant(dealership=dealership, words=words)
    meant = reservations.find_beside(dealership=dealership, words=words, guests=guests).order_by("-pickup_at")
    loans = list(meant.values_list("pk", flat=True)[:MOST_SHOWN])
    return Found(
        rows=rows(with_everything(dealership=dealership, keys=loans), now=now) if loans else [],
        customers=profiles(dealership=dealership, keys=guests[:MOST_SHOWN]) if guests else [],
        vehicles=list(fleet.find(dealership=dealership, words=words)[:MOST_SHOWN]),
    )


@prepared
def with_everything() -> "QuerySet[Reservation]":
    """The loans of these keys as rows show them, newest first."""
    here = reservations.reservations(dealership=told("dealership")).filter(one_of("id", "keys", "bigint"))
    return here.select_related(*WITH_EVERYTHING).order_by("-pickup_at")


@prepared
def profiles() -> "QuerySet[Customer]":
    """The profiles of these keys, newest first."""
    return customers(dealership=told("dealership")).filter(one_of("id", "keys", "bigint")).order_by("-id")
