"""What the processor's objects mean to us. Each is read as plain JSON: fields come and go with its versions."""

from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from billing.domain.processor import Answer, Standing
from customers.domain.cards import VisitSeen
from customers.domain.details import CardDetails
from integrations.stripe.errors import DECLINED, DECLINES
from kernel.money import minor_unit

Json = Mapping[str, Any]
LAPSED_BECAUSE = frozenset({"automatic", "expired"})
NO_CARD = "The page ended before a card was added. Ask for another link."


def cents(amount: Decimal, currency: str) -> int:
    """An amount in the currency's smallest coins."""
    return int(amount / minor_unit(currency))


def amount(coins: int, currency: str) -> Decimal:
    """And back."""
    return coins * minor_unit(currency.upper())


def intent_answer(intent: Json) -> Answer:
    """How a payment intent stands; its charge must be there whole."""
    standing, coins = _intent_standing(intent)
    return Answer(
        standing=standing,
        reference=intent["id"],
        payment=named(intent),
        amount=amount(coins, intent["currency"]),
        capture_before=_capture_before(intent) if standing is Standing.HELD else None,
        reason=_why_not(intent, intent.get("last_payment_error")) if standing is Standing.DECLINED else "",
    )


def _intent_standing(intent: Json) -> tuple[Standing, int]:
    status = intent["status"]
    if status == "requires_capture":
        return Standing.HELD, intent["amount_capturable"]
    if status == "succeeded":
        return Standing.TAKEN, intent["amount_received"]
    if status == "canceled":
        lapsed = intent.get("cancellation_reason") in LAPSED_BECAUSE
        return (Standing.LAPSED if lapsed else Standing.LET_GO), 0
    declined = _is_no(status, intent.get("last_payment_error"))
    return (Standing.DECLINED if declined else Standing.PENDING), 0


def _is_no(status: str, error: Json | None) -> bool:
    """The bank said no, or wants to ask a guest whom nobody sends there."""
    return status == "requires_action" or (status == "requires_payment_method" and bool(error))


def _why_not(intent: Json, error: Json | None) -> str:
    return DECLINES["authentication_required"] if intent["status"] == "requires_action" else decline_reason(error)


def _capture_before(intent: Json) -> datetime | None:
    charge = intent.get("latest_charge")
    if not isinstance(charge, Mapping):
        return None
    card = (charge.get("payment_method_details") or {}).get("card") or {}
    seconds = card.get("capture_before")
    return datetime.fromtimestamp(seconds, UTC) if seconds else None


def setup_answer(intent: Json) -> Answer:
    """How the verification of a card stands."""
    status, error = intent["status"], intent.get("last_setup_error")
    standing = Standing.DECLINED if _is_no(status, error) else Standing.PENDING
    if status == "succeeded":
        standing = Standing.VERIFIED
    reason = _why_not(intent, error) if standing is Standing.DECLINED else ""
    return Answer(standing=standing, reference=intent["id"], payment=named(intent), reason=reason)


def refund_answer(refund: Json) -> Answer:
    """How a refund stands."""
    standings = {"succeeded": Standing.GIVEN_BACK, "failed": Standing.DECLINED, "canceled": Standing.DECLINED}
    standing = standings.get(refund["status"], Standing.PENDING)
    return Answer(
        standing=standing,
        reference=refund["id"],
        payment=named(refund),
        amount=amount(refund["amount"], refund["currency"]),
        reason="The bank would not take the refund." if standing is Standing.DECLINED else "",
    )


def visit_seen(session: Json, *, account: str) -> VisitSeen:
    """How a visit to the card page stands; its setup intent and the card must be there whole."""
    if session["status"] == "expired":
        return VisitSeen(session=session["id"], reason=NO_CARD)
    intent = session.get("setup_intent")
    if session["status"] != "complete" or not isinstance(intent, Mapping) or intent["status"] != "succeeded":
        return VisitSeen(session=session["id"])
    method = intent["payment_method"]
    card = CardDetails(
        account=account,
        processor_customer=intent["customer"],
        payment_method=method["id"],
        brand=method["card"]["brand"],
        last_four=method["card"]["last4"],
        expires_month=method["card"]["exp_month"],
        expires_year=method["card"]["exp_year"],
    )
    return VisitSeen(session=session["id"], card=card)


def named(thing: Json) -> str:
    """The name that we gave it."""
    return str((thing.get("metadata") or {}).get("payment", ""))


def decline_reason(error: Json | None) -> str:
    """Why the bank said no, in words that an advisor may say aloud."""
    codes = [(error or {}).get("decline_code"), (error or {}).get("code")]
    return next((DECLINES[code] for code in codes if code in DECLINES), DECLINED)
