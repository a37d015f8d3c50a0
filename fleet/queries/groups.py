"""Vehicle groups and categories, for those who choose one, and for those who set them up."""

from collections.abc import Mapping, Sequence

from django.db.models import Count, Q, QuerySet

from dealerships.models import Dealership
from dealerships.versions import Moment, Versions, versions
from fleet.domain.groups import general_in_words
from fleet.domain.statuses import VehicleStatus
from fleet.models import Vehicle, VehicleCategory, VehicleGroup
from kernel.changes import Words


class UnknownGroup(Exception):
    """There is no such vehicle group in use here."""

    def __init__(self) -> None:
        super().__init__("There is no such vehicle group here.")


def groups(*, dealership: Dealership) -> QuerySet[VehicleGroup]:
    """The groups in use, by name."""
    return VehicleGroup.objects.filter(dealership=dealership, archived_at__isnull=True).order_by("name_key")


def group(*, dealership: Dealership, code: str) -> VehicleGroup:
    """
    A group in use, with its agreement and both of its settings.

    :raises UnknownGroup: the dealership has none of that code in use
    """
    rows = groups(dealership=dealership).select_related("agreement", "cost_recovery", "additional")
    found = rows.filter(code=code).first()
    if found is None:
        raise UnknownGroup
    return found


def removed_groups(*, dealership: Dealership) -> QuerySet[VehicleGroup]:
    """The groups that were removed, newest first; their settings can still be read."""
    gone = VehicleGroup.objects.filter(dealership=dealership, archived_at__isnull=False)
    return gone.order_by("-archived_at", "pk")


def group_ever(*, dealership: Dealership, code: str) -> VehicleGroup:
    """
    A group, in use or removed, for its history.

    :raises UnknownGroup: the dealership never had one of that code
    """
    rows = VehicleGroup.objects.filter(dealership=dealership, code=code)
    found = rows.select_related("agreement", "cost_recovery", "additional").first()
    if found is None:
        raise UnknownGroup
    return found


def home_counts(*, dealership: Dealership) -> Mapping[int, int]:
    """How many vehicles each group is the home of, by the group's key; those that were disposed of do not count."""
    kept = Vehicle.objects.filter(dealership=dealership).exclude(status=VehicleStatus.DISPOSED)
    return dict(kept.values_list("home_group").annotate(count=Count("pk")))


def vehicles_in(*, dealership: Dealership, group: VehicleGroup) -> QuerySet[Vehicle]:
    """The vehicles whose home the group is, or that are also in it; not those that were disposed of."""
    inside = Q(home_group=group) | Q(also_in__group=group)
    rows = Vehicle.objects.filter(inside, dealership=dealership).exclude(status=VehicleStatus.DISPOSED)
    return rows.distinct().order_by("model_key", "plate_key", "pk")


def general_words(group: VehicleGroup) -> Words:
    """The section *General* of a group."""
    return general_in_words(name=group.name, agreement=group.agreement.name if group.agreement else "")


def group_versions(*, dealership: Dealership, group: VehicleGroup) -> Sequence[Versions]:
    """Every version of a group's row."""
    return [versions(VehicleGroup, dealership=dealership, id=group.pk)]


def general_then(moment: Moment, agreements: Mapping[int, str]) -> dict[str, Words]:
    """The section as it stood at a moment; ``agreements`` are the names of the agreements by their keys."""
    rows = moment.rows(VehicleGroup)
    if not rows:
        return {}
    named = agreements.get(rows[0].agreement, "")
    return {"general": general_in_words(name=rows[0].name, agreement=named)}


def categories(*, dealership: Dealership) -> QuerySet[VehicleCategory]:
    """The categories that guests book by."""
    return VehicleCategory.objects.filter(dealership=dealership).order_by("name_key")
