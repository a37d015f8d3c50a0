"""An effect: let go of a card whose guest's data were deleted, so that it is not kept at the processor either."""

from datetime import datetime
from typing import Any

from customers.domain.cards import KeptCard
from customers.services.letting_go import card_let_go
from dealerships.models import Dealership
from integrations.stripe.vault import StripeCardVault


def prepare(*, dealership: Dealership, payload: dict[str, Any], at: datetime) -> KeptCard:  # noqa: ARG001 - Outside
    """Which card, of whose account."""
    return KeptCard(account=payload["account"], payment_method=payload["payment_method"])


def call(request: KeptCard) -> None:
    """
    :raises TryAgain: the processor did not answer
    :raises NeedsAttention: it keeps the card all the same
    """
    StripeCardVault().let_go(request)


def record(*, dealership: Dealership, payload: dict[str, Any], outcome: None, at: datetime) -> None:  # noqa: ARG001 - Outside
    """Write into the guest's history that the card is nowhere any more."""
    card_let_go(dealership=dealership, customer=payload["customer"], at=at)
