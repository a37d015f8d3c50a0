"""
What the app said of a guest, per field: the newest wins, whatever order messages arrive in.

A field that the profile took from the app follows the app; one that staff or the guest wrote stays theirs, and what
the app says is kept beside it.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from dealerships.models import Dealership
from dealerships.prepared import at_once, prepared, told
from dealerships.vault import seal
from integrations.lexus_app.models import PartnerProfile

if TYPE_CHECKING:
    from customers.models import Customer


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class Moment:
    """When something was said: by the partner's clock, and of two at one instant by the version."""

    told_at: str
    version: int


@dataclass(slots=True)
class Memory:
    """The fields that the app spoke of, by name."""

    fields: dict[str, dict[str, Any]] = field(default_factory=dict)

    def is_news(self, name: str, moment: Moment) -> bool:
        """Whether nothing newer was said of the field."""
        known = self.fields.get(name)
        return known is None or Moment(told_at=known["told_at"], version=known["version"]) < moment

    def owns(self, name: str, current: Any) -> bool:
        """Whether the profile's value is what it took from the app."""
        known = self.fields.get(name)
        return known is not None and known["taken"] and known["value"] == current

    def said(self, name: str, value: Any) -> bool:
        """Whether this very value was said last."""
        return name in self.fields and self.fields[name]["value"] == value

    def was_left(self, name: str) -> bool:
        """Whether the profile did not take what was said last."""
        known = self.fields.get(name)
        return known is not None and not known["taken"]

    def take(self, name: str) -> None:
        """The profile took it after all: from now on the field follows."""
        if name in self.fields:
            self.fields[name]["taken"] = True

    def keep(self, name: str, value: Any, moment: Moment, *, taken: bool) -> None:
        """Write down what was said last, and whether the profile took it."""
        self.fields[name] = {"value": value, "told_at": moment.told_at, "version": moment.version, "taken": taken}


@contextmanager
def memory_of(*, dealership: Dealership, customer: "Customer") -> Iterator[Memory]:
    """The memory of a guest, locked, and written back at the end."""
    row = kept.only(dealership=dealership, customer=customer) or begun(dealership, customer)
    memory = Memory(json.loads(row.told))
    yield memory
    said = json.dumps(memory.fields)
    if said != row.told:
        at_once(KEEP, {"dealership": dealership, "customer": customer, "told": seal(said)})


# The ORM needs to build it anew for every message.
KEEP = f"""
    UPDATE "{PartnerProfile._meta.db_table}" SET told = %(told)s
    WHERE dealership_id = %(dealership)s AND customer_id = %(customer)s
"""  # noqa: S608 - the name is our own table's


@prepared
def kept() -> "QuerySet[PartnerProfile]":
    """What was said of a guest, locked."""
    rows = PartnerProfile.objects.filter(dealership=told("dealership"), customer=told("customer"))
    return rows.select_for_update()


def begun(dealership: Dealership, customer: "Customer") -> PartnerProfile:
    """Nothing yet, written down and locked; somebody else may have begun at the same moment."""
    row = PartnerProfile(dealership=dealership, customer=customer)
    PartnerProfile.objects.bulk_create([row], ignore_conflicts=True)
    [written] = kept(dealership=dealership, customer=customer)
    return written
