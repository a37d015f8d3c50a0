"""Undo an import: take away what was added, put back what was changed, and name what somebody touched since."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import transaction

from dealerships.domain.actor import Actor
from dealerships.models import Dealership
from dealerships.services.history import record
from fleet.domain.details import WHILE_OUT, changed
from fleet.domain.importing.fates import TO_DO, Fate
from fleet.domain.standings import Standing
from fleet.domain.statuses import AVAILABLE, VehicleStatus
from fleet.models import (
    Commitment,
    GroupVehicle,
    ProgramVehicle,
    Vehicle,
    VehicleImport,
    VehicleImportRow,
    VehicleIssue,
    VehiclePosition,
)
from fleet.queries.groups import groups
from fleet.queries.standings import standings
from fleet.services.categories import hold_categories
from fleet.services.importing import save_standings
from fleet.services.judging_rows import AT_ONCE, rows_of
from fleet.services.memberships import lock_groups
from fleet.services.putting_back import NothingToUndo
from fleet.services.reading_files import lock_import

TOUCHED = (
    (Commitment, "It has been on a contract since."),
    (VehicleIssue, "An issue was noted since."),
    (VehiclePosition, "It was seen on the road since."),
)


@transaction.atomic
def undo_import(*, dealership: Dealership, code: str, by: Actor, at: datetime) -> VehicleImport:
    """
    Undo the rows that nobody touched since; the others say in ``kept_because`` why they stay.

    :raises UnknownImport: there is none
    :raises NothingToUndo: it was not imported, or undone already
    """
    file = lock_import(dealership=dealership, code=code)
    if file.imported_at is None or file.undone_at is not None:
        raise NothingToUndo
    rows = [row for row in rows_of(dealership=dealership, file=file) if row.fate in TO_DO]
    in_use = lock_groups(dealership=dealership, keys=groups(dealership=dealership).values_list("pk", flat=True))
    named = hold_categories(dealership=dealership, keys=map(_category_before, rows))
    vehicles = _locked(dealership, [row.vin for row in rows])
    now = standings(dealership=dealership, vins=vehicles)
    used = _used(dealership, vehicles.values())
    for row in rows:
        row.kept_because = _why_kept(row, now.get(row.vin), used, in_use) or _why_no_category(row, named)
    undone = [row for row in rows if not row.kept_because]
    _take_away(dealership, file, [vehicles[row.vin] for row in undone if row.fate == Fate.ADDED], by=by, at=at)
    back = {row.vin: row.stood() for row in undone if row.fate == Fate.CHANGED}
    save_standings(
        dealership=dealership, vehicles=vehicles, before=now, after=back, cause=f"{file}, undone", by=by, at=at
    )
    kept = [row for row in rows if row.kept_because]
    VehicleImportRow.objects.bulk_update(kept, ["kept_because"], batch_size=AT_ONCE)
    file.undone_at, file.undone_by = at, by.name
    file.save(update_fields=["undone_at", "undone_by"])
    return file


def _locked(dealership: Dealership, vins: Collection[str]) -> dict[str, Vehicle]:
    """Locked against new rows that point at them too: an added vehicle is taken away."""
    rows = Vehicle.objects.select_for_update().filter(dealership=dealership, vin__in=vins).order_by("vin")
    return {car.vin: car for car in rows}


def _used(dealership: Dealership, vehicles: Iterable[Vehicle]) -> dict[str, str]:
    """The vehicles with a life of their own, by VIN, and what shows it."""
    found: dict[str, str] = {}
    for model, words in TOUCHED:
        rows = model._base_manager.filter(dealership=dealership, vehicle__in=list(vehicles))
        for vin in rows.values_list("vehicle__vin", flat=True).distinct():
            found.setdefault(vin, words)
    return found


def _why_kept(row: VehicleImportRow, now: Standing | None, used: dict[str, str], in_use: Collection[int]) -> str:
    if now is None:
        return "It is not in the fleet any more."
    left = row.left()
    if row.fate == Fate.ADDED and row.vin in used:
        return used[row.vin]
    if row.fate == Fate.ADDED and now.status != left.status:
        return f"It was set to {VehicleStatus(now.status).label} since."
    if (now.details, now.membership) != (left.details, left.membership):
        return "It was changed again since."
    return "" if row.fate == Fate.ADDED else _why_not_back(now, row.stood(), in_use)


def _why_not_back(now: Standing, before: Standing, in_use: Collection[int]) -> str:
    moved = now.membership != before.membership
    if moved and before.membership.everywhere - set(in_use):
        return "The group that it was in is removed."
    if moved and now.status not in AVAILABLE:
        return f"It is {VehicleStatus(now.status).label}, and its groups or programs would change."
    if now.status == VehicleStatus.RENTED and WHILE_OUT.intersection(changed(now.details, before.details)):
        return "A guest has it, and its model or readings would change."
    return ""


def _why_no_category(row: VehicleImportRow, named: Collection[int]) -> str:
    before = _category_before(row)
    return "" if before is None or before in named else "The category that it had is removed."


def _category_before(row: VehicleImportRow) -> int | None:
    return row.stood().details.category_id if row.fate == Fate.CHANGED else None


def _take_away(
    dealership: Dealership, file: VehicleImport, vehicles: Collection[Vehicle], *, by: Actor, at: datetime
) -> None:
    if not vehicles:
        return
    mine = {"dealership": dealership, "vehicle__in": vehicles}
    GroupVehicle.objects.filter(**mine).delete()
    ProgramVehicle.objects.filter(**mine).delete()
    Vehicle.objects.filter(dealership=dealership, pk__in=[car.pk for car in vehicles]).delete()
    subjects = [car.reference for car in vehicles]
    details = {"file": f"{file}, undone"}
    record("taken out of the fleet again", dealership=dealership, subjects=subjects, by=by, at=at, details=details)
