"""Does the guest have another loan at that time? (lexus-app.md, Possible duplicate reservation.) It warns, only."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Q

from customers.queries import LookAlikes, look_alikes
from dealerships.models import Dealership
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
    overlapping = Q(
        pickup_at__gt=period.starts_at - LOOK_BACK, pickup_at__lt=period.ends_at, dropoff_at__gt=period.starts_at
    )
    near = Q(pickup_at__gte=period.starts_at - NEAR, pickup_at__lte=period.starts_at + NEAR)
    found = reservations(dealership=dealership).open().filter(overlapping | near, customer__in=guests)
    return found.order_by("pickup_at", "id")
