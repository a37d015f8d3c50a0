"""How a vehicle stands, and what differs, in the words of the dry run, the pages and the history."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from fleet.domain.details import ENERGIES, LABELS, VehicleDetails, changed
from fleet.domain.membership import Membership
from fleet.domain.names import Names
from fleet.domain.standings import Standing
from fleet.domain.statuses import VehicleStatus


def described(after: Standing, *, groups: Names, programs: Names) -> str:
    """*In preparation, home group Standard, program OneApp Rental*."""
    where = after.membership
    told = [VehicleStatus(after.status).label, f"home group {groups.said(frozenset({where.home}))}"]
    if where.groups:
        told.append(f"also in {groups.said(where.groups)}")
    if where.programs:
        told.append(f"program{'s' if len(where.programs) > 1 else ''} {programs.said(where.programs)}")
    return ", ".join(told)


def differences(before: Standing, after: Standing, *, groups: Names, programs: Names, categories: Names) -> list[str]:
    """*Location: Lot B, row 3 → Lot A, row 5*, each in the order of the form, groups and programs at the end."""
    details = steps(before.details, after.details, categories.names)
    where = moves(before.membership, after.membership, groups=groups, programs=programs)
    return [f"{name}: {step}" for name, step in {**details, **where}.items()]


def steps(before: VehicleDetails, after: VehicleDetails, categories: Mapping[int, str]) -> dict[str, str]:
    """What differs, from → to, by its label."""
    found = {}
    for name in changed(before, after):
        was, now = (said_of(name, getattr(each, name), categories) for each in (before, after))
        found[LABELS[name]] = f"{was} → {now or 'none'}" if was else now
    return found


def moves(before: Membership, after: Membership, *, groups: Names, programs: Names) -> dict[str, str]:
    """The same of groups and programs."""
    found = {}
    if before.home != after.home:
        was, now = (groups.said(frozenset({each.home})) for each in (before, after))
        found["Home group"] = f"{was} → {now}"
    for label, names, was_in, is_in in (
        ("Also in", groups, before.groups, after.groups),
        ("Programs", programs, before.programs, after.programs),
    ):
        if was_in != is_in:
            found[label] = f"{names.said(was_in) or 'none'} → {names.said(is_in) or 'none'}"
    return found


def said_of(name: str, value: Any, categories: Mapping[int, str]) -> str:
    """A detail as staff read it; an empty one is empty."""
    if value in (None, ""):
        return ""
    if name == "category_id":
        return categories.get(value, "")
    if name == "energy":
        return ENERGIES[value]
    if name == "status_after_return":
        return VehicleStatus(value).label
    if isinstance(value, date):
        return value.isoformat()
    return _number(name, value)


def _number(name: str, value: Any) -> str:
    if name == "fuel_level":
        return f"{value:.0%}"
    if name == "odometer":
        return f"{value:,}"
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


def put_together(words: Sequence[str]) -> str:
    """*Year, Make and Model*."""
    *others, last = words
    return f"{', '.join(others)} and {last}" if others else last
