"""
Reads whose shape is always the same: put into SQL once per process, planned once per connection, and told with every
run what they are about.

To build and compile a query over twenty tables takes Django longer than PostgreSQL takes to answer it, and to plan it
takes PostgreSQL longer than to carry it out. What is kept is the shape alone, never a row: whose rows, and which ones,
is told anew each time, and the scope is the transaction's, as ever.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.backends.utils import CursorWrapper
from django.db.models import BooleanField, Count, Expression, F, Func, Model, QuerySet, Value
from django.db.models.query import FlatValuesListIterable, ModelIterable, ValuesListIterable, get_related_populators
from psycopg import ClientCursor, Cursor

Row = TypeVar("Row")
Raw = Sequence[Any]
PLACES = re.compile("%s|%%")
PART = " LIMIT %s OFFSET %s"


class Told(Expression):
    """A place in a shape for a value that each run tells by name."""

    def __init__(self, name: str, template: str = "%s") -> None:
        super().__init__()
        self.name, self.template = name, template

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:  # noqa: ARG002 - Django's signature
        """Itself stands among the parameters, to be found again."""
        return self.template, [self]


def told(name: str) -> Any:
    """One value: ``filter(dealership=told("dealership"))``."""
    return Told(name)


def one_of(column: str, name: str, kind: str) -> Func:
    """A condition: the column is one of several, of a type of PostgreSQL's: ``filter(one_of("code", "codes", "text"))``."""
    return Func(
        F(column),
        Told(name, f"(%s::{kind}[])"),
        template="%(expressions)s",
        arg_joiner=" = ANY",
        output_field=BooleanField(),
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Shape(Generic[Row]):
    """A read as SQL, the names of what it is told in the order of their places, and how rows are made of its answer."""

    sql: str
    names: tuple[str, ...]
    made: Callable[[Iterable[Raw]], list[Row]]


class Prepared(Generic[Row]):
    """A read of one shape; call it with what the shape leaves open."""

    def __init__(self, rows: Callable[[], "QuerySet[Any, Row]"]) -> None:
        self._rows = rows
        self.__doc__ = rows.__doc__

    def __call__(self, **values: Any) -> list[Row]:
        """The rows; ``values`` are what `told` and `one_of` name, a row stands for its key."""
        shape = self.shape
        return shape.made(_answer(shape.sql, [_bound(values[name]) for name in shape.names]))

    def part(self, first: int, most: int, **values: Any) -> list[Row]:
        """At most so many of them, from a place on."""
        shape = self.shape
        told_now = [*(_bound(values[name]) for name in shape.names), str(most), str(first)]
        return shape.made(_answer(shape.sql + PART, told_now))

    def asked(self, **values: Any) -> "Asked[Row]":
        """The rows, to be counted and read part by part."""
        return Asked(self, values)

    def count(self, **values: Any) -> int:
        """How many there are."""
        counting = self._counting
        [how_many] = counting.made(_answer(counting.sql, [_bound(values[name]) for name in counting.names]))
        return how_many

    def only(self, **values: Any) -> Row | None:
        """The one row, or None."""
        return next(iter(self(**values)), None)

    @cached_property
    def shape(self) -> Shape[Row]:
        """Itself as SQL, compiled once."""
        return _compiled(self._rows())

    @cached_property
    def _counting(self) -> Shape[int]:
        rows = self._rows().order_by().values(one=Value(1)).annotate(how_many=Count("pk"))
        return _compiled(rows.values_list("how_many", flat=True))


@dataclass(frozen=True, slots=True)
class Asked(Generic[Row]):
    """The rows of a read for whoever cuts it into pages."""

    read: Prepared[Row]
    values: Mapping[str, Any]

    def count(self) -> int:
        """How many there are."""
        return self.read.count(**self.values)

    def __getitem__(self, part: slice) -> list[Row]:
        first = part.start or 0
        return self.read.part(first, part.stop - first, **self.values)


def at_once(sql: str, values: Mapping[str, Any]) -> list[Raw]:
    """
    The rows of a statement that is written by hand, if it returns any: planned once per connection like every other
    here. ``values`` stand at ``%(name)s``; a row stands for its key.
    """
    return _answer(sql, {name: _bound(value) for name, value in values.items()})


def prepared(rows: Callable[[], "QuerySet[Any, Row]"]) -> Prepared[Row]:
    """Make a function that says a shape into the read itself."""
    return Prepared(rows)


def _compiled(rows: "QuerySet[Any, Row]") -> Shape[Row]:
    compiler = rows.query.get_compiler(using=DEFAULT_DB_ALIAS)
    text, params = compiler.as_sql()
    names, left = [], iter(params)

    def place(found: re.Match[str]) -> str:
        if found[0] == "%%":
            return "%%"
        value = next(left)
        if isinstance(value, Told):
            names.append(value.name)
            return "%s"
        return _written(value)

    sql = PLACES.sub(place, text)
    return Shape(sql=sql, names=tuple(names), made=_maker(rows, compiler))


def _written(value: Any) -> str:
    """What never changes stands in the SQL, so that the plan can use an index that is only for it."""
    connection.ensure_connection()
    return ClientCursor(connection.connection).mogrify("%s", [value]).replace("%", "%%")


def _bound(value: Any) -> Any:
    """A number's type would follow its size, and each would be a statement of its own to the server; so would a key."""
    if isinstance(value, Model):
        return str(value.pk)
    if isinstance(value, Collection) and not isinstance(value, str):
        return [_bound(each) for each in value]
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _answer(sql: str, values: list[Any] | dict[str, Any]) -> list[Raw]:
    """Bound by the server, which plans it once; a log of statements wants to read the values, and gets them."""
    with connection.cursor() if connection.queries_logged else _bound_by_the_server() as cursor:
        cursor.execute(sql, values)
        answered = cursor.pgresult  # whether it has columns; ``description`` would describe each of them
        rows: list[Raw] = cursor.fetchall() if answered and answered.nfields else []
        return rows


def _bound_by_the_server() -> CursorWrapper:
    """Wrapped by Django, which makes the library's errors its own."""
    connection.ensure_connection()
    return connection.make_cursor(Cursor(connection.connection))  # type: ignore[arg-type]  # the stubs name the wrapper


def _maker(rows: "QuerySet[Any, Row]", compiler: Any) -> Callable[[Iterable[Raw]], list[Any]]:
    """How rows are made: as Django makes them, with what it would look up for every run looked up once."""
    converted = _converter(compiler)
    kind = rows._iterable_class  # noqa: SLF001 - Django has no open way to ask what a query yields
    if kind is ModelIterable:
        instances = _instances(compiler)
        return lambda raw: [instances(row) for row in converted(raw)]
    if kind is FlatValuesListIterable:
        return lambda raw: [row[0] for row in converted(raw)]
    if kind is ValuesListIterable:
        return lambda raw: [tuple(row) for row in converted(raw)]
    raise TypeError(f"{kind.__name__} is not prepared")


def _converter(compiler: Any) -> Callable[[Iterable[Raw]], Iterator[Raw]]:
    columns = [column for column, *_ in compiler.select[: compiler.col_count]]
    converters: Mapping[int, Any] = compiler.get_converters(columns)
    return lambda raw: compiler.apply_converters(raw, converters) if converters else iter(raw)


def _instances(compiler: Any) -> Callable[[Raw], Any]:
    select, info, beside = compiler.select, compiler.klass_info, compiler.annotation_col_map or {}
    model, (first, *_, last) = info["model"], info["select_fields"]
    names = [column.target.attname for column, *_ in select[first : last + 1]]
    related = get_related_populators(info, select, DEFAULT_DB_ALIAS)  # type: ignore[call-arg]  # the stubs are of another version

    def instance(row: Raw) -> Any:
        made = model.from_db(DEFAULT_DB_ALIAS, names, row[first : last + 1])
        for each in related:
            each.populate(row, made)
        for name, place in beside.items():
            setattr(made, name, row[place])
        return made

    return instance
