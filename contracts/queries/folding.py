"""
Small children of a row, read in the row's own statement.

A loan has a dozen kinds of them, a handful of rows each; a prefetch would ask once for every kind. They come as an
array of JSON beside the row, and `.all()` of their relation finds them without asking. Only plain columns fold:
nothing sealed. Amounts travel as text, because JSON knows no decimals.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from typing import Any, TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import DecimalField, F, Model, OuterRef, QuerySet, TextField
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, JSONObject

Row = TypeVar("Row", bound=Model)
SEPARATOR = "__"


@dataclass(frozen=True, kw_only=True)
class Fold:
    """The relation ``children`` of whatever ``path`` leads to (nothing: the row itself), of which only some count."""

    path: str = ""
    children: str
    only: Mapping[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What the column is called."""
        return f"folded_{self.path.replace(SEPARATOR, '_')}_{self.children}"

    @property
    def steps(self) -> Sequence[str]:
        """The path, step by step."""
        return self.path.split(SEPARATOR) if self.path else ()


def folded(rows: QuerySet[Row], folds: Iterable[Fold]) -> QuerySet[Row]:
    """The rows, each with its children beside it."""
    with_children: QuerySet[Row] = rows.annotate(**{each.name: _column(rows.model, each) for each in folds})
    return with_children


def unfold(row: Row, folds: Iterable[Fold]) -> Row:
    """Put the children of a row where its relations look for them."""
    for each in folds:
        parent = reduce(_step, each.steps, row)
        if isinstance(parent, Model):
            model = _children(type(parent), each)
            remember(parent, each.children, [_child(model, text) for text in getattr(row, each.name)])
    return row


def remember(parent: Model, relation: str, children: Sequence[Model]) -> None:
    """Let a relation have been read already: that is where Django's own prefetch leaves what it has read."""
    rows = getattr(parent, relation).all()
    rows._result_cache = list(children)  # noqa: SLF001 - Django has no open way to hand over what was read
    rows._prefetch_done = True  # noqa: SLF001 - the same
    vars(parent).setdefault("_prefetched_objects_cache", {})[relation] = rows


def _step(found: Any, step: str) -> Any:
    return getattr(found, step, None)


def _column(model: type[Model], fold: Fold) -> ArraySubquery:
    parent = reduce(_related, fold.steps, model)
    relation: Any = parent._meta.get_field(fold.children)
    key = relation.remote_field.name
    outer = OuterRef(f"{fold.path}{SEPARATOR}pk" if fold.path else "pk")
    mine = {"dealership": OuterRef("dealership"), key: outer, **fold.only}
    children = _related(parent, fold.children)
    return ArraySubquery(QuerySet(children).filter(**mine).order_by("pk").values(row=_columns(children)))


def _columns(model: type[Model]) -> JSONObject:
    return JSONObject(**{each.attname: _exact(each) for each in model._meta.concrete_fields})


def _exact(column: Any) -> Combinable:
    return Cast(column.attname, TextField()) if isinstance(column, DecimalField) else F(column.attname)


def _child(model: type[Model], said: Any) -> Model:
    values = json.loads(said) if isinstance(said, str) else said
    columns = model._meta.concrete_fields
    return model.from_db("default", [c.attname for c in columns], [c.to_python(values[c.attname]) for c in columns])


def _children(model: type[Model], fold: Fold) -> type[Model]:
    return _related(model, fold.children)


def _related(model: type[Model], step: str) -> type[Model]:
    relation: Any = model._meta.get_field(step)
    related: type[Model] = relation.related_model
    return related
