"""What availability is counted from: the vehicles that can be used, with their pools, and the promises made of them."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from dealerships.models import Dealership
from fleet.domain.commitments import gone_until
from fleet.domain.pools import Car, Kind, Taken
from fleet.domain.statuses import UNUSABLE
from fleet.models import GroupVehicle, ProgramVehicle, Vehicle
from fleet.queries.commitments import overlapping
from kernel.period import Period


def cars(*, dealership: Dealership) -> list[Car]:
    """Every vehicle whose status lets it be lent, in one statement."""
    mine = {"dealership": dealership, "vehicle": OuterRef("pk")}
    rows = (
        Vehicle.objects.filter(dealership=dealership)
        .exclude(status__in=UNUSABLE)
        .annotate(
            also=ArraySubquery(GroupVehicle.objects.filter(**mine).values("group")),
            programs=ArraySubquery(ProgramVehicle.objects.filter(**mine).values("program")),
        )
    )
    columns = rows.values_list(
        "id", "home_group", "also", "programs", "category", "available_on", "unavailable_on", named=True
    )
    return [
        Car(
            id=row.id,
            kind=Kind(
                groups=frozenset({row.home_group, *row.also}),
                programs=frozenset(row.programs),
                category_id=row.category,
            ),
            usable_from=midnight(row.available_on, dealership.zone),
            usable_until=midnight(row.unavailable_on, dealership.zone),
        )
        for row in columns
    ]


def taken(*, dealership: Dealership, period: Period, at: datetime, except_about: str = "") -> list[Taken]:
    """The promises that touch a period, in one statement; what is overdue counts as gone for a while yet."""
    rows = overlapping(dealership=dealership, period=period, at=at).exclude(about=except_about)
    columns = rows.values_list("vehicle", "starts_at", "ends_at", "out_at", named=True)
    return [
        Taken(car_id=row.vehicle, period=Period(row.starts_at, ends_at))
        for row in columns
        if (ends_at := row.ends_at if row.out_at is None else gone_until(row.ends_at, at=at)) > row.starts_at
    ]


def midnight(day: date | None, zone: ZoneInfo) -> datetime | None:
    """The first instant of a day on the dealership's clock."""
    return None if day is None else datetime.combine(day, time.min, zone)
