"""Read a file of vehicles and say what would become of each row; nothing of the fleet is changed."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from dealerships.domain.actor import Actor
from dealerships.models import Dealership
from fleet.domain.importing.columns import HEADS, matched
from fleet.domain.importing.reading import sheet
from fleet.models import VehicleImport, VehicleImportRow
from fleet.services.judging_rows import judge_again, verdicts, write_fates
from kernel.keys import without_case_and_spaces

LONGEST_NAME = 120
CORRECTED = frozenset({"home_group", "groups", "programs", "category"})


class UnknownImport(Exception):
    """The dealership has no such import."""

    def __init__(self) -> None:
        super().__init__("There is no such import here.")


class ImportedAlready(Exception):
    """The rows are in the fleet; their columns can't be chosen any more."""

    def __init__(self) -> None:
        super().__init__("This file was imported already. Choose the file again to import it anew.")


@transaction.atomic
def read_file(*, dealership: Dealership, name: str, content: bytes, by: Actor, at: datetime) -> VehicleImport:
    """
    Keep the rows of a CSV file with their fates.

    :raises UnreadableFile: it is no list of vehicles; the message says what to do
    """
    read = sheet(content)
    file = VehicleImport.objects.create(
        dealership=dealership,
        file_name=name[-LONGEST_NAME:],
        head=list(read.head),
        columns=matched(read.head),
        read_at=at,
        read_by=by.name,
    )
    rows = [
        VehicleImportRow(dealership=dealership, file=file, line=line.number, cells=list(line.cells))
        for line in read.lines
    ]
    write_fates(rows, verdicts(dealership=dealership, file=file, rows=rows, at=at))
    VehicleImportRow.objects.bulk_create(rows)
    return file


@transaction.atomic
def choose_columns(*, dealership: Dealership, code: str, places: Mapping[str, int], at: datetime) -> VehicleImport:
    """
    Read other columns of the file; ``places`` maps a field to the place of its column, those left out are not read.

    :raises UnknownImport: there is none
    :raises ImportedAlready: it is too late
    """
    file = lock_unimported(dealership=dealership, code=code)
    file.columns = {field: place for field, place in places.items() if field in HEADS and 0 <= place < len(file.head)}
    file.save(update_fields=["columns"])
    judge_again(dealership=dealership, file=file, at=at)
    return file


@transaction.atomic
def correct_name(
    *, dealership: Dealership, code: str, field: str, written: str, meant: str, at: datetime
) -> VehicleImport:
    """
    Take a misspelt name of a group, program or category for the one that is meant, in every row.

    :raises UnknownImport: there is none
    :raises ImportedAlready: it is too late
    """
    file = lock_unimported(dealership=dealership, code=code)
    if field in CORRECTED:
        names = {**file.corrections.get(field, {}), without_case_and_spaces(written): meant}
        file.corrections = {**file.corrections, field: names}
        file.save(update_fields=["corrections"])
        judge_again(dealership=dealership, file=file, at=at)
    return file


@transaction.atomic
def look_again(*, dealership: Dealership, code: str, at: datetime) -> list[int]:
    """
    Judge the rows by the fleet as it stands now; the lines whose fate changed.

    :raises UnknownImport: there is none
    :raises ImportedAlready: it is too late
    """
    file = lock_unimported(dealership=dealership, code=code)
    return judge_again(dealership=dealership, file=file, at=at)


def lock_unimported(*, dealership: Dealership, code: str) -> VehicleImport:
    """
    The file, locked.

    :raises UnknownImport: there is none
    :raises ImportedAlready: its rows are in the fleet
    """
    file = lock_import(dealership=dealership, code=code)
    if file.imported_at is not None:
        raise ImportedAlready
    return file


def lock_import(*, dealership: Dealership, code: str) -> VehicleImport:
    """
    The file, locked before any group or vehicle: a second press waits for the first.

    :raises UnknownImport: there is none
    """
    file = VehicleImport.objects.select_for_update().filter(dealership=dealership, code=code).first()
    if file is None:
        raise UnknownImport
    return file
