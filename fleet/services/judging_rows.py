"""Work out what becomes of each row of a file, and write it down; the fleet is only read."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from dealerships.models import Dealership
from fleet.domain.importing.cells import said
from fleet.domain.importing.fates import Fate
from fleet.domain.importing.judging import Verdict, judged
from fleet.domain.standings import plain
from fleet.models import VehicleImport, VehicleImportRow
from fleet.queries.naming import known

AT_ONCE = 500
WRITTEN = ("vin", "label", "fate", "why", "offer", "after")


def verdicts(
    *, dealership: Dealership, file: VehicleImport, rows: Iterable[VehicleImportRow], at: datetime
) -> list[Verdict]:
    """The fate of each row, in their order, as the fleet stands now."""
    read = [(row.line, said(row.cells, file.columns)) for row in rows]
    vins = {str(each.values["vin"]) for _, each in read if "vin" in each.values}
    fleet = known(
        dealership=dealership,
        vins=vins,
        this_year=dealership.local(at).year,
        corrections=file.corrections,
    )
    found, seen = [], dict[str, int]()
    for line, each in read:
        verdict = judged(each, fleet, seen=seen)
        found.append(verdict)
        if verdict.fate != Fate.REFUSED:
            seen[verdict.vin] = line
    return found


def write_fates(rows: Sequence[VehicleImportRow], found: Sequence[Verdict]) -> None:
    """Put the verdicts on their rows; they are not saved yet."""
    for row, verdict in zip(rows, found, strict=True):
        row.vin, row.label = verdict.vin, verdict.label
        row.fate, row.why = verdict.fate, verdict.why
        row.offer = list(verdict.offer or ())
        row.after = None if verdict.after is None else plain(verdict.after)


def differing(rows: Sequence[VehicleImportRow], found: Sequence[Verdict]) -> list[int]:
    """The lines whose fate is not what was shown."""
    return [
        row.line for row, verdict in zip(rows, found, strict=True) if (row.fate, row.why) != (verdict.fate, verdict.why)
    ]


def take_over(rows: Sequence[VehicleImportRow], found: Sequence[Verdict]) -> None:
    """Of rows with the fate that was shown: keep how each will stand now, with all that the file leaves as it is."""
    before = [row.after for row in rows]
    write_fates(rows, found)
    others = [row for row, was in zip(rows, before, strict=True) if row.after != was]
    VehicleImportRow.objects.bulk_update(others, ["after"], batch_size=AT_ONCE)


def judge_again(*, dealership: Dealership, file: VehicleImport, at: datetime) -> list[int]:
    """Judge every row of a locked file anew and keep the fates; the lines whose fate is another now."""
    rows = rows_of(dealership=dealership, file=file)
    found = verdicts(dealership=dealership, file=file, rows=rows, at=at)
    changed = differing(rows, found)
    write_fates(rows, found)
    VehicleImportRow.objects.bulk_update(rows, WRITTEN, batch_size=AT_ONCE)
    return changed


def rows_of(*, dealership: Dealership, file: VehicleImport) -> list[VehicleImportRow]:
    """The rows of a file, from the top."""
    return list(VehicleImportRow.objects.filter(dealership=dealership, file=file).order_by("line"))
