"""
Save cost recovery settings, section by section.

Each section locks the row of the settings, compares what is stored with what was shown, writes, and tells the history
what was changed, from what, to what. ``subject`` is the public reference of what the settings belong to (``group/7Q4M``,
``program/K7F3``), ``name`` what people call it; ``shown`` is the fingerprint that the section's form carries. Programs
and vehicle groups save theirs by the same functions.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import partial
from typing import Any

from django.db import models, transaction
from djmoney.money import Money

from billing.domain.sections import (
    Fees,
    custom_fees_in_words,
    fees_in_words,
    hold_in_words,
    taxes_in_words,
)
from billing.domain.terms import CustomFee as AgreedFee
from billing.domain.terms import HoldTerms
from billing.domain.terms import Tax as AgreedTax
from billing.models import CostRecovery, CustomFee, Tax
from billing.models.sections import AMOUNTS, PLAIN, custom_fees_of, fees_of, hold_of, taxes_of
from dealerships.domain.actor import Actor
from dealerships.domain.permissions import Permission
from dealerships.models import Dealership
from dealerships.services.history import record
from dealerships.versions import changed_by
from kernel.changes import Change, Words, as_details, changes, refuse_overtaken


@dataclass(frozen=True, kw_only=True)
class Saving:
    """Who saves which settings when, and from which state of them."""

    dealership: Dealership
    settings_id: int
    subject: str
    name: str
    shown: str
    by: Actor
    at: datetime


@transaction.atomic
def save_fees(fees: Fees, *, saving: Saving) -> tuple[Change, ...]:
    """
    :raises NotAllowed: only an admin may
    :raises Overtaken: somebody else changed the section since it was shown
    """
    recovery = lock_recovery(saving)
    before = fees_in_words(fees_of(recovery), recovery.currency)
    refuse_overtaken(before, shown=saving.shown)
    for name in AMOUNTS:
        setattr(recovery, name, amount(getattr(fees, name), recovery.currency))
    for name in (*PLAIN, "fuel_allowance_basis", "billing_day"):
        setattr(recovery, name, getattr(fees, name))
    with changed_by(saving.by, at=saving.at):
        recovery.save()
    return tell("fees", before, fees_in_words(fees, recovery.currency), saving=saving)


@transaction.atomic
def save_custom_fees(fees: Sequence[AgreedFee], *, saving: Saving) -> tuple[Change, ...]:
    """
    :raises NotAllowed: only an admin may
    :raises Overtaken: somebody else changed the section since it was shown
    """
    recovery = lock_recovery(saving)
    stored = {row.kind: row for row in CustomFee.objects.filter(dealership=saving.dealership, settings=recovery)}
    before = custom_fees_in_words(custom_fees_of(stored.values()), recovery.currency)
    refuse_overtaken(before, shown=saving.shown)
    wanted = {
        fee.kind.value: {
            "position": place,
            "frequency": fee.frequency.value,
            "currency": recovery.currency,
            "amount": Money(fee.amount, recovery.currency),
            "taxable": fee.taxable,
        }
        for place, fee in enumerate(fees, start=1)
    }
    with changed_by(saving.by, at=saving.at):
        put_in_place(stored, wanted, partial(CustomFee, dealership=saving.dealership, settings=recovery))
    return tell("custom fees", before, custom_fees_in_words(fees, recovery.currency), saving=saving)


@transaction.atomic
def save_taxes(taxes: Sequence[AgreedTax], *, saving: Saving) -> tuple[Change, ...]:
    """
    :raises NotAllowed: only an admin may
    :raises Overtaken: somebody else changed the section since it was shown
    """
    recovery = lock_recovery(saving)
    stored = {row.kind: row for row in Tax.objects.filter(dealership=saving.dealership, settings=recovery)}
    before = taxes_in_words(taxes_of(stored.values()))
    refuse_overtaken(before, shown=saving.shown)
    wanted = {tax.kind.value: {"position": place, "percent": tax.percent} for place, tax in enumerate(taxes, start=1)}
    with changed_by(saving.by, at=saving.at):
        put_in_place(stored, wanted, partial(Tax, dealership=saving.dealership, settings=recovery))
    return tell("taxes", before, taxes_in_words(taxes), saving=saving)


@transaction.atomic
def save_hold(hold: HoldTerms, *, saving: Saving) -> tuple[Change, ...]:
    """
    :raises NotAllowed: only an admin may
    :raises Overtaken: somebody else changed the section since it was shown
    """
    recovery = lock_recovery(saving)
    before = hold_in_words(hold_of(recovery), recovery.currency)
    refuse_overtaken(before, shown=saving.shown)
    recovery.hold_kind, recovery.deposit = hold.kind.value, amount(hold.deposit, recovery.currency)
    with changed_by(saving.by, at=saving.at):
        recovery.save(update_fields=["hold_kind", "deposit"])
    return tell("credit card hold", before, hold_in_words(hold, recovery.currency), saving=saving)


def lock_recovery(saving: Saving) -> CostRecovery:
    """The settings, until the end of the transaction; two who save are one after the other."""
    saving.by.must(Permission.ADMIN)
    rows = CostRecovery.objects.select_for_update().filter(dealership=saving.dealership)
    return rows.get(pk=saving.settings_id)


def amount(number: Decimal | None, currency: str) -> Money | None:
    """An amount as a column holds it."""
    return None if number is None else Money(number, currency)


def put_in_place(stored: dict[str, Any], wanted: dict[str, dict[str, Any]], new: Any) -> None:
    """Make the rows of a section those that are wanted, by their kind; a row that stays the same is not touched."""
    for kind, row in stored.items():
        if kind not in wanted:
            row.delete()
    for kind, columns in wanted.items():
        row = stored.get(kind) or new(kind=kind)
        if row.pk is None or any(getattr(row, name) != value for name, value in columns.items()):
            write(row, columns)


def write(row: models.Model, columns: dict[str, Any]) -> None:
    """Set columns and save."""
    for name, value in columns.items():
        setattr(row, name, value)
    row.save()


def tell(section: str, before: Words, after: Words, *, saving: Saving) -> tuple[Change, ...]:
    """Write down what was changed; saving what was there already is no event."""
    changed = changes(before, after)
    if changed:
        record(
            f"changed the {section}",
            dealership=saving.dealership,
            subjects=[saving.subject, "settings"],
            by=saving.by,
            at=saving.at,
            details={"of": saving.name, **as_details(changed)},
        )
    return changed
