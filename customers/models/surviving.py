"""A survivor can't have a survivor: held by the database, so that no two merges at once can build a chain."""

from typing import Any

from django.db import models

from dealerships.constraints import Statement


class OneLevel(Statement):
    """
    A key of three columns: whoever points at a survivor points at *this profile, while it stands by itself*.

    Both extra columns are computed by the database. A profile that others were merged into can't stop standing by
    itself while they point at it, and a merged one can't be pointed at.
    """

    def __init__(self, *, field: str, name: str) -> None:
        self.field = field
        super().__init__(name=name)

    def deconstruct(self) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
        path, args, kwargs = super().deconstruct()
        return path, tuple(args), {**kwargs, "field": self.field}

    def statements(self, model: type[models.Model]) -> list[str]:
        table, key, stands = model._meta.db_table, f"{self.field}_id", f"{self.field}_stands"
        yes = f'CASE WHEN "{key}" IS NULL THEN NULL ELSE true END'
        points = f'FOREIGN KEY (dealership_id, "{key}", "{stands}") REFERENCES "{table}" (dealership_id, id, stands)'
        return [
            f'ALTER TABLE "{table}" ADD COLUMN "stands" boolean GENERATED ALWAYS AS ("{key}" IS NULL) STORED',
            f'ALTER TABLE "{table}" ADD COLUMN "{stands}" boolean GENERATED ALWAYS AS ({yes}) STORED',
            f'ALTER TABLE "{table}" ADD CONSTRAINT "{self.name}_key" UNIQUE (dealership_id, id, stands)',
            f'ALTER TABLE "{table}" ADD CONSTRAINT "{self.name}" {points}',
        ]

    def undoing(self, model: type[models.Model]) -> list[str]:
        table = model._meta.db_table
        return [
            f'ALTER TABLE "{table}" DROP CONSTRAINT "{self.name}"',
            f'ALTER TABLE "{table}" DROP COLUMN "{self.field}_stands"',
            f'ALTER TABLE "{table}" DROP COLUMN "stands"',
        ]
