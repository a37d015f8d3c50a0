"""
Versions of settings: every state that a row ever had, written by triggers of the database, only ever added to.

The triggers catch what passes by the services (``update()``, ``bulk_create``, raw SQL). Who did it stands in the
version itself, put there by ``changed_by``: a table of contexts would belong to nobody, and be read by everybody.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

import pghistory
import pghistory.models
from django.apps import apps
from django.db import models

from dealerships.constraints import AppendOnly, Walled
from dealerships.domain.actor import Actor
from dealerships.owners import Owned

Row = TypeVar("Row", bound=type[Owned])
TRACKERS = (pghistory.InsertEvent, pghistory.UpdateEvent, pghistory.DeleteEvent)


class Version(pghistory.models.Event, Owned):
    """A row as it stood from ``pgh_created_at`` on; labelled *insert*, *update* or *delete*."""

    pgh_id = models.BigAutoField(primary_key=True)

    class Meta:
        abstract = True


@dataclass(frozen=True, kw_only=True)
class Author:
    """Who made a change, from where, in which press of a button; nobody where it passed by the services."""

    name: str = ""
    origin: str = ""
    change: str = ""


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


def versions(model: type[Owned]) -> models.QuerySet[Version]:
    """Every version of a table's rows, oldest first; the caller says whose."""
    found: type[Version] = apps.get_model(model._meta.app_label, f"{model.__name__}Version")
    return found._base_manager.order_by("pgh_id")


@contextmanager
def changed_by(by: Actor, *, at: datetime) -> Iterator[None]:
    """Sign every version that is written inside the block."""
    with pghistory.context(by=by.name, origin=by.origin, at=at.isoformat()):
        yield


def author(version: Version) -> Author:
    """Who made a version."""
    said: dict[str, Any] = version.pgh_context or {}  # type: ignore[attr-defined]
    change = version.pgh_context_id  # type: ignore[attr-defined]
    return Author(name=said.get("by", ""), origin=said.get("origin", ""), change=str(change or ""))


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
