"""Make many tables at one go, so that a migration works out the shape of all models once, not after each table."""

from collections.abc import Sequence
from typing import Any

from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

Editor = Any
"""Django's schema editor, as ``dealerships.constraints`` sees it."""


class Tables(Operation):
    """
    The first tables of an app, and what stands on them.

    Django's own way renders every model that is related to a new one again, for each table: with a hundred tables that
    all belong to a dealership it takes ten seconds. No operation here asks for the models as they were between two others.
    """

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.operations = operations

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        return type(self).__name__, [self.operations], {}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        state.__dict__.pop("apps", None)  # rendered anew, and once, when somebody asks
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(
        self, app_label: str, schema_editor: Editor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: Editor,
        from_state: ProjectState,
        to_state: ProjectState,  # noqa: ARG002 - Django's signature
    ) -> None:
        full = from_state  # a trigger is dropped from a table that is still there; ``to_state`` knows none
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, schema_editor, full, full)

    def describe(self) -> str:
        return f"Make tables at one go, in {len(self.operations)} steps"
