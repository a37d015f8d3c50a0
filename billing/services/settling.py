"""Settle a bill: capture what the hold bears, release the rest, charge the difference (billing.md rule 14)."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Q
from djmoney.money import Money

from billing.domain import settlement
from billing.domain.payments import ASK_TO_CAPTURE, SMALLEST_CHARGE, HoldState, PaymentKind
from billing.domain.processor import ChargeableCard
from billing.domain.settlement import Settlement
from billing.models import Hold, Invoice
from billing.queries.balances import owed
from billing.queries.money import hold_of, holds, worth
from billing.services.holding import let_go
from billing.services.locking import lock_money
from billing.services.wanting import card_of, want
from dealerships.domain.actor import Actor
from dealerships.models import Dealership
from dealerships.services.history import record
from kernel.money import in_words

NOTHING = Decimal(0)


class NothingToCollect(Exception):
    """All is paid, on its way, or too little to be charged; the message says which."""


@transaction.atomic
def settle(
    *,
    dealership: Dealership,
    invoice: Invoice,
    hold: Hold | None,
    card: ChargeableCard | None,
    by: Actor,
    at: datetime,
) -> Settlement:
    """
    Ask for what a loan still owes, and answer how it was split; asked twice, it is asked for once.

    The difference above the hold goes to the given card, else to the card of the hold. What is below the processor's
    smallest charge stays as the unsettled balance.
    """
    split = settle_due(dealership=dealership, invoice=invoice, hold=hold, card=card, at=at)
    subjects = [invoice.about]
    record("settled", dealership=dealership, subjects=subjects, by=by, at=at, details=_told(split, invoice))
    return split


@transaction.atomic
def collect(
    *, dealership: Dealership, invoice: Invoice, card: ChargeableCard | None, by: Actor, at: datetime
) -> Settlement:
    """
    Collect the unsettled balance, from a hold that was kept for later first, then from the card.

    :raises NothingToCollect: all is paid or on its way, or too little is left to be charged
    """
    hold = hold_of(dealership=dealership, about=invoice.about)
    split = settle_due(dealership=dealership, invoice=invoice, hold=hold, card=card, at=at)
    if not split.capture and not split.charge:
        raise NothingToCollect(_why_not(split.unsettled, invoice.currency))
    record("collected", dealership=dealership, subjects=[invoice.about], by=by, at=at, details=_told(split, invoice))
    return split


def settle_due(
    *, dealership: Dealership, invoice: Invoice, hold: Hold | None, card: ChargeableCard | None, at: datetime
) -> Settlement:
    """Ask for what is due and neither paid nor on its way yet."""
    lock_money(dealership=dealership, about=invoice.about)
    hold = _read_again(hold, dealership=dealership, about=invoice.about, at=at)
    due = owed(dealership=dealership, about=invoice.about)
    split = _split(due, worth(hold, at))
    if hold is not None and hold.state == HoldState.HELD:
        _capture_or_release(hold, split, dealership=dealership, invoice=invoice, at=at)
    card = card or (card_of(hold) if hold else None)
    if card is None:
        return replace(split, charge=NOTHING, unsettled=split.unsettled + split.charge)
    if split.charge:
        _charge(split.charge, dealership=dealership, invoice=invoice, card=card, at=at)
    return split


def _read_again(hold: Hold | None, *, dealership: Dealership, about: str, at: datetime) -> Hold | None:
    """The hold as it is now; one on its way to replace it is not needed any more."""
    concerned = Q(state=HoldState.REPLACING) | Q(pk=hold.pk if hold else None)
    rows = {row.pk: row for row in holds(dealership=dealership, about=about).filter(concerned)}
    for row in rows.values():
        if row.state == HoldState.REPLACING:
            let_go(row, dealership=dealership, at=at)
    return rows[hold.pk] if hold else None


def _split(due: Decimal, held: Decimal) -> Settlement:
    """Rule 14, where a capture too small to be made leaves the hold to be released."""
    if NOTHING < due < SMALLEST_CHARGE:
        return Settlement(capture=NOTHING, release=held, charge=NOTHING, unsettled=due)
    return settlement.settle(due=due, hold=held, smallest_charge=SMALLEST_CHARGE)


def _capture_or_release(
    hold: Hold, split: Settlement, *, dealership: Dealership, invoice: Invoice, at: datetime
) -> None:
    """A capture lets the rest of its hold go by itself."""
    if not split.capture:
        let_go(hold, dealership=dealership, at=at)
        return
    hold.state = ASK_TO_CAPTURE.from_(hold.state)
    hold.save(update_fields=["state"])
    want(
        dealership=dealership,
        kind=PaymentKind.CAPTURE,
        about=hold.about,
        amount=Money(split.capture, hold.currency),
        card=card_of(hold),
        at=at,
        hold=hold,
        invoice=invoice,
    )


def _charge(amount: Decimal, *, dealership: Dealership, invoice: Invoice, card: ChargeableCard, at: datetime) -> None:
    want(
        dealership=dealership,
        kind=PaymentKind.CHARGE,
        about=invoice.about,
        amount=Money(amount, invoice.currency),
        card=card,
        at=at,
        invoice=invoice,
    )


def _told(split: Settlement, invoice: Invoice) -> dict[str, str]:
    parts = {
        "capture": split.capture,
        "release": split.release,
        "charge": split.charge,
        "unsettled": split.unsettled,
    }
    return {name: in_words(amount, invoice.currency) for name, amount in parts.items() if amount}


def _why_not(unsettled: Decimal, currency: str) -> str:
    if not unsettled:
        return "There is nothing to collect: all is paid, or on its way."
    return f"{in_words(unsettled, currency)} is too little to charge, or there is no card. Take it by hand."
