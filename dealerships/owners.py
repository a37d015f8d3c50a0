"""Whose row is it: the abstract owners from which every table of a dealership or dealer group derives."""

from typing import Any

from django.db import models
from django.db.models.constraints import BaseConstraint

from dealerships.constraints import SameOwner, Walled


class OwnedKey(models.ForeignKey[Any, Any]):
    """A foreign key between two rows of one owner; the database holds it as a composite key (``SameOwner``)."""

    def __init__(self, to: Any, **kwargs: Any) -> None:
        kwargs.setdefault("on_delete", models.PROTECT)
        kwargs.setdefault("related_name", "+")
        kwargs["db_constraint"] = False
        super().__init__(to, **kwargs)


class OwnedOneToOne(models.OneToOneField[Any, Any]):
    """The same for a one-to-one."""

    def __init__(self, to: Any, **kwargs: Any) -> None:
        kwargs.setdefault("on_delete", models.PROTECT)
        kwargs["db_constraint"] = False
        super().__init__(to, **kwargs)


class Owned(models.Model):
    """A row that belongs to one dealership."""

    dealership = models.ForeignKey("dealerships.Dealership", on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        abstract = True


class OwnedByGroup(models.Model):
    """A row that the stores of one dealer group share."""

    dealer_group = models.ForeignKey(
        "dealerships.DealerGroup", on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        abstract = True


def walls(name: str, *keys: str, owner: str = "dealership") -> list[BaseConstraint]:
    """
    Both walls of a table: its rows are unique under their owner, invisible to others, and point only at rows of it.

    ``name`` starts the names of the constraints; ``keys`` are the fields that point at rows of the same owner.
    """
    return [
        models.UniqueConstraint(fields=[owner, "id"], name=f"{name}_under_owner"),
        Walled(name=f"{name}_walled", by=owner),
        *(SameOwner(field=key, name=f"{name}_{key}_same_owner", owner=owner) for key in keys),
    ]
