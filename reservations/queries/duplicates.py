"""Does the guest have another loan at that time? (lexus-app.md, Possible duplicate reservation.) It warns, only."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet

from customers.queries import LookAlikes, look_alikes
from dealerships.models import Dealership
from dealerships.prepared import one_of, prepared, told
from fleet.domain.commitments import LOOK_BACK
from kernel.period import Period
from reservations.models import Reservation
from reservations.queries.reservations import Reservations, reservations

if TYPE_CHECKING:
    from customers.models import Customer

NEAR = timedelta(hours=24)


def possible_duplicates(
    *, dealership: Dealership, reservation: Reservation, alike: LookAlikes | None = None
) -> Reservations:
    """The other open loans of the same guest, by the rules of matching, that overlap or start within 24 hours."""
    others = duplicates_of(dealership=dealership, customer=reservation.customer, period=reservation.period, alike=alike)
    return others.exclude(pk=reservation.pk)


def duplicates_of(
    *, dealership: Dealership, customer: "Customer", period: Period, alike: LookAlikes | None = None
) -> Reservations:
    """The open loans of a guest that overlap a period, or start within 24 hours of its start."""
    known = alike or look_alikes(dealership=dealership, guests=[customer])
    guests = known.same_guest(customer)
    return near(dealership=dealership, guests=Q(customer__in=guests), **bounds_of(period))


def codes_of_duplicates(*, dealership: Dealership, reservation: Reservation, alike: LookAlikes) -> list[str]:
    """The confirmation codes of the ``possible_duplicates``."""
    mine: dict[str, Any] = {"dealership": dealership, "reservation": reservation}
    guests = alike.same_guest(reservation.customer)
    return codes_of_others(**mine, guests=guests, **bounds_of(reservation.period))


@prepared
def codes_of_others() -> "QuerySet[Reservation, str]":
    """The codes of loans of some ``guests`` near a period, but for one ``reservation``."""
    guests, bounds = one_of("customer_id", "guests", "bigint"), {name: told(name) for name in BOUNDS}
    others = near(dealership=told("dealership"), guests=guests, **bounds).exclude(pk=told("reservation"))
    return others.values_list("code", flat=True)


BOUNDS = ("since", "starts_at", "ends_at", "soonest", "latest")


def bounds_of(period: Period) -> dict[str, datetime]:
    """When a loan that overlaps a period may start, and one that starts near it."""
    starts_at, ends_at = period.starts_at, period.ends_at
    return dict(
        zip(BOUNDS, (starts_at - LOOK_BACK, starts_at, ends_at, starts_at - NEAR, starts_at + NEAR), strict=True)
    )


def near(
    *, dealership: Any, guests: Any, since: Any, starts_at: Any, ends_at: Any, soonest: Any, latest: Any
) -> Reservations:
    """The open loans of some guests that overlap a period, or start near its start."""
    overlapping = Q(pickup_at__gt=since, pickup_at__lt=ends_at, dropoff_at__gt=starts_at)
    close = Q(pickup_at__gte=soonest, pickup_at__lte=latest)
    return reservations(dealership=dealership).open().filter(guests, overlapping | close).order_by("pickup_at", "id")
