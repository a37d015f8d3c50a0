"""What becomes of a hold: captured in part or whole with the rest released, raised, cancelled, or lapsed."""

from sandbox.processor.authorising import approve_intent
from sandbox.processor.calls import Call, Route
from sandbox.processor.charges import take
from sandbox.processor.errors import Json, Refusal, unexpected_state
from sandbox.processor.events import emit
from sandbox.processor.objects import published
from sandbox.processor.params import merged_metadata
from sandbox.processor.payment_intents import found, refuse_odd_money
from sandbox.processor.payment_methods import declined_card

INCREMENTS_AT_MOST = 10
REASONS = frozenset({"duplicate", "fraudulent", "requested_by_customer", "abandoned"})
CANCELLABLE = ("requires_payment_method", "requires_capture", "requires_confirmation", "requires_action", "processing")
CAPTURE_TAKES = "amount_to_capture final_capture metadata statement_descriptor_suffix payment_details"


def capture(call: Call, identifier: str) -> Json:
    """:raises Refusal: nothing is held any more, or more is asked for than is held"""
    intent = found(call, identifier)
    if intent["status"] != "requires_capture":
        raise unexpected_state("payment_intent", "captured", published(intent))
    amount = call.params.integer("amount_to_capture") or intent["amount_capturable"]
    if amount > intent["amount_capturable"]:
        raise Refusal(
            f"The provided capture amount ({amount}) is greater than the capturable amount "
            f"({intent['amount_capturable']}).",
            code="amount_too_large",
            param="amount_to_capture",
        )
    refuse_odd_money(amount, intent["currency"], "amount_to_capture")
    return _captured(call, intent, amount)


def _captured(call: Call, intent: Json, amount: int) -> Json:
    charge, rest = call.shelf.get("charge", intent["latest_charge"]), intent["amount_capturable"] - amount
    take(charge, amount)
    intent |= {"status": "succeeded", "amount_received": amount, "amount_capturable": 0}
    intent["metadata"] = merged_metadata(intent["metadata"], call.params)
    call.shelf.put(charge)
    call.shelf.put(intent)
    call.record("capture", intent, amount, announced_as="capture")
    if rest:
        call.record("release", intent, rest)
    emit(call, "charge.captured", charge)
    emit(call, "payment_intent.succeeded", intent)
    return intent


def cancel(call: Call, identifier: str) -> Json:
    """:raises Refusal: the intent has succeeded or is cancelled already"""
    intent = found(call, identifier)
    reason = call.params.choice("cancellation_reason", REASONS)
    if intent["status"] not in CANCELLABLE:
        raise unexpected_state("payment_intent", "canceled", published(intent))
    return _released(call, intent, reason, announced_as="cancel")


def _released(call: Call, intent: Json, reason: str | None, *, announced_as: str | None = None) -> Json:
    held = intent["amount_capturable"]
    intent |= {"status": "canceled", "amount_capturable": 0, "canceled_at": call.now, "cancellation_reason": reason}
    call.shelf.put(intent | {"next_action": None})
    call.record("release" if reason != "expired" else "expire", intent, held, announced_as=announced_as)
    emit(call, "payment_intent.canceled", intent)
    return intent


def let_lapsed_holds_go(call: Call) -> None:
    """Cancel every hold of the account whose `capture_before` has passed."""
    for intent in call.shelf.lapsed(call.now):
        if intent["object"] == "payment_intent":
            charge = call.shelf.get("charge", intent["latest_charge"])
            _released(call, intent, "expired")
            emit(call, "charge.expired", charge)


def increment(call: Call, identifier: str) -> Json:
    """Raise a hold to a new total; a decline counts as a try and leaves the hold as it was."""
    intent, amount = found(call, identifier), call.params.required_integer("amount")
    if intent["status"] != "requires_capture":
        raise unexpected_state("payment_intent", "incremented", published(intent))
    charge = call.shelf.get("charge", intent["latest_charge"])
    card = charge["payment_method_details"]["card"]
    _refuse_increment(intent, card, amount)
    intent["_increments"] += 1
    if call.declined_on_request:
        call.shelf.put(intent, lapses_at=card["capture_before"])
        raise declined_card("generic_decline", charge=charge["id"], payment_intent=published(intent))
    return _raised(call, intent, charge, amount)


def _refuse_increment(intent: Json, card: Json, amount: int) -> None:
    if card["incremental_authorization"]["status"] != "available":
        raise Refusal(
            "This PaymentIntent is not eligible for incremental authorization.", code="payment_intent_unexpected_state"
        )
    if amount <= intent["amount"]:
        raise Refusal("The new amount must be greater than the amount already authorized.", param="amount")
    if intent["_increments"] >= INCREMENTS_AT_MOST:
        raise Refusal(f"A PaymentIntent can be incremented at most {INCREMENTS_AT_MOST} times.", param="amount")


def _raised(call: Call, intent: Json, charge: Json, amount: int) -> Json:
    more = amount - intent["amount"]
    card = charge["payment_method_details"]["card"]
    intent |= {"amount": amount, "amount_capturable": amount}
    intent["metadata"] = merged_metadata(intent["metadata"], call.params)
    charge["amount"] = card["amount_authorized"] = card["overcapture"]["maximum_amount_capturable"] = amount
    call.shelf.put(charge)
    call.shelf.put(intent, lapses_at=card["capture_before"])
    call.record("increment", intent, more, announced_as="increment")
    emit(call, "payment_intent.amount_capturable_updated", intent)
    return intent


def authenticate(call: Call, identifier: str) -> Json:
    """The guest has confirmed at the bank: what was waiting for it goes on as a payment made by the guest."""
    intent = found(call, identifier)
    if intent["status"] != "requires_action":
        raise unexpected_state("payment_intent", "authenticated", published(intent))
    method = call.shelf.get("payment_method", intent["payment_method"])
    return approve_intent(call, intent, method, off_session=False)


ROUTES = (
    Route(
        method="POST",
        path="/payment_intents/<identifier>/capture",
        name="payment_intents.capture",
        run=capture,
        takes=CAPTURE_TAKES,
    ),
    Route(
        method="POST",
        path="/payment_intents/<identifier>/cancel",
        name="payment_intents.cancel",
        run=cancel,
        takes="cancellation_reason",
    ),
    Route(
        method="POST",
        path="/payment_intents/<identifier>/increment_authorization",
        name="payment_intents.increment_authorization",
        run=increment,
        takes="amount description metadata statement_descriptor",
    ),
)
