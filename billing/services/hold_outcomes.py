"""What became of a hold: held, captured, let go or lapsed; and what follows for the loan."""

from collections.abc import Callable
from datetime import datetime

from djmoney.money import Money

from billing.domain.payments import (
    AT_THE_BANK,
    AUTHORISE,
    CAPTURE,
    COMING,
    DECLINE,
    FAIL,
    KEEP,
    LAPSE,
    ON_ITS_WAY,
    RELEASE,
    SUCCEED,
    HoldState,
    PaymentKind,
    PaymentState,
)
from billing.domain.processor import Answer, Standing
from billing.models import Hold, Payment
from billing.queries.money import invoice_of
from billing.services import announcing, deadlines
from billing.services.holding import let_go
from billing.services.settling import settle_due
from billing.services.wanting import card_of, want
from dealerships.models import Dealership
from kernel.lifecycle import Move

GONE = "The hold had lapsed before it could be captured."


def held(hold: Hold, answer: Answer, dealership: Dealership, at: datetime) -> None:
    """The card is good for it: an older hold is let go, and the deadline is watched."""
    if hold.held_at is not None or hold.state not in COMING | {HoldState.RELEASING}:
        return
    _settle_payments(hold, PaymentKind.AUTHORISE, SUCCEED, answer, at)
    hold.processor_reference, hold.capture_before, hold.held_at = answer.reference, answer.capture_before, at
    if hold.state == HoldState.RELEASING:
        _keep(hold)
        _release_at_last(hold, dealership, at)
        return
    if hold.replaces is not None and hold.replaces.state == HoldState.HELD:
        let_go(hold.replaces, dealership=dealership, at=at)
    hold.state = AUTHORISE.from_(hold.state)
    _keep(hold)
    deadlines.watch(hold, dealership=dealership, at=at)
    announcing.hold_authorised(hold, dealership=dealership, at=at)


def captured(hold: Hold, answer: Answer, dealership: Dealership, at: datetime) -> None:
    """The money is ours; the rest of the hold went by itself."""
    held(hold, answer, dealership, at)
    if hold.state not in AT_THE_BANK:
        return
    _end(hold, CAPTURE, at)
    for payment in _settle_payments(hold, PaymentKind.CAPTURE, SUCCEED, answer, at) or [
        _captured_elsewhere(hold, answer, dealership, at)
    ]:
        announcing.payment_settled(payment, dealership=dealership, at=at)


def let_go_at_the_bank(hold: Hold, answer: Answer, dealership: Dealership, at: datetime) -> None:
    """The guest has the amount back, because we asked, or because somebody cancelled it there."""
    asked = hold.state == HoldState.RELEASING
    if _never_held(hold, answer, dealership, at) or hold.state not in AT_THE_BANK:
        return
    _settle_payments(hold, PaymentKind.RELEASE, SUCCEED, answer, at)
    _end(hold, RELEASE, at)
    announcing.hold_released(hold, dealership=dealership, at=at)
    if not asked:
        _charge_instead(hold, answer, dealership, at)


def lapsed(hold: Hold, answer: Answer, dealership: Dealership, at: datetime) -> None:
    """The bank let it go before it was captured: it counts as nothing, and what is due goes to the card."""
    if _never_held(hold, answer, dealership, at) or hold.state not in AT_THE_BANK:
        return
    _settle_payments(hold, PaymentKind.RELEASE, SUCCEED, answer, at)
    _end(hold, LAPSE, at)
    announcing.hold_lapsed(hold, dealership=dealership, at=at)
    _charge_instead(hold, answer, dealership, at)


def without(payment: Payment, hold: Hold, dealership: Dealership, at: datetime) -> None:
    """What a payment that failed means for its hold: none is left of one, another stays held."""
    if payment.kind == PaymentKind.CAPTURE and hold.state == HoldState.CAPTURING:
        hold.state = KEEP.from_(hold.state)
        _keep(hold)
    if payment.kind != PaymentKind.AUTHORISE or hold.held_at is not None:
        return
    released = hold.state == HoldState.RELEASING
    hold.reason = payment.reason
    _end(hold, DECLINE, at)
    if not released:
        announcing.hold_declined(hold, dealership=dealership, at=at)
        deadlines.tell_if_not_renewed(hold, dealership=dealership, at=at)


def _never_held(hold: Hold, answer: Answer, dealership: Dealership, at: datetime) -> bool:
    """Whether it ended before it was ever held: then its authorisation failed."""
    if hold.held_at is not None or hold.state not in COMING | {HoldState.RELEASING}:
        return False
    for payment in _settle_payments(hold, PaymentKind.AUTHORISE, FAIL, answer, at):
        without(payment, hold, dealership, at)
    return True


def _charge_instead(hold: Hold, answer: Answer, dealership: Dealership, at: datetime) -> None:
    """A capture that was on its way is lost with the hold; the card is charged instead."""
    if not _settle_payments(hold, PaymentKind.CAPTURE, FAIL, answer, at):
        return
    invoice = invoice_of(dealership=dealership, about=hold.about)
    if invoice is not None:
        settle_due(dealership=dealership, invoice=invoice, hold=None, card=card_of(hold), at=at)


def _release_at_last(hold: Hold, dealership: Dealership, at: datetime) -> None:
    """Its release was asked for before anybody knew that it was held."""
    if hold.wanted.amount:
        want(
            dealership=dealership,
            kind=PaymentKind.RELEASE,
            about=hold.about,
            amount=hold.wanted,
            card=card_of(hold),
            at=at,
            hold=hold,
        )
        return
    _end(hold, RELEASE, at)
    announcing.hold_released(hold, dealership=dealership, at=at)


def _captured_elsewhere(hold: Hold, answer: Answer, dealership: Dealership, at: datetime) -> Payment:
    """Somebody captured it at the processor, not here: money came in, so it has a row."""
    return Payment.objects.create(
        dealership=dealership,
        kind=PaymentKind.CAPTURE,
        about=hold.about,
        hold=hold,
        invoice=invoice_of(dealership=dealership, about=hold.about),
        account=hold.account,
        processor_customer=hold.processor_customer,
        payment_method=hold.payment_method,
        method=hold.card_label,
        currency=hold.currency,
        amount=Money(answer.amount, hold.currency),
        idempotency_key=f"elsewhere-{answer.reference}",
        state=PaymentState.SUCCEEDED,
        processor_reference=answer.reference,
        wanted_at=at,
        settled_at=at,
    )


def _settle_payments(hold: Hold, kind: PaymentKind, move: Move, answer: Answer, at: datetime) -> list[Payment]:
    rows = Payment.objects.filter(dealership_id=hold.dealership_id, hold=hold, kind=kind, state__in=ON_ITS_WAY)
    payments = list(rows.select_for_update())
    for payment in payments:
        payment.state, payment.settled_at = move.from_(payment.state), at
        payment.processor_reference = answer.reference
        if move is FAIL:
            payment.reason = answer.reason or GONE
        elif kind == PaymentKind.CAPTURE:
            payment.amount = Money(answer.amount, payment.currency)
        payment.save(update_fields=["state", "settled_at", "processor_reference", "reason", "amount"])
    return payments


def _end(hold: Hold, move: Move, at: datetime) -> None:
    hold.state, hold.ended_at = move.from_(hold.state), at
    _keep(hold)


def _keep(hold: Hold) -> None:
    hold.save(update_fields=["state", "processor_reference", "capture_before", "held_at", "ended_at", "reason"])


MEANINGS: dict[Standing, Callable[[Hold, Answer, Dealership, datetime], None]] = {
    Standing.HELD: held,
    Standing.VERIFIED: held,
    Standing.TAKEN: captured,
    Standing.LET_GO: let_go_at_the_bank,
    Standing.LAPSED: lapsed,
}
