"""
Versions of settings: every state that a row ever had, written by triggers of the database, only ever added to.

The triggers catch what passes by the services (``update()``, ``bulk_create``, raw SQL). Who did it stands in the
version itself, put there by ``changed_by``: a table of contexts would belong to nobody, and be read by everybody.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any, TypeVar

import pghistory
import pghistory.models
from django.apps import apps
from django.db import connection, models

from dealerships.constraints import AppendOnly, Walled
from dealerships.domain.actor import Actor
from dealerships.owners import Owned

Row = TypeVar("Row", bound=type[Owned])
UNSIGNED = "SELECT set_config('pghistory.context_id', '', true), set_config('pghistory.context_metadata', '', true)"
TRACKERS = (pghistory.InsertEvent, pghistory.UpdateEvent, pghistory.DeleteEvent)


class Version(pghistory.models.Event, Owned):
    """A row as it stood from ``pgh_created_at`` on; labelled *insert*, *update* or *delete*."""

    pgh_id = models.BigAutoField(primary_key=True)

    class Meta:
        abstract = True


Versions = models.QuerySet[Version]


@dataclass(frozen=True, kw_only=True)
class Author:
    """Who made a change, from where, in which press of a button; nobody where it passed by the services."""

    name: str = ""
    origin: str = ""
    change: str = ""


@dataclass(frozen=True, kw_only=True)
class Moment:
    """Rows as they stood right after one change: who made it, when, and every version that was in force then."""

    at: datetime
    author: Author
    in_force: Mapping[tuple[str, int], Version]

    def rows(self, model: type[Owned]) -> list[Any]:
        """The rows of a table that there were."""
        return [row for (name, _), row in self.in_force.items() if name == model.__name__]


def versioned(name: str) -> Callable[[Row], Row]:
    """
    Keep every version of a table's rows; ``name`` starts the names of the constraints.

    Keys are kept as plain numbers: a version outlives the row it points at.
    """

    def keep(model: Row) -> Row:
        track = pghistory.track(
            *(tracker() for tracker in TRACKERS),
            base_model=Version,
            model_name=f"{model.__name__}Version",
            exclude=["dealership"],
            attrs=_plain_keys(model),
            meta=_meta(name),
            obj_field=None,
            context_field=pghistory.ContextJSONField(),
            context_id_field=pghistory.ContextUUIDField(),
            append_only=True,
        )
        tracked: Row = track(model)
        return tracked

    return keep


def versions(model: type[Owned], *, dealership: models.Model, **whose: Any) -> Versions:
    """Every version of a table's rows, oldest first; ``whose`` narrows them by the columns of the row."""
    found: type[Version] = apps.get_model(model._meta.app_label, f"{model.__name__}Version")
    rows: Any = found._base_manager
    of_them: Versions = rows.filter(dealership=dealership, **whose).order_by("pgh_id")
    return of_them


@contextmanager
def changed_by(by: Actor, *, at: datetime) -> Iterator[None]:
    """Sign every version that is written inside the block; the transaction may go on afterwards, unsigned."""
    with pghistory.context(by=by.name, origin=by.origin, at=at.isoformat()):
        yield
    with connection.cursor() as cursor:
        cursor.execute(UNSIGNED)


def author(version: Version) -> Author:
    """Who made a version."""
    said: dict[str, Any] = version.pgh_context or {}  # type: ignore[attr-defined]
    change = version.pgh_context_id  # type: ignore[attr-defined]
    return Author(name=said.get("by", ""), origin=said.get("origin", ""), change=str(change or ""))


def moments(asked: Sequence[Versions]) -> list[Moment]:
    """
    Every state that the rows of these versions were in together, oldest first.

    What one press of a button wrote is one change; so is whatever was written in a row without any author.
    """
    written = sorted((each for versions in asked for each in versions), key=lambda each: each.pgh_created_at)
    found: list[Moment] = []
    in_force: dict[tuple[str, int], Version] = {}
    for who, together in groupby(written, key=author):
        wrote = list(together)
        for version in wrote:
            _take_effect(version, in_force)
        found.append(Moment(at=wrote[-1].pgh_created_at, author=who, in_force=dict(in_force)))
    return found


def _take_effect(version: Version, in_force: dict[tuple[str, int], Version]) -> None:
    key = (type(version).pgh_tracked_model.__name__, version.id)  # type: ignore[attr-defined]
    if version.pgh_label == "delete":
        in_force.pop(key, None)
    else:
        in_force[key] = version


def _plain_keys(model: type[Owned]) -> dict[str, Any]:
    keys = [field for field in model._meta.local_fields if field.is_relation and field.name != "dealership"]
    return {field.name: models.BigIntegerField(null=field.null, db_column=field.column) for field in keys}


def _meta(name: str) -> dict[str, Any]:
    return {
        "constraints": [
            Walled(name=f"{name}_version_walled"),
            AppendOnly(name=f"{name}_version_append_only"),
        ],
        "indexes": [models.Index(fields=["dealership", "id"], name=f"{name}_version_of")],
    }
