"""The page of a file of vehicles: how many rows become what, and which column says what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dealerships.models import Dealership
from fleet.domain.importing.columns import COLUMNS, SHOWN_FIRST, left_aside
from fleet.domain.importing.fates import TO_DO, Fate
from fleet.queries.imports import import_rows, rows_by_fate

if TYPE_CHECKING:
    from fleet.models import VehicleImport, VehicleImportRow


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """A column of the file to choose from."""

    number: int
    head: str
    here: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """A field, and the column that says it."""

    field: str
    label: str
    places: Sequence[Place]


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportPage:
    """What the page says around the rows."""

    counts: Mapping[str, int]
    first: Sequence[Asked]
    others: Sequence[Asked]
    matched: int
    left_aside: str
    kept: "Sequence[VehicleImportRow]"

    @property
    def to_do(self) -> int:
        """How many rows the button imports."""
        return sum(self.counts[fate] for fate in TO_DO)

    @property
    def button(self) -> str:
        """*Import 20 rows*."""
        return "Import 1 row" if self.to_do == 1 else f"Import {self.to_do} rows"

    @property
    def added(self) -> str:
        """*17 vehicles*."""
        return _vehicles(self.counts[Fate.ADDED])

    @property
    def refused(self) -> str:
        """*3 refused rows are*."""
        count = self.counts[Fate.REFUSED]
        return "1 refused row is" if count == 1 else f"{count} refused rows are"


def import_page(*, dealership: Dealership, file: "VehicleImport") -> ImportPage:
    """Two statements, however many rows."""
    by_fate = rows_by_fate(dealership=dealership, file=file)
    asked = [_asked(file, column.field, column.head) for column in COLUMNS]
    others = [each for each in asked if each.field not in SHOWN_FIRST]
    kept = import_rows(dealership=dealership, file=file).exclude(kept_because="")
    return ImportPage(
        counts={"all": sum(by_fate.values()), **by_fate},
        first=[each for each in asked if each.field in SHOWN_FIRST],
        others=others,
        matched=sum(each.field in file.columns for each in others),
        left_aside=", ".join(left_aside(file.head, file.columns)),
        kept=list(kept) if file.undone_at else [],
    )


def _asked(file: "VehicleImport", field: str, label: str) -> Asked:
    here = file.columns.get(field)
    places = [
        Place(number=number, head=head or f"Column {number + 1}", here=number == here)
        for number, head in enumerate(file.head)
    ]
    return Asked(field=field, label=label, places=places)


def _vehicles(count: int) -> str:
    return "1 vehicle" if count == 1 else f"{count} vehicles"
