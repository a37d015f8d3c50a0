"""An effect: have the processor forget a guest whose data were deleted; what they paid stays, and can be refunded."""

from datetime import datetime
from typing import Any

from customers.domain.cards import KeptGuest
from customers.queries.card_setups import still_needed
from customers.services.letting_go import guest_forgotten
from dealerships.models import Dealership
from integrations.stripe.vault import StripeCardVault


def prepare(*, dealership: Dealership, payload: dict[str, Any], at: datetime) -> KeptGuest | None:  # noqa: ARG001 - Outside
    """Whom, in whose account; nobody where a merge that was undone left another guest's card under the same name."""
    guest = KeptGuest(
        account=payload["account"],
        processor_customer=payload.get("processor_customer", ""),
        session=payload.get("session", ""),
    )
    return None if still_needed(dealership=dealership, guest=guest) else guest


def call(request: KeptGuest) -> bool:
    """
    Whether they are forgotten; not where the name of a visit has cards, which are asked for by their own name.

    :raises TryAgain: the processor did not answer
    :raises NeedsAttention: it keeps them all the same
    """
    return StripeCardVault().forget(request)


def record(*, dealership: Dealership, payload: dict[str, Any], outcome: bool, at: datetime) -> None:
    """Write into the guest's history that they are nowhere any more."""
    if outcome:
        guest_forgotten(dealership=dealership, customer=payload["customer"], at=at)
