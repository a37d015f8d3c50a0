"""Before the first byte is sent: mark the payment, so that a crash leaves it known as possibly done."""

from datetime import datetime

from django.db import transaction

from billing.domain.payments import (
    LOSE_SIGHT,
    NOT_ANSWERED,
    ON_ITS_WAY,
    SEND,
    PaymentKind,
    may_be_sent,
)
from billing.domain.processor import Request
from billing.models import Payment
from billing.services.locking import lock_money
from dealerships.models import Dealership


@transaction.atomic
def send(*, dealership: Dealership, payment_id: int, at: datetime) -> Request | None:
    """
    Mark a payment as sent and return what to ask the processor for, or None when its outcome is known.

    One that was sent before is of unknown outcome: whoever carries it out asks first.
    """
    payment = Payment.objects.get(dealership=dealership, pk=payment_id)
    lock_money(dealership=dealership, about=payment.about)
    payment.refresh_from_db()
    if payment.state not in ON_ITS_WAY:
        return None
    sent_before = payment.state in NOT_ANSWERED
    payment.state = (LOSE_SIGHT if sent_before else SEND).from_(payment.state)
    payment.first_sent_at = payment.first_sent_at or at
    payment.save(update_fields=["state", "first_sent_at"])
    return _request(payment, sent_before=sent_before, at=at)


def _request(payment: Payment, *, sent_before: bool, at: datetime) -> Request:
    sent_at = payment.first_sent_at or at
    return Request(
        kind=PaymentKind(payment.kind),
        account=payment.account,
        key=payment.idempotency_key,
        customer=payment.processor_customer,
        payment_method=payment.payment_method,
        amount=payment.amount.amount,
        currency=payment.currency,
        about=payment.about,
        first_sent_at=sent_at,
        reference=_reference(payment),
        guest_present=payment.hold is not None and payment.hold.replaces_id is None,
        sent_before=sent_before,
        may_be_sent=may_be_sent(sent_at, at),
    )


def _reference(payment: Payment) -> str:
    """The processor's name of what this payment is about to change."""
    changed = payment.refunds or payment.hold or payment
    return str(changed.processor_reference)
