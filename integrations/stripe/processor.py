"""Stripe as billing's card processor: holds, captures, releases, charges, refunds on the dealership's own account."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

from billing.domain.payments import PaymentKind
from billing.domain.processor import Answer, Request, Standing
from dealerships.domain.effects import TryAgain
from integrations.stripe.client import client, options
from integrations.stripe.errors import Declined, FaultKept, Refused, in_our_words
from integrations.stripe.payloads import Json, cents, intent_answer, named, refund_answer, setup_answer

WHOLE = {"expand": ["latest_charge"]}
CLOCKS_DIFFER = timedelta(minutes=10)
"""How far our clock and the processor's may be apart when a payment is looked for by its time."""
UNDER_WAY = "The card processor is still at it. It is asked again shortly."


class StripeCardProcessor:
    """Implements ``billing.domain.processor.CardProcessor``."""

    def carry_out(self, request: Request) -> Answer:
        """Send it once; a refusal is explained by how things stand there."""
        try:
            with in_our_words():
                return known(SENDS[request.kind](request))
        except Declined as no:
            return answered(request, Standing.DECLINED, str(no), reference=no.reference)
        except FaultKept as fault:
            return answered(request, Standing.FAULT_KEPT, str(fault))
        except Refused as no:
            return self.look_up(request) or answered(request, Standing.DECLINED, str(no))

    def look_up(self, request: Request) -> Answer | None:
        """By the processor's name of it, else among what it has for this customer since it was sent."""
        try:
            with in_our_words():
                found = FINDS[request.kind](request)
        except Refused:
            return None
        return None if found is None or undone(found, request.kind) else known(found)


def known(answer: Answer) -> Answer:
    """
    :raises TryAgain: the processor itself does not know yet
    """
    if answer.standing is Standing.PENDING:
        raise TryAgain(UNDER_WAY)
    return answer


def undone(answer: Answer, kind: PaymentKind) -> bool:
    """Whether what was found shows that this has not happened: the hold stands as before, or nothing was tried."""
    untouched = {
        PaymentKind.CAPTURE: {Standing.HELD},
        PaymentKind.RELEASE: {Standing.HELD},
    }
    return answer.standing in untouched.get(kind, set())


def answered(request: Request, standing: Standing, reason: str, *, reference: str = "") -> Answer:
    """An answer about the payment itself, not about an object."""
    return Answer(standing=standing, payment=request.name, reference=reference, reason=reason)


def authorise(request: Request) -> Answer:
    """Hold an amount, or verify the card where there is none."""
    if not request.amount:
        return verify(request)
    wishes = {"capture_method": "manual", "description": f"Hold for {request.about}", **presence(request)}
    return new_intent(request, wishes)


def verify(request: Request) -> Answer:
    """Prove that the card works, without money."""
    wishes = {"usage": "off_session", "description": f"Card check for {request.about}"}
    params: Any = {**in_common(request), **wishes}
    opts = options(account=request.account, key=request.key)
    return setup_answer(client().v1.setup_intents.create(params, opts).to_dict())


def charge(request: Request) -> Answer:
    """Take an amount from the card on file; the guest is not there."""
    return new_intent(request, {"description": f"Charge for {request.about}", "off_session": True})


def new_intent(request: Request, wishes: Json) -> Answer:
    """Put an amount to the bank."""
    coins, currency = cents(request.amount, request.currency), request.currency.lower()
    params: Any = {**in_common(request), "amount": coins, "currency": currency, **wishes, **WHOLE}
    opts = options(account=request.account, key=request.key)
    return intent_answer(client().v1.payment_intents.create(params, opts).to_dict())


def capture(request: Request) -> Answer:
    """Take a part of the hold; the rest is released with it."""
    params: Any = {"amount_to_capture": cents(request.amount, request.currency), **WHOLE}
    opts = options(account=request.account, key=request.key)
    return intent_answer(client().v1.payment_intents.capture(request.reference, params, opts).to_dict())


def release(request: Request) -> Answer:
    """Let the hold go."""
    params: Any = {"cancellation_reason": "requested_by_customer", **WHOLE}
    opts = options(account=request.account, key=request.key)
    return intent_answer(client().v1.payment_intents.cancel(request.reference, params, opts).to_dict())


def refund(request: Request) -> Answer:
    """Give a part of a payment back."""
    params: Any = {
        "payment_intent": request.reference,
        "amount": cents(request.amount, request.currency),
        "metadata": {"payment": request.name, "about": request.about},
    }
    opts = options(account=request.account, key=request.key)
    return refund_answer(client().v1.refunds.create(params, opts).to_dict())


def in_common(request: Request) -> Json:
    """What every authorisation and charge says: who pays, with what, and our own name for it."""
    return {
        "customer": request.customer,
        "payment_method": request.payment_method,
        "payment_method_types": ["card"],
        "confirm": True,
        "metadata": {"payment": request.name, "about": request.about},
    }


def presence(request: Request) -> Json:
    """A guest at the counter can be asked by the bank only on their own phone: here that counts as a no."""
    return {"error_on_requires_action": True} if request.guest_present else {"off_session": True}


def find_made(request: Request) -> Answer | None:
    """The intent that carries our name, among the customer's since it was sent."""
    if request.kind is PaymentKind.AUTHORISE and not request.amount:
        return find_verification(request)
    params: Any = {**since(request), "customer": request.customer, "limit": 100, "expand": ["data.latest_charge"]}
    intents = client().v1.payment_intents.list(params, options(account=request.account))
    return ours(request, intents.auto_paging_iter(), intent_answer)


def find_verification(request: Request) -> Answer | None:
    """The same for the check of a card."""
    params: Any = {**since(request), "customer": request.customer, "limit": 100}
    intents = client().v1.setup_intents.list(params, options(account=request.account))
    return ours(request, intents.auto_paging_iter(), setup_answer)


def find_refund(request: Request) -> Answer | None:
    """The refund that carries our name, among those of the payment."""
    params: Any = {"payment_intent": request.reference, "limit": 100}
    refunds = client().v1.refunds.list(params, options(account=request.account))
    return ours(request, refunds.auto_paging_iter(), refund_answer)


def find_hold(request: Request) -> Answer | None:
    """The hold's own intent."""
    params: Any = WHOLE
    intent = client().v1.payment_intents.retrieve(request.reference, params, options(account=request.account))
    return intent_answer(intent.to_dict())


def since(request: Request) -> dict[str, dict[str, int]]:
    """From a little before it was first sent."""
    return {"created": {"gte": int((request.first_sent_at - CLOCKS_DIFFER).timestamp())}}


def ours(request: Request, things: Iterable[Any], read: Callable[[Json], Answer]) -> Answer | None:
    """The newest of ours that came to anything; one that a fault left half made counts for nothing."""
    mine = (thing for thing in (each.to_dict() for each in things) if named(thing) == request.name)
    return next((read(thing) for thing in mine if not half_made(thing, read(thing))), None)


def half_made(thing: Json, answer: Answer) -> bool:
    """Whether it was made but never put to the bank."""
    return answer.standing is Standing.PENDING and thing["status"] not in {"processing", "pending"}


SENDS: dict[PaymentKind, Callable[[Request], Answer]] = {
    PaymentKind.AUTHORISE: authorise,
    PaymentKind.CAPTURE: capture,
    PaymentKind.RELEASE: release,
    PaymentKind.CHARGE: charge,
    PaymentKind.REFUND: refund,
}
FINDS: dict[PaymentKind, Callable[[Request], Answer | None]] = {
    PaymentKind.AUTHORISE: find_made,
    PaymentKind.CAPTURE: find_hold,
    PaymentKind.RELEASE: find_hold,
    PaymentKind.CHARGE: find_made,
    PaymentKind.REFUND: find_refund,
}
