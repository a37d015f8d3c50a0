"""Files of vehicles that were read, and what becomes of their rows."""

from collections.abc import Mapping

from django.db.models import Count, Q, QuerySet

from dealerships.models import Dealership
from fleet.domain.importing.fates import Fate
from fleet.models import VehicleImport, VehicleImportRow


class NoSuchImport(Exception):
    """The dealership has no such import."""


def imports(*, dealership: Dealership) -> QuerySet[VehicleImport]:
    """The files, newest first."""
    return VehicleImport.objects.filter(dealership=dealership).order_by("-read_at", "-pk")


def counted_imports(*, dealership: Dealership) -> QuerySet[VehicleImport]:
    """The same, each with how many of its rows are *added*, *changed*, *unchanged* and *refused*."""
    counts = {fate.value: Count("rows", filter=Q(rows__fate=fate)) for fate in Fate}
    return imports(dealership=dealership).annotate(**counts)


def import_of(*, dealership: Dealership, code: str) -> VehicleImport:
    """
    :raises NoSuchImport: there is none
    """
    found = imports(dealership=dealership).filter(code=code).first()
    if found is None:
        raise NoSuchImport
    return found


def import_rows(*, dealership: Dealership, file: VehicleImport, fate: str = "") -> QuerySet[VehicleImportRow]:
    """The rows of a file from the top; those of one fate, or all."""
    rows = VehicleImportRow.objects.filter(dealership=dealership, file=file).order_by("line")
    return rows.filter(fate=fate) if fate in set(Fate) else rows


def rows_by_fate(*, dealership: Dealership, file: VehicleImport) -> Mapping[str, int]:
    """How many rows have which fate."""
    rows = import_rows(dealership=dealership, file=file).order_by()
    found = dict(rows.values_list("fate").annotate(Count("pk")))
    return {fate.value: found.get(fate.value, 0) for fate in Fate}
