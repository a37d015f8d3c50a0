"""
Small children of a row, read in the row's own statement.

A loan has a dozen kinds of them, a handful of rows each; a prefetch would ask once for every kind. They come as an
array of JSON beside the row, and `.all()` of their relation finds them without asking. Only plain columns fold:
nothing sealed.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from typing import Any, TypeVar

from django.contrib.postgres.fields import ArrayField
from django.db.models import F, Func, Model, QuerySet, TextField

Row = TypeVar("Row", bound=Model)
SEPARATOR = "__"


@dataclass(frozen=True, kw_only=True)
class Fold:
    """
    The relation ``children`` of what ``path`` leads to, or of the row itself; those that ``unless`` ended are left out.
    ``through`` names the key by which further rows of the parent's table count as the parent (a guest's duplicates).
    """

    path: str = ""
    children: str
    unless: str = ""
    through: str = ""

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
    vars(parent).setdefault("_prefetched_objects_cache", {})[relation] = Remembered(parent, relation, children)


class Remembered:
    """
    What `.all()` of a relation answers: the children as they were read. Asked for anything else, it is the relation's
    own query, which knows whose children they are; to build that for each of a dozen relations took longer than to
    read them.
    """

    __slots__ = ("_children", "_parent", "_relation")

    def __init__(self, parent: Model, relation: str, children: Sequence[Model]) -> None:
        self._parent, self._relation, self._children = parent, relation, children

    def __len__(self) -> int:
        return len(self._children)

    def __getitem__(self, place: Any) -> Any:
        return self._children[place]

    def __iter__(self) -> Iterator[Model]:
        return iter(self._children)

    def count(self) -> int:
        """How many."""
        return len(self._children)

    def exists(self) -> bool:
        """Whether there are any."""
        return bool(self._children)

    def __getattr__(self, name: str) -> Any:
        known = vars(self._parent)["_prefetched_objects_cache"]
        del known[self._relation]
        try:
            return getattr(getattr(self._parent, self._relation).all(), name)
        finally:
            known[self._relation] = self


def _step(found: Any, step: str) -> Any:
    return getattr(found, step, None)


def _column(model: type[Model], fold: Fold) -> Func:
    """
    The array. It is said in SQL: for the ORM to put a subquery together for each kind took longer than the database
    takes to answer them all.
    """
    parent = reduce(_related, fold.steps, model)
    relation: Any = parent._meta.get_field(fold.children)
    child, key = relation.related_model._meta.db_table, relation.remote_field.column
    whose = _those_of(parent, fold) if fold.through else "= (%(expressions)s)"
    living = f" AND child.{fold.unless} IS NULL" if fold.unless else ""
    return Func(
        F("dealership"),
        F(f"{fold.path}{SEPARATOR}pk" if fold.path else "pk"),
        template=(
            # Table and columns are our own models'; nothing that anybody typed comes here.
            f'ARRAY(SELECT to_jsonb(child)::text FROM "{child}" AS child '  # noqa: S608
            f"WHERE (child.dealership_id, child.{key}) {whose}{living} ORDER BY child.id)"
        ),
        output_field=ArrayField(TextField()),
    )


def _those_of(parent: type[Model], fold: Fold) -> str:
    """The parent and the rows that point at it."""
    return (
        f'IN (SELECT one.dealership_id, one.id FROM "{parent._meta.db_table}" AS one '  # noqa: S608 - our own table
        f"WHERE (one.dealership_id, one.id) = (%(expressions)s) "
        f"OR (one.dealership_id, one.{fold.through}) = (%(expressions)s))"
    )


def _child(model: type[Model], text: str) -> Model:
    values, columns = json.loads(text, parse_float=Decimal), model._meta.concrete_fields
    return model.from_db("default", [c.attname for c in columns], [c.to_python(values[c.column]) for c in columns])


def _children(model: type[Model], fold: Fold) -> type[Model]:
    return _related(model, fold.children)


def _related(model: type[Model], step: str) -> type[Model]:
    relation: Any = model._meta.get_field(step)
    related: type[Model] = relation.related_model
    return related
