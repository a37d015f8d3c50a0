"""Placing holds in the words of the tests."""

from typing import Any

import stripe

HOLD_CENTS = 9666


def hold(cards: Any, customer: Any, method: str, **changes: Any) -> Any:
    """A hold of $96.66 asked for by the dealership, as its worker asks."""
    key = changes.pop("key", None)
    params: dict[str, Any] = {
        "amount": HOLD_CENTS,
        "currency": "usd",
        "customer": customer.id,
        "payment_method": method,
        "confirm": True,
        "off_session": True,
        "capture_method": "manual",
        "expand": ["latest_charge"],
        "metadata": {"operation": "op-1"},
    } | changes
    return cards.v1.payment_intents.create(params, {"idempotency_key": key} if key else {})


def told(refusal: stripe.StripeError) -> Any:
    """What the processor's error says, field by field."""
    return refusal.error
