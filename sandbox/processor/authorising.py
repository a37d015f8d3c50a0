"""Asking the bank: a confirmed payment intent becomes a hold, a charge, a question to the guest, or a decline."""

from sandbox.processor.calls import Call
from sandbox.processor.cards import MESSAGES, code_of, declines_when_charged, wants_authentication
from sandbox.processor.charges import approve, keep_until_lapse, new_charge, refuse, take
from sandbox.processor.errors import Json, Refusal
from sandbox.processor.events import emit
from sandbox.processor.objects import published
from sandbox.processor.payment_methods import card_of, declined_card


def confirm_intent(call: Call, intent: Json) -> Json:
    """:raises Refusal: card_error, with the intent back at requires_payment_method and its failed charge kept"""
    method = _method_of(call, intent)
    off_session = call.params.flag("off_session")
    decline = "generic_decline" if call.declined_on_request else declines_when_charged(card_of(method))
    if decline:
        raise _declined(call, intent, method, decline)
    if wants_authentication(card_of(method), set_up=method["_set_up"] and off_session):
        if off_session or call.params.flag("error_on_requires_action"):
            raise _declined(call, intent, method, "authentication_required")
        return _ask_guest(call, intent)
    return approve_intent(call, intent, method, off_session=off_session)


def _method_of(call: Call, intent: Json) -> Json:
    if not intent["payment_method"]:
        raise Refusal(
            "You cannot confirm this PaymentIntent because it's missing a payment method.",
            code="payment_intent_unexpected_state",
            payment_intent=published(intent),
        )
    method = call.shelf.get("payment_method", intent["payment_method"], param="payment_method")
    if method["customer"] != intent["customer"] and (method["customer"] or method.get("_detached")):
        raise Refusal(
            "The payment method supplied does not belong to the Customer of this PaymentIntent.",
            code="payment_method_unexpected_state" if method.get("_detached") else None,
            param="payment_method",
        )
    return method


def approve_intent(call: Call, intent: Json, method: Json, *, off_session: bool) -> Json:
    charge = new_charge(call, intent, method, off_session=off_session)
    approve(charge)
    intent |= {"latest_charge": charge["id"], "last_payment_error": None, "next_action": None}
    return _hold(call, intent, charge) if intent["capture_method"] == "manual" else _charge(call, intent, charge)


def _hold(call: Call, intent: Json, charge: Json) -> Json:
    before = keep_until_lapse(charge)
    intent |= {"status": "requires_capture", "amount_capturable": intent["amount"]}
    call.shelf.put(charge)
    call.shelf.put(intent, lapses_at=before)
    call.record("hold", intent, intent["amount"], announced_as="hold")
    emit(call, "charge.succeeded", charge)
    emit(call, "payment_intent.amount_capturable_updated", intent)
    return intent


def _charge(call: Call, intent: Json, charge: Json) -> Json:
    take(charge, intent["amount"])
    intent |= {"status": "succeeded", "amount_received": intent["amount"]}
    call.shelf.put(charge)
    call.shelf.put(intent)
    call.record("charge", intent, intent["amount"], announced_as="charge")
    emit(call, "charge.succeeded", charge)
    emit(call, "payment_intent.succeeded", intent)
    return intent


def _ask_guest(call: Call, intent: Json) -> Json:
    address = f"{call.address}/authenticate/{intent['id']}"
    back = call.params.text("return_url")
    intent["status"], intent["_return_url"] = "requires_action", back
    if back:
        redirect = {"return_url": back, "url": address}
        intent["next_action"] = {"type": "redirect_to_url", "redirect_to_url": redirect}
    else:
        intent["next_action"] = {"type": "use_stripe_sdk", "use_stripe_sdk": {"type": "three_d_secure_redirect"}}
    emit(call, "payment_intent.requires_action", call.shelf.put(intent))
    return intent


def _declined(call: Call, intent: Json, method: Json, decline: str) -> Refusal:
    """Record the failed try and return the refusal to raise."""
    charge = new_charge(call, intent, method, off_session=call.params.flag("off_session"))
    refuse(charge, decline)
    error = {
        "charge": charge["id"],
        "code": code_of(decline),
        "decline_code": decline,
        "message": MESSAGES[decline],
        "payment_method": published(method),
        "type": "card_error",
    }
    intent |= {"status": "requires_payment_method", "payment_method": None, "next_action": None}
    intent |= {"latest_charge": charge["id"], "last_payment_error": error}
    call.shelf.put(charge)
    call.shelf.put(intent)
    call.record("decline", intent, intent["amount"])
    emit(call, "charge.failed", charge)
    emit(call, "payment_intent.payment_failed", intent)
    return declined_card(
        decline, charge=charge["id"], payment_intent=published(intent), payment_method=published(method)
    )
