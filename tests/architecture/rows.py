"""One row of any table, whatever stands in it: its columns by their kind, its keys by a row of the other table."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

from dealerships.models import Dealership
from dealerships.owners import OwnedByGroup

MORNING, NOON = datetime(2026, 3, 9, 9, tzinfo=UTC), datetime(2026, 3, 9, 12, tzinfo=UTC)
KINDS: dict[type[models.Field[Any, Any]], Callable[[], Any]] = {
    models.BooleanField: lambda: True,
    models.DateTimeField: lambda: MORNING,
    models.DateField: lambda: date(2026, 3, 9),
    models.DecimalField: lambda: Decimal(1),
    models.IntegerField: lambda: 1,
    models.BinaryField: lambda: b"1",
    models.JSONField: dict,
    ArrayField: list,
    models.CharField: lambda: "1",
    models.TextField: lambda: "1",
}
# What a constraint asks beyond that: an end after its start, and a loan for a group or a program.
PARTICULAR: dict[str, dict[str, Any]] = {
    "fleet_commitment": {"ends_at": NOON},
    "reservations_reservation": {"dropoff_at": NOON},
}
# Two rows of one table that must not be the same one: what the second is called.
ANOTHER = {("customers_apart", "other"): {"code": "2"}}
ALTHOUGH_EMPTY_IS_FINE = {("reservations_reservation", "group")}


def one_row(model: type[models.Model], *, dealership: Dealership) -> models.Model:
    """The table's first row under this owner, made if there is none; call it inside `as_dealership`."""
    return model._base_manager.first() or made(model, dealership=dealership)


def made(model: type[models.Model], *, dealership: Dealership, **said: str) -> models.Model:
    """A row with what its columns need, and with what is said."""
    owner = {"dealer_group": dealership.dealer_group} if issubclass(model, OwnedByGroup) else {"dealership": dealership}
    known = owner | PARTICULAR.get(model._meta.db_table, {}) | said
    fields = [field for field in model._meta.concrete_fields if field.name not in known and needed(field)]
    return model._base_manager.create(**known, **{field.name: value(field, dealership) for field in fields})


def needed(field: "models.Field[Any, Any]") -> bool:
    """Whether a row can't be without it."""
    if (field.model._meta.db_table, field.name) in ALTHOUGH_EMPTY_IS_FINE:
        return True
    return not (field.primary_key or field.null or field.has_default())


def value(field: "models.Field[Any, Any]", dealership: Dealership) -> Any:
    """Something of the column's kind."""
    another = ANOTHER.get((field.model._meta.db_table, field.name))
    if field.related_model and another:
        return made(field.related_model, dealership=dealership, **another)
    if field.related_model:
        return one_row(field.related_model, dealership=dealership)
    if field.choices:
        return field.choices[0][0]
    return next(make for kind, make in KINDS.items() if isinstance(field, kind))()
