"""Holds: want one, put another in its place, let it go (billing.md rule 13)."""

from datetime import datetime

from django.db import transaction
from djmoney.money import Money

from billing.domain.payments import (
    ASK_TO_RELEASE,
    COMING,
    FAIL,
    RELEASE,
    SMALLEST_CHARGE,
    HoldState,
    PaymentKind,
    PaymentState,
)
from billing.domain.processor import ChargeableCard
from billing.models import Hold, Payment
from billing.queries.money import hold_of, holds, payments
from billing.services import announcing
from billing.services.locking import lock_money
from billing.services.wanting import card_of, effect_key, want
from dealerships.domain.actor import Actor
from dealerships.models import Dealership
from dealerships.services.effects import withdraw
from dealerships.services.history import record
from kernel.lifecycle import IllegalMove
from kernel.money import in_words

NOT_WANTED = "Not wanted any more."
RELEASABLE = COMING | {HoldState.HELD, HoldState.CAPTURING}


class HoldStands(Exception):
    """Another hold of this loan is held, or on its way; the message says which."""

    def __init__(self, hold: Hold) -> None:
        amount = in_words(hold.wanted.amount, hold.currency)
        standing = "held" if hold.state == HoldState.HELD else "being authorised"
        super().__init__(f"{amount} on {hold.card_label} is {standing} already. Release it first, or adjust it.")


class CardOfAnotherAccount(Exception):
    """The card is kept for another company: the money of different companies never mixes."""

    def __init__(self) -> None:
        super().__init__("This card was added for another payment account. Ask the guest to add it again.")


@transaction.atomic
def want_hold(
    *,
    dealership: Dealership,
    about: str,
    card: ChargeableCard,
    amount: Money,
    working: str,
    by: Actor,
    at: datetime,
) -> Hold:
    """
    Ask for a hold on a card; asked twice for the same, it is one. Less than the processor takes verifies the card.

    :raises HoldStands: another amount, or another card, is held or on its way for this loan
    :raises CardOfAnotherAccount: the card is not kept in the dealership's own account
    """
    _refuse_foreign(dealership, card)
    lock_money(dealership=dealership, about=about)
    standing = hold_of(dealership=dealership, about=about)
    if standing is None:
        return _ask(dealership, about, card, amount, working, by, at)
    if (standing.payment_method, standing.wanted) != (card.payment_method, holdable(amount)):
        raise HoldStands(standing)
    return standing


@transaction.atomic
def replace_hold(
    *,
    dealership: Dealership,
    hold: Hold,
    card: ChargeableCard,
    amount: Money,
    working: str,
    by: Actor,
    at: datetime,
) -> Hold:
    """
    Renew a hold, or adjust it to a longer or shorter loan: the new one is authorised first, the old one let go after.

    :raises IllegalMove: the hold is not held
    :raises HoldStands: another one is on its way to take its place
    :raises CardOfAnotherAccount: the card is not kept in the dealership's own account
    """
    _refuse_foreign(dealership, card)
    lock_money(dealership=dealership, about=hold.about)
    hold.refresh_from_db()
    if hold.state != HoldState.HELD:
        raise IllegalMove(f"This hold is {hold.state}; there is nothing to replace.")
    coming = holds(dealership=dealership, about=hold.about).filter(state=HoldState.REPLACING).first()
    if coming is not None:
        raise HoldStands(coming)
    return _ask(dealership, hold.about, card, amount, working, by, at, replaces=hold)


@transaction.atomic
def release_hold(*, dealership: Dealership, hold: Hold, by: Actor, at: datetime) -> Hold:
    """
    Let a hold go, and what is on its way to replace it. One that has ended already stays as it ended.

    :raises IllegalMove: it is being captured
    """
    lock_money(dealership=dealership, about=hold.about)
    hold.refresh_from_db()
    coming = holds(dealership=dealership, about=hold.about).filter(state=HoldState.REPLACING)
    for each in [*coming.exclude(pk=hold.pk), hold]:
        if each.state in RELEASABLE:
            let_go(each, dealership=dealership, at=at)
    details = {"amount": str(hold.wanted), "card": hold.card_label}
    record("hold release asked for", dealership=dealership, subjects=[hold.about], by=by, at=at, details=details)
    return hold


def let_go(hold: Hold, *, dealership: Dealership, at: datetime) -> None:
    """
    Ask the processor to let a hold go; the money of the loan is locked already. What was never sent is taken back,
    what nobody has answered yet is let go when it is known, and a verified card has nothing to let go.

    :raises IllegalMove: it is being captured
    """
    hold.state = ASK_TO_RELEASE.from_(hold.state)
    if hold.held_at and hold.wanted.amount:
        card = card_of(hold)
        want(
            dealership=dealership,
            kind=PaymentKind.RELEASE,
            about=hold.about,
            amount=hold.wanted,
            card=card,
            at=at,
            hold=hold,
        )
    elif hold.held_at or _taken_back(hold, dealership, at):
        hold.state, hold.ended_at = RELEASE.from_(hold.state), at
        announcing.hold_released(hold, dealership=dealership, at=at)
    hold.save(update_fields=["state", "ended_at"])


def holdable(amount: Money) -> Money:
    """The amount, or nothing where it is less than the processor takes."""
    return amount if amount.amount >= SMALLEST_CHARGE else Money(0, amount.currency)


def _refuse_foreign(dealership: Dealership, card: ChargeableCard) -> None:
    if card.account != dealership.processor_account:
        raise CardOfAnotherAccount


def _ask(
    dealership: Dealership,
    about: str,
    card: ChargeableCard,
    amount: Money,
    working: str,
    by: Actor,
    at: datetime,
    *,
    replaces: Hold | None = None,
) -> Hold:
    hold = Hold.objects.create(
        dealership=dealership,
        about=about,
        account=card.account,
        processor_customer=card.processor_customer,
        payment_method=card.payment_method,
        card_label=card.label,
        currency=str(amount.currency),
        wanted=holdable(amount),
        working=working,
        state=HoldState.REPLACING if replaces else HoldState.WANTED,
        replaces=replaces,
        wanted_at=at,
    )
    want(
        dealership=dealership,
        kind=PaymentKind.AUTHORISE,
        about=about,
        amount=hold.wanted,
        card=card,
        at=at,
        hold=hold,
    )
    details = {"amount": str(hold.wanted), "card": card.label}
    record("hold asked for", dealership=dealership, subjects=[about], by=by, at=at, details=details)
    return hold


def _taken_back(hold: Hold, dealership: Dealership, at: datetime) -> bool:
    unsent = payments(dealership=dealership, about=hold.about).filter(
        hold=hold, kind=PaymentKind.AUTHORISE, state=PaymentState.WANTED
    )
    payment = unsent.first()
    if payment is not None:
        _take_back(payment, dealership, at)
    return payment is not None


def _take_back(payment: Payment, dealership: Dealership, at: datetime) -> None:
    payment.state, payment.reason, payment.settled_at = FAIL.from_(payment.state), NOT_WANTED, at
    payment.save(update_fields=["state", "reason", "settled_at"])
    withdraw(dealership=dealership, key=effect_key(payment))
