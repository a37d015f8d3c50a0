"""How vehicles stand: details, groups and programs together, as values to judge by and to keep."""

from collections.abc import Collection

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet

from dealerships.models import Dealership
from fleet.domain.membership import Membership
from fleet.domain.standings import Standing
from fleet.models import GroupVehicle, ProgramVehicle, Vehicle


def standings(*, dealership: Dealership, vins: Collection[str]) -> dict[str, Standing]:
    """The vehicles with these VINs, as they stand, in one statement."""
    return {
        each.vin: Standing(status=each.status, details=each.details(), membership=_membership(each))
        for each in with_memberships(dealership=dealership).filter(vin__in=vins)
    }


def memberships(*, dealership: Dealership, vins: Collection[str]) -> dict[str, Membership]:
    """Where vehicles are, by VIN."""
    rows = with_memberships(dealership=dealership).filter(vin__in=vins)
    return {each.vin: _membership(each) for each in rows.only("vin", "home_group")}


def with_memberships(*, dealership: Dealership) -> QuerySet[Vehicle]:
    """Vehicles with the keys of their other groups (``also``) and programs (``lent_in``)."""
    mine = {"dealership": dealership, "vehicle": OuterRef("pk")}
    return Vehicle.objects.filter(dealership=dealership).annotate(
        also=ArraySubquery(GroupVehicle.objects.filter(**mine).values("group")),
        lent_in=ArraySubquery(ProgramVehicle.objects.filter(**mine).values("program")),
    )


def named(rows: QuerySet[Vehicle], *, dealership: Dealership) -> QuerySet[Vehicle]:
    """With the names of their other groups (``also_in_groups``) and of their programs in use (``in_programs``)."""
    mine = {"dealership": dealership, "vehicle": OuterRef("pk")}
    lent_in = ProgramVehicle.objects.filter(program__archived_at__isnull=True, **mine)
    return rows.annotate(
        also_in_groups=ArraySubquery(GroupVehicle.objects.filter(**mine).values("group__name")),
        in_programs=ArraySubquery(lent_in.values("program__title")),
    )


def _membership(row: Vehicle) -> Membership:
    also, lent_in = row.also, row.lent_in  # type: ignore[attr-defined]
    return Membership(home=row.home_group_id, groups=frozenset(also), programs=frozenset(lent_in))
