"""
Save the settings of a store, section by section; what was changed, from what, to what, is an event of its history.

The row belongs to no dealership, being one itself, so it has no versions: how it stood before is read back from the
events, which say both sides of every change.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from dealerships.domain.actor import Actor
from dealerships.domain.permissions import Permission
from dealerships.domain.store import About, Hours, Ways, line_of
from dealerships.models import Dealership
from dealerships.queries import STORE, store_words
from dealerships.services.history import record
from kernel.changes import Change, as_details, changes, refuse_overtaken

CODE_ONCE = "dealer_code"


class DealerCodeTaken(Exception):
    """A dealer code leads to one store."""

    def __init__(self) -> None:
        super().__init__("Another store has this dealer code. Compare it with the letter of the manufacturer.")


def save_about(about: About, *, dealership: Dealership, shown: str, by: Actor, at: datetime) -> tuple[Change, ...]:
    """
    :raises NotAllowed: only an admin may
    :raises Overtaken: somebody else changed the section since it was shown
    :raises DealerCodeTaken: another store has it
    """
    columns = {name: getattr(about, name) for name in About.__dataclass_fields__}
    return _save("about", columns, dealership=dealership, shown=shown, by=by, at=at)


def save_hours(hours: Hours, *, dealership: Dealership, shown: str, by: Actor, at: datetime) -> tuple[Change, ...]:
    """
    :raises NotAllowed: only an admin may
    :raises Overtaken: somebody else changed the section since it was shown
    """
    columns = {
        "opening_hours": [line_of(each) for each in hours.week],
        "closed_dates": [day.isoformat() for day in hours.closed_dates],
        "turnaround_minutes": hours.turnaround_minutes,
    }
    return _save("hours", columns, dealership=dealership, shown=shown, by=by, at=at)


def save_ways(ways: Ways, *, dealership: Dealership, shown: str, by: Actor, at: datetime) -> tuple[Change, ...]:
    """
    :raises NotAllowed: only an admin may
    :raises Overtaken: somebody else changed the section since it was shown
    """
    columns = {name: getattr(ways, name) for name in Ways.__dataclass_fields__}
    return _save("ways", columns, dealership=dealership, shown=shown, by=by, at=at)


@transaction.atomic
def _save(
    section: str, columns: Mapping[str, Any], *, dealership: Dealership, shown: str, by: Actor, at: datetime
) -> tuple[Change, ...]:
    by.must(Permission.ADMIN)
    store = Dealership.objects.select_for_update(no_key=True).get(pk=dealership.pk)
    before = store_words(store)[section]
    refuse_overtaken(before, shown=shown)
    for name, value in columns.items():
        setattr(store, name, value)
    _write(store, columns)
    changed = changes(before, store_words(store)[section])
    if changed:
        details = {"of": store.name, **as_details(changed)}
        subjects = [STORE, "settings"]
        record("changed the dealership", dealership=store, subjects=subjects, by=by, at=at, details=details)
    return changed


def _write(store: Dealership, columns: Mapping[str, Any]) -> None:
    """
    :raises DealerCodeTaken: another store has it
    """
    try:
        with transaction.atomic():
            store.save(update_fields=list(columns))
    except IntegrityError as refused:
        if CODE_ONCE not in str(refused):
            raise
        raise DealerCodeTaken from refused
