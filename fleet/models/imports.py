"""Files of vehicles: what each row says and becomes, and how the vehicle stood before, so that it can be undone."""

from django.db import models

from dealerships.owners import Owned, OwnedKey, walls
from fleet.domain.importing.fates import CHOICES
from fleet.domain.standings import Standing, standing_from
from programs.domain.codes import public_code


class VehicleImport(Owned):
    """
    A file that was read. ``columns`` maps each field to the place of its column; ``corrections`` maps, per field, a
    name that the file has to the one that is meant. Nothing is changed before ``imported_at``.
    """

    code = models.CharField(max_length=12, default=public_code)
    file_name = models.CharField(max_length=120)
    head = models.JSONField(default=list)
    columns = models.JSONField(default=dict)
    corrections = models.JSONField(default=dict)
    read_at = models.DateTimeField()
    read_by = models.CharField(max_length=120)
    imported_at = models.DateTimeField(null=True)
    imported_by = models.CharField(max_length=120, blank=True)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            *walls("vehicle_import"),
            models.UniqueConstraint(fields=["dealership", "code"], name="vehicle_import_code_once"),
        ]

    def __str__(self) -> str:
        return self.file_name


class VehicleImportRow(Owned):
    """
    A row of the file by its line, and what becomes of it. ``before`` and ``after`` say how the vehicle stood around
    the import; ``kept_because`` is why undoing left it as it is.
    """

    file = OwnedKey(VehicleImport, on_delete=models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField()
    cells = models.JSONField(default=list)
    vin = models.CharField(max_length=40, blank=True)
    label = models.CharField(max_length=140, blank=True)
    fate = models.CharField(max_length=10, choices=CHOICES)
    why = models.TextField(blank=True)
    offer = models.JSONField(default=list)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    kept_because = models.TextField(blank=True)

    class Meta:
        constraints = [
            *walls("vehicle_import_row", "file"),
            models.UniqueConstraint(fields=["dealership", "file", "line"], name="vehicle_import_row_once"),
        ]

    def __str__(self) -> str:
        return f"Row {self.line}"

    def offered(self) -> dict[str, str] | None:
        """The name that is probably meant, as ``correct_name`` takes it; only of rows that it would mend."""
        return dict(zip(("field", "written", "meant"), self.offer, strict=True)) if self.offer else None

    def stood(self) -> Standing:
        """How the vehicle stood before the import; only of rows that changed one."""
        return standing_from(self.before or {})

    def left(self) -> Standing:
        """How the import leaves the vehicle; only of rows that are added or changed."""
        return standing_from(self.after or {})
