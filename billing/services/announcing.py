"""Tell what became of money: a fact for whoever asked, and a line in the history of the loan."""

from datetime import datetime

from billing.domain.facts import (
    HoldAuthorised,
    HoldDeclined,
    HoldLapsed,
    HoldReleased,
    PaymentFailed,
    PaymentSettled,
)
from billing.models import Hold, Payment
from dealerships.domain.actor import SYSTEM, Actor
from dealerships.models import Dealership
from dealerships.services.effects import publish
from dealerships.services.history import record
from kernel.money import exact_text

VERBS = {"capture": "captured", "charge": "charged", "refund": "refunded", "manual": "paid by hand"}


def hold_authorised(hold: Hold, *, dealership: Dealership, at: datetime) -> None:
    """The card is good for it."""
    fact = HoldAuthorised(
        about=hold.about,
        hold=hold.pk,
        amount=exact_text(hold.wanted.amount, hold.currency),
        currency=hold.currency,
        renewed=hold.replaces_id is not None,
    )
    publish(fact, dealership=dealership, at=at, about=hold.about)
    verb = "hold authorised" if hold.wanted.amount else "card verified"
    _record(verb, hold, dealership, at, amount=str(hold.wanted), card=hold.card_label)


def hold_declined(hold: Hold, *, dealership: Dealership, at: datetime) -> None:
    """Nothing is held."""
    fact = HoldDeclined(about=hold.about, hold=hold.pk, reason=hold.reason, renewed=hold.replaces_id is not None)
    publish(fact, dealership=dealership, at=at, about=hold.about)
    _record("hold declined", hold, dealership, at, card=hold.card_label, reason=hold.reason)


def hold_released(hold: Hold, *, dealership: Dealership, at: datetime) -> None:
    """The guest has the amount back."""
    publish(HoldReleased(about=hold.about, hold=hold.pk), dealership=dealership, at=at, about=hold.about)
    _record("hold released", hold, dealership, at, amount=str(hold.wanted), card=hold.card_label)


def hold_lapsed(hold: Hold, *, dealership: Dealership, at: datetime) -> None:
    """The bank let it go."""
    publish(HoldLapsed(about=hold.about, hold=hold.pk), dealership=dealership, at=at, about=hold.about)
    _record("hold lapsed", hold, dealership, at, amount=str(hold.wanted), card=hold.card_label)


def payment_settled(payment: Payment, *, dealership: Dealership, at: datetime, by: Actor = SYSTEM) -> None:
    """Money moved, by the processor or from hand to hand."""
    fact = PaymentSettled(
        about=payment.about,
        payment=payment.pk,
        kind=payment.kind,
        amount=exact_text(payment.amount.amount, payment.currency),
        currency=payment.currency,
    )
    publish(fact, dealership=dealership, at=at, about=payment.about)
    details = {"amount": str(payment.amount), "method": payment.method}
    verb = VERBS[payment.kind]
    record(verb, dealership=dealership, subjects=[payment.about], by=by, at=at, details=details)


def payment_failed(payment: Payment, *, dealership: Dealership, at: datetime) -> None:
    """Money that should have moved did not."""
    fact = PaymentFailed(about=payment.about, payment=payment.pk, kind=payment.kind, reason=payment.reason)
    publish(fact, dealership=dealership, at=at, about=payment.about)
    _record(f"{payment.kind} failed", payment, dealership, at, amount=str(payment.amount), reason=payment.reason)


def _record(verb: str, row: Hold | Payment, dealership: Dealership, at: datetime, **details: str) -> None:
    record(verb, dealership=dealership, subjects=[row.about], by=SYSTEM, at=at, details=details)
