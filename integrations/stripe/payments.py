"""An effect: carry out one payment. Marked as sent before the first byte; what may have happened is asked first."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from billing.domain.processor import Answer, Request, ask_or_send
from billing.services import apply, send
from dealerships.models import Dealership
from integrations.stripe.processor import StripeCardProcessor

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
BACK_OFF: Sequence[timedelta] = (
    *(timedelta(seconds=seconds) for seconds in (2, 5, 15)),
    *(MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR, 8 * HOUR),
)
"""Long enough that the processor's own troubles end first; by then the key is forgotten, and only asking is left."""


def prepare(*, dealership: Dealership, payload: dict[str, Any], at: datetime) -> Request | None:
    """Mark the payment as sent, unless its outcome is known."""
    return send(dealership=dealership, payment_id=payload["payment"], at=at)


def call(request: Request) -> Answer:
    """
    Ask, else send.

    :raises TryAgain: what happened is not known
    :raises NeedsAttention: only a person can help
    """
    return ask_or_send(StripeCardProcessor(), request)


def record(*, dealership: Dealership, payload: dict[str, Any], outcome: Answer, at: datetime) -> None:  # noqa: ARG001 - Outside
    """Write down how it stands."""
    apply(dealership=dealership, answer=outcome, at=at)
