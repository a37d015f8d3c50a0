"""Give back what was paid beyond the total, newest payment first (billing.md rule 14)."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from uuid import uuid4

from django.db import transaction
from djmoney.money import Money

from billing.domain import settlement
from billing.domain.payments import BRINGS_MONEY, ON_ITS_WAY, PaymentKind, PaymentState
from billing.models import Payment
from billing.queries.balances import balance
from billing.queries.money import payments
from billing.services import announcing
from billing.services.locking import lock_money
from billing.services.wanting import card_of, want
from dealerships.domain.actor import Actor
from dealerships.domain.permissions import Permission
from dealerships.models import Dealership
from dealerships.services.history import record
from kernel.money import exact_text

NOTHING = Decimal(0)


class NothingToRefund(Exception):
    """Nobody paid more than the total, or it is being given back already."""

    def __init__(self) -> None:
        super().__init__("There is nothing to refund: nothing was paid beyond the total, or it is on its way back.")


@transaction.atomic
def refund(*, dealership: Dealership, about: str, by: Actor, at: datetime) -> list[Payment]:
    """
    Give the surplus of a loan back; what was paid by hand is given back by hand, at once.

    :raises dealerships.domain.permissions.NotAllowed: *Accounting* is needed
    :raises NothingToRefund: there is no surplus that is not on its way back
    :raises billing.domain.settlement.UnableToRefund: the payments bear less
    """
    by.must(Permission.ACCOUNTING)
    lock_money(dealership=dealership, about=about)
    rows = list(payments(dealership=dealership, about=about))
    coming = (row.amount.amount for row in rows if row.kind == PaymentKind.REFUND and row.state in ON_ITS_WAY)
    surplus = balance(dealership=dealership, about=about).surplus - sum(coming, NOTHING)
    if surplus <= NOTHING:
        raise NothingToRefund
    paid = {str(row.pk): row for row in rows if row.kind in BRINGS_MONEY and row.state == PaymentState.SUCCEEDED}
    split = settlement.refunds([_borne(row, rows) for row in paid.values()], surplus)
    given_back = [_give_back(paid[part.reference], part.amount, dealership, at) for part in split]
    details = {"amount": exact_text(surplus, dealership.currency)}
    record("refund asked for", dealership=dealership, subjects=[about], by=by, at=at, details=details)
    return given_back


def _borne(payment: Payment, rows: Iterable[Payment]) -> settlement.Payment:
    refunds = [row for row in rows if row.refunds_id == payment.pk and row.state != PaymentState.FAILED]
    return settlement.Payment(
        reference=str(payment.pk),
        at=payment.settled_at or payment.wanted_at,
        amount=payment.amount.amount,
        refunded=sum((row.amount.amount for row in refunds), NOTHING),
    )


def _give_back(payment: Payment, amount: Decimal, dealership: Dealership, at: datetime) -> Payment:
    part = Money(amount, payment.currency)
    if payment.kind == PaymentKind.MANUAL:
        given_back = _by_hand(payment, part, dealership, at)
        announcing.payment_settled(given_back, dealership=dealership, at=at)
        return given_back
    return want(
        dealership=dealership,
        kind=PaymentKind.REFUND,
        about=payment.about,
        amount=part,
        card=card_of(payment),
        at=at,
        invoice=payment.invoice,
        refunds=payment,
    )


def _by_hand(payment: Payment, part: Money, dealership: Dealership, at: datetime) -> Payment:
    return Payment.objects.create(
        dealership=dealership,
        kind=PaymentKind.REFUND,
        about=payment.about,
        invoice=payment.invoice,
        refunds=payment,
        currency=payment.currency,
        amount=part,
        idempotency_key=uuid4().hex,
        method=payment.method,
        state=PaymentState.SUCCEEDED,
        wanted_at=at,
        settled_at=at,
    )
