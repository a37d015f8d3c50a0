"""The walls of tenancy as constraints of the model, so that migrations build them and a test can read them."""

from typing import Any, cast

from django.conf import settings
from django.db import models
from django.db.models.constraints import BaseConstraint

# Django's own signatures allow for None, which the schema editor never passes.
Table = Any
Editor = Any


class Statement(BaseConstraint):
    """Plain statements run after the tables exist: a composite key can't name a table made later."""

    def statements(self, model: type[models.Model]) -> list[str]:
        """What builds it."""
        raise NotImplementedError

    def undoing(self, model: type[models.Model]) -> list[str]:
        """What takes it away again."""
        raise NotImplementedError

    def validate(self, *args: Any, **kwargs: Any) -> None:
        """The database alone judges."""

    def constraint_sql(self, model: Table, schema_editor: Editor) -> str:
        """Nothing inside CREATE TABLE: everything is deferred."""
        schema_editor.deferred_sql.extend(self.statements(model))
        return ""

    def create_sql(self, model: Table, schema_editor: Editor) -> str:
        """Deferred as well: within one migration the row pointed at may get its unique key later than the pointer."""
        schema_editor.deferred_sql.extend(self.statements(model))
        return ""

    def remove_sql(self, model: Table, schema_editor: Editor) -> str:  # noqa: ARG002 - Django's signature
        """For an existing table."""
        return ";\n".join(self.undoing(model))

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self.deconstruct() == other.deconstruct()

    def __hash__(self) -> int:
        return hash((type(self), self.name))


class SameOwner(Statement):
    """A composite foreign key, (owner, field) → (owner, id): no row can point next door, even by raw SQL."""

    def __init__(self, *, field: str, name: str, owner: str = "dealership") -> None:
        self.field = field
        self.owner = owner
        super().__init__(name=name)

    def deconstruct(self) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
        path, args, kwargs = super().deconstruct()
        return path, tuple(args), {**kwargs, "field": self.field, "owner": self.owner}

    def statements(self, model: type[models.Model]) -> list[str]:
        field = cast("models.ForeignKey[Any, Any]", model._meta.get_field(self.field))
        owner = f"{self.owner}_id"
        there = field.remote_field.model._meta.db_table
        added = f'ALTER TABLE "{model._meta.db_table}" ADD CONSTRAINT "{self.name}"'
        key = f'FOREIGN KEY ("{owner}", "{field.column}") REFERENCES "{there}" ("{owner}", "id")'
        return [f"{added} {key} DEFERRABLE INITIALLY IMMEDIATE"]

    def undoing(self, model: type[models.Model]) -> list[str]:
        return [f'ALTER TABLE "{model._meta.db_table}" DROP CONSTRAINT "{self.name}"']


class Walled(Statement):
    """Row-level security, enabled and forced: without a scope the table is empty and refuses inserts."""

    def __init__(self, *, name: str, by: str = "dealership") -> None:
        self.by = by
        super().__init__(name=name)

    def deconstruct(self) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
        path, args, kwargs = super().deconstruct()
        return path, tuple(args), {**kwargs, "by": self.by}

    def statements(self, model: type[models.Model]) -> list[str]:
        table = model._meta.db_table
        # After a commit the setting is '', not NULL; an OR or a subselect here would cost the index.
        mine = f"\"{self.by}_id\" = nullif(current_setting('app.{self.by}', true), '')::bigint"
        return [
            f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY',
            f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY',
            f'CREATE POLICY "{self.name}" ON "{table}" USING ({mine}) WITH CHECK ({mine})',
        ]

    def undoing(self, model: type[models.Model]) -> list[str]:
        table = model._meta.db_table
        return [
            f'DROP POLICY "{self.name}" ON "{table}"',
            f'ALTER TABLE "{table}" NO FORCE ROW LEVEL SECURITY',
            f'ALTER TABLE "{table}" DISABLE ROW LEVEL SECURITY',
        ]


class AppendOnly(Statement):
    """A ledger or a history: the application may add and read, never change or delete."""

    def statements(self, model: type[models.Model]) -> list[str]:
        role = settings.DATABASES["default"]["USER"]
        return [f'REVOKE UPDATE, DELETE ON "{model._meta.db_table}" FROM "{role}"']

    def undoing(self, model: type[models.Model]) -> list[str]:
        role = settings.DATABASES["default"]["USER"]
        return [f'GRANT UPDATE, DELETE ON "{model._meta.db_table}" TO "{role}"']
