"""
What availability is counted from: the vehicles that can be used, with their pools, and the promises made of them.

They are read as columns of one row, beside what others add to it (``reservations.queries.availability``): whoever books
waits in line, and five reads take longer to send and plan than to answer. Each is flat, so that each is one index scan.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import QuerySet
from django.db.models.functions import JSONArray

from fleet.domain.commitments import gone_until
from fleet.domain.pools import Car, Kind, Taken
from fleet.domain.statuses import UNUSABLE
from fleet.models import Commitment, GroupVehicle, ProgramVehicle, Vehicle
from kernel.period import Period

Read = Mapping[str, Sequence[Any]]
"""The columns of ``pool_columns`` as they were read."""


def pool_columns(*, dealership: Any, promises: "QuerySet[Commitment]") -> dict[str, ArraySubquery]:
    """Every vehicle whose status lets it be lent, what it is in, and the promises that count."""
    usable = Vehicle.objects.filter(dealership=dealership).exclude(status__in=UNUSABLE)
    return {
        "vehicles": listed(usable, "id", "home_group", "category", "available_on", "unavailable_on"),
        "also_in": listed(GroupVehicle.objects.filter(dealership=dealership), "vehicle", "group"),
        "lent_by": listed(ProgramVehicle.objects.filter(dealership=dealership), "vehicle", "program"),
        "promised": listed(promises, "vehicle", "starts_at", "ends_at", "out_at"),
    }


def listed(rows: "QuerySet[Any]", *columns: str) -> ArraySubquery:
    """Some columns of rows as one column of another."""
    return ArraySubquery(rows.values(listed=JSONArray(*columns)))


def cars(read: Read, *, zone: ZoneInfo) -> list[Car]:
    """The vehicles, with their pools."""
    also_in, lent_by = by_vehicle(read["also_in"]), by_vehicle(read["lent_by"])
    return [
        Car(
            id=key,
            kind=Kind(
                groups=frozenset({home_group, *also_in[key]}), programs=frozenset(lent_by[key]), category_id=category
            ),
            usable_from=midnight(available_on, zone),
            usable_until=midnight(unavailable_on, zone),
        )
        for key, home_group, category, available_on, unavailable_on in read["vehicles"]
    ]


def taken(read: Read, *, at: datetime) -> list[Taken]:
    """The promises; what is overdue counts as gone for a while yet."""
    rows = (
        (vehicle, datetime.fromisoformat(starts_at), datetime.fromisoformat(ends_at), out_at)
        for vehicle, starts_at, ends_at, out_at in read["promised"]
    )
    return [
        Taken(car_id=vehicle, period=Period(starts_at, until))
        for vehicle, starts_at, ends_at, out_at in rows
        if (until := ends_at if out_at is None else gone_until(ends_at, at=at)) > starts_at
    ]


def by_vehicle(pairs: Iterable[tuple[int, int]]) -> defaultdict[int, list[int]]:
    """What each vehicle is in."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    for vehicle, pool in pairs:
        found[vehicle].append(pool)
    return found


def midnight(day: str | None, zone: ZoneInfo) -> datetime | None:
    """The first instant of a day on the dealership's clock."""
    return None if day is None else datetime.combine(date.fromisoformat(day), time.min, zone)
