"""
Import the rows of a file that was read: all of those that were shown as added or changed, once, or none.

Locks in order: the file, the groups, the categories, the vehicles by their VINs. The fates are worked out again under the locks; where
they are not what was shown, nothing is imported.
"""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from secrets import token_urlsafe

from django.db import IntegrityError, transaction

from dealerships.domain.actor import Actor
from dealerships.models import Dealership
from dealerships.services.histories import Telling, record_each
from dealerships.services.history import record
from fleet.domain.details import DETAILS, changed
from fleet.domain.importing.fates import Fate
from fleet.domain.membership import Membership
from fleet.domain.standings import Standing, plain
from fleet.domain.wording import steps
from fleet.models import Vehicle, VehicleImport, VehicleImportRow
from fleet.queries.groups import categories, groups
from fleet.queries.naming import category_names
from fleet.queries.standings import standings
from fleet.services.categories import hold_categories
from fleet.services.changing import write_details
from fleet.services.judging_rows import AT_ONCE, differing, rows_of, take_over, verdicts
from fleet.services.locking import lock_vins
from fleet.services.memberships import Step, lock_groups, write_memberships
from fleet.services.reading_files import lock_import
from fleet.services.regrouping import tell_of_moves
from kernel.keys import without_case_and_spaces

SAVED = [name for name in DETAILS if name not in {"vin", "category_id"}]
SAVED += ["category", "model_key", "plate_key", "readings_at"]


class FatesChanged(Exception):
    """The fleet is not what it was when the rows were shown; ``lines`` have another fate now."""

    def __init__(self, lines: Sequence[int]) -> None:
        """Name the first rows."""
        rows = ", ".join(str(line) for line in lines[:10]) + (" …" if len(lines) > 10 else "")
        many = "Row" if len(lines) == 1 else "Rows"
        super().__init__(
            f"The fleet changed since the file was read. {many} {rows} would become something else now. "
            "Nothing is imported yet: look again."
        )
        self.lines = list(lines)


@transaction.atomic
def import_rows(*, dealership: Dealership, code: str, by: Actor, at: datetime) -> VehicleImport:
    """
    Put the rows into the fleet. A file that was imported stays as it is: a second press does nothing.

    :raises UnknownImport: there is none
    :raises FatesChanged: nothing is imported; `look_again` shows what would become of the rows now
    """
    file = lock_import(dealership=dealership, code=code)
    if file.imported_at is not None:
        return file
    rows = rows_of(dealership=dealership, file=file)
    lock_groups(dealership=dealership, keys=groups(dealership=dealership).values_list("pk", flat=True))
    hold_categories(dealership=dealership, keys=categories(dealership=dealership).values_list("pk", flat=True))
    vehicles = {car.vin: car for car in lock_vins(dealership=dealership, vins={row.vin for row in rows})}
    found = verdicts(dealership=dealership, file=file, rows=rows, at=at)
    lines = differing(rows, found)
    if lines:
        raise FatesChanged(lines)
    take_over(rows, found)

    _add(dealership, file, [row for row in rows if row.fate == Fate.ADDED], by=by, at=at)
    _change(dealership, file, [row for row in rows if row.fate == Fate.CHANGED], vehicles, by=by, at=at)
    file.imported_at, file.imported_by = at, by.name
    file.save(update_fields=["imported_at", "imported_by"])
    return file


def _add(
    dealership: Dealership, file: VehicleImport, rows: Sequence[VehicleImportRow], *, by: Actor, at: datetime
) -> None:
    if not rows:
        return
    wanted = [row.left() for row in rows]
    try:
        with transaction.atomic():
            vehicles = Vehicle.objects.bulk_create(_new(dealership, each, at) for each in wanted)
    except IntegrityError as taken:
        if "vehicle_vin_once" not in str(taken):
            raise
        raise FatesChanged([row.line for row in rows]) from taken
    write_memberships(
        dealership=dealership,
        steps=[
            Step(vehicle=car, before=_only_home(each), after=each.membership)
            for car, each in zip(vehicles, wanted, strict=True)
        ],
    )
    subjects = [car.reference for car in vehicles]
    details = {"file": file.file_name}
    record("added to the fleet", dealership=dealership, subjects=subjects, by=by, at=at, details=details)


def _new(dealership: Dealership, wanted: Standing, at: datetime) -> Vehicle:
    return Vehicle(
        dealership=dealership,
        status=wanted.status,
        home_group_id=wanted.membership.home,
        model_key=without_case_and_spaces(wanted.details.model),
        plate_key=without_case_and_spaces(wanted.details.plate),
        qr=token_urlsafe(12),
        readings_at=at,
        **asdict(wanted.details),
    )


def _only_home(wanted: Standing) -> Membership:
    return Membership(home=wanted.membership.home)


def _change(
    dealership: Dealership,
    file: VehicleImport,
    rows: Sequence[VehicleImportRow],
    vehicles: dict[str, Vehicle],
    *,
    by: Actor,
    at: datetime,
) -> None:
    before = standings(dealership=dealership, vins=[row.vin for row in rows])
    after = {row.vin: row.left() for row in rows}
    for row in rows:
        row.before = plain(before[row.vin])
    VehicleImportRow.objects.bulk_update(rows, ["before"], batch_size=AT_ONCE)
    save_standings(
        dealership=dealership, vehicles=vehicles, before=before, after=after, by=by, at=at, cause=file.file_name
    )


def save_standings(
    *,
    dealership: Dealership,
    vehicles: dict[str, Vehicle],
    before: dict[str, Standing],
    after: dict[str, Standing],
    cause: str,
    by: Actor,
    at: datetime,
) -> None:
    """Let locked vehicles stand otherwise, by VIN, and tell their history what changed, and by which file."""
    categories, written, tellings = category_names(dealership=dealership), [], []
    for vin, each in after.items():
        if not changed(before[vin].details, each.details):
            continue
        write_details(vehicles[vin], each.details, at=at)
        written.append(vehicles[vin])
        details = {"file": cause, **steps(before[vin].details, each.details, categories)}
        tellings.append(Telling(subjects=[vehicles[vin].reference], details=details))
    record_each("changed", dealership=dealership, tellings=tellings, by=by, at=at)
    Vehicle.objects.bulk_update(written, SAVED, batch_size=AT_ONCE)
    moved = [
        Step(vehicle=vehicles[vin], before=before[vin].membership, after=each.membership)
        for vin, each in after.items()
        if before[vin].membership != each.membership
    ]
    write_memberships(dealership=dealership, steps=moved)
    tell_of_moves(dealership=dealership, steps=moved, by=by, at=at)
