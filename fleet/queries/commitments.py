"""
Who has which vehicle when.

Under row-level security a range operator ignores its index, and so does a subquery that does not name the dealership;
so every read here is bounded by plain comparisons on a btree led by the dealership. The bound holds because no
promise is longer than `LONGEST`; what is out may be overdue by any time, and is read by *out* instead.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from dealerships.models import Dealership
from dealerships.prepared import prepared, told
from fleet.domain.commitments import LOOK_BACK, OVERDUE_GONE, promised
from fleet.domain.statuses import UNUSABLE
from fleet.models import Commitment, Vehicle
from kernel.keys import without_case_and_spaces
from kernel.period import Period

MOST_ABOUTS = 100
A_MOMENT = timedelta(microseconds=1)
"""A period ends before its last instant: one until midnight takes nothing of the next day."""


def turnaround(*, dealership: Dealership) -> timedelta:
    """The time that the dealership needs between two loans of a vehicle."""
    return timedelta(minutes=dealership.turnaround_minutes)


def open_commitments(*, dealership: Any) -> QuerySet[Commitment]:
    """The promises that still stand."""
    return Commitment.objects.filter(dealership=dealership, closed_at__isnull=True)


def commitment_of(*, dealership: Dealership, about: str) -> Commitment | None:
    """The standing promise to a loan, with its vehicle."""
    return open_commitments(dealership=dealership).filter(about=about).select_related("vehicle").first()


def out_by(*, dealership: Dealership, vehicle: Vehicle) -> Commitment | None:
    """The promise under which a vehicle is out now."""
    return open_commitments(dealership=dealership).filter(vehicle=vehicle, out_at__isnull=False).first()


def overlapping(*, dealership: Dealership, period: Period, at: datetime) -> QuerySet[Commitment]:
    """The promises that stand in the way of a period, by the clock's ``at``: an overdue vehicle is gone a while yet."""
    bounds = bounds_of(period)
    if out_counts(period, at=at):
        return in_the_way_or_out(dealership=dealership, **bounds)
    return in_the_way(dealership=dealership, **bounds)


def bounds_of(period: Period) -> dict[str, datetime]:
    """Between which instants a promise that stands in the way of a period starts, and after which it ends."""
    return {"since": period.starts_at - LOOK_BACK, "starts_at": period.starts_at, "ends_at": period.ends_at}


def out_counts(period: Period, *, at: datetime) -> bool:
    """Whether what is out by now may still be out when a period starts, however long it is overdue."""
    return at + OVERDUE_GONE > period.starts_at


def in_the_way(*, dealership: Any, since: Any, starts_at: Any, ends_at: Any) -> QuerySet[Commitment]:
    """The promises that are scheduled within these bounds."""
    return open_commitments(dealership=dealership).filter(scheduled(since, starts_at, ends_at))


def in_the_way_or_out(*, dealership: Any, since: Any, starts_at: Any, ends_at: Any) -> QuerySet[Commitment]:
    """They, and those of vehicles that are out."""
    out = Q(out_at__isnull=False, starts_at__lt=ends_at)
    return open_commitments(dealership=dealership).filter(scheduled(since, starts_at, ends_at) | out)


def scheduled(since: Any, starts_at: Any, ends_at: Any) -> Q:
    """A promise touches a period."""
    return Q(starts_at__gt=since, starts_at__lt=ends_at, ends_at__gt=starts_at)


def who_has(
    *, dealership: Dealership, vehicle: Vehicle, period: Period, at: datetime, except_about: str = ""
) -> Commitment | None:
    """The first promise of a vehicle that stands in the way of a period; ``period`` includes the turnaround."""
    taken = overlapping(dealership=dealership, period=period, at=at).filter(vehicle=vehicle)
    return taken.exclude(about=except_about).order_by("starts_at", "id").first()


def free_in(
    *, dealership: Dealership, vehicles: QuerySet[Vehicle], period: Period, at: datetime, except_about: str = ""
) -> QuerySet[Vehicle]:
    """
    Those of the vehicles that can be promised for a period: usable, within their dates, promised to nobody else.

    The turnaround after the loan is added here. ``except_about`` is the loan for which the vehicle is looked for.
    """
    whole = promised(period, turnaround=turnaround(dealership=dealership))
    taken = overlapping(dealership=dealership, period=whole, at=at).exclude(about=except_about)
    return (
        vehicles.filter(within_dates(dealership=dealership, period=period), dealership=dealership)
        .exclude(status__in=UNUSABLE)
        .filter(~Exists(taken.filter(vehicle=OuterRef("pk"))))
    )


def within_dates(*, dealership: Dealership, period: Period) -> Q:
    """In service from the day of pickup to the day of drop-off; on its *unavailable on* date it is gone already."""
    first = dealership.local(period.starts_at).date()
    last = dealership.local(period.ends_at - A_MOMENT).date()
    begun = Q(available_on__isnull=True) | Q(available_on__lte=first)
    return begun & (Q(unavailable_on__isnull=True) | Q(unavailable_on__gt=last))


def abouts_by_plate(*, dealership: Dealership, plate: str) -> list[str]:
    """The loans, of now and before, of a vehicle with this plate, newest first."""
    key = without_case_and_spaces(plate)
    if not key:
        return []
    return abouts_of_plate.part(0, MOST_ABOUTS, dealership=dealership, plate_key=key)


@prepared
def abouts_of_plate() -> QuerySet[Commitment, str]:
    """The loans of the vehicles with this plate, as it is compared, newest first."""
    here = {"dealership": told("dealership"), "vehicle__dealership": told("dealership")}
    rows = Commitment.objects.filter(**here, vehicle__plate_key=told("plate_key"))
    return rows.order_by("-starts_at").values_list("about", flat=True)
