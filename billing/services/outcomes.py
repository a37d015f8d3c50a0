"""
Write down how something stands at the processor.

A reply, a signed webhook and a look-up all come here, in any order and any number of times: what is known already is
left alone, and everything moves forward only.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from djmoney.money import Money

from billing.domain.payments import FAIL, ON_ITS_WAY, SUCCEED, WANT_AGAIN, PaymentKind, next_key, tries
from billing.domain.processor import Answer, Standing
from billing.models import Hold, Payment
from billing.services import announcing, hold_outcomes
from billing.services.locking import lock_money
from billing.services.wanting import carry_out
from dealerships.models import Dealership

KEYS_AT_MOST = 6
PAUSE = timedelta(seconds=10)
FAULTY = "The card processor has a fault that does not end. Nothing was taken; ask for it again later."
CANCELLED = "This was cancelled at the card processor."


@transaction.atomic
def apply(*, dealership: Dealership, answer: Answer, at: datetime) -> None:
    """Write down an answer; one about nothing of ours is nobody's."""
    payment = _payment(dealership, answer)
    hold = payment.hold if payment else _hold(dealership, answer)
    source = payment or hold
    if source is None:
        return
    lock_money(dealership=dealership, about=source.about)
    _read_again(payment, hold)
    if hold is not None and answer.standing in hold_outcomes.MEANINGS:
        hold_outcomes.MEANINGS[answer.standing](hold, answer, dealership, at)
    elif payment is not None and payment.state in ON_ITS_WAY:
        MEANINGS[answer.standing](payment, answer, dealership, at)


def _read_again(*rows: Payment | Hold | None) -> None:
    for row in rows:
        if row is not None:
            row.refresh_from_db()


def _payment(dealership: Dealership, answer: Answer) -> Payment | None:
    """The payment that made it: by its own name, else by the processor's."""
    named = Q(idempotency_key=answer.payment) | Q(idempotency_key__startswith=f"{answer.payment}.")
    rows: QuerySet[Payment] = Payment.objects.filter(dealership=dealership).select_related("hold")
    found = rows.filter(named).first() if answer.payment else None
    if found is None and answer.reference:
        made = [PaymentKind.AUTHORISE, PaymentKind.CHARGE, PaymentKind.REFUND]
        found = rows.filter(processor_reference=answer.reference, kind__in=made).first()
    return found


def _hold(dealership: Dealership, answer: Answer) -> Hold | None:
    rows = Hold.objects.filter(dealership=dealership, processor_reference=answer.reference)
    return rows.first() if answer.reference else None


def _succeeded(payment: Payment, answer: Answer, dealership: Dealership, at: datetime) -> None:
    """The processor's amount is the truth."""
    payment.state, payment.settled_at = SUCCEED.from_(payment.state), at
    payment.amount = Money(answer.amount, payment.currency)
    payment.processor_reference = answer.reference
    payment.save(update_fields=["state", "settled_at", "amount", "processor_reference"])
    announcing.payment_settled(payment, dealership=dealership, at=at)


def _failed(payment: Payment, answer: Answer, dealership: Dealership, at: datetime) -> None:
    payment.state, payment.settled_at = FAIL.from_(payment.state), at
    payment.reason = answer.reason or CANCELLED
    payment.processor_reference = answer.reference or payment.processor_reference
    payment.save(update_fields=["state", "settled_at", "reason", "processor_reference"])
    if payment.hold is not None:
        hold_outcomes.without(payment, payment.hold, dealership, at)
    if payment.kind != PaymentKind.AUTHORISE:
        announcing.payment_failed(payment, dealership=dealership, at=at)


def _again(payment: Payment, answer: Answer, dealership: Dealership, at: datetime) -> None:
    """Nothing happened, and its key will only ever repeat the fault: another key, a little later."""
    if tries(payment.idempotency_key) >= KEYS_AT_MOST:
        _failed(payment, Answer(standing=Standing.DECLINED, reason=FAULTY), dealership, at)
        return
    payment.state, payment.first_sent_at = WANT_AGAIN.from_(payment.state), None
    payment.idempotency_key, payment.reason = next_key(payment.idempotency_key), answer.reason
    payment.save(update_fields=["state", "first_sent_at", "idempotency_key", "reason"])
    carry_out(payment, dealership=dealership, at=at, after=PAUSE * tries(payment.idempotency_key))


def _not_known_yet(payment: Payment, answer: Answer, dealership: Dealership, at: datetime) -> None:
    """It goes on at the processor, which tells us by a webhook when it ends."""


MEANINGS: dict[Standing, Callable[[Payment, Answer, Dealership, datetime], None]] = {
    Standing.PENDING: _not_known_yet,
    Standing.TAKEN: _succeeded,
    Standing.GIVEN_BACK: _succeeded,
    Standing.LET_GO: _failed,
    Standing.LAPSED: _failed,
    Standing.DECLINED: _failed,
    Standing.FAULT_KEPT: _again,
    Standing.NEVER_RECEIVED: _failed,
}
