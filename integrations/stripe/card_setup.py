"""An effect: open the processor's page for a guest who is about to add a card, and look how the visit ends."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings

from customers.domain.cards import OpenPage, Visit
from customers.queries.card_setups import visit_to_open
from customers.services import card_setup_opened
from dealerships.models import Dealership
from dealerships.services.effects import schedule
from integrations.stripe.vault import StripeCardVault

if TYPE_CHECKING:
    from customers.models import CardSetup

LOOKS = tuple(timedelta(minutes=minutes) for minutes in (1, 2, 5, 10, 20, 40, 80, 160, 320, 640, 1450))
"""After the page was opened; the last one is after its end, 24 hours later. A webhook usually comes first."""


def prepare(*, dealership: Dealership, payload: dict[str, Any], at: datetime) -> Visit | None:  # noqa: ARG001 - Outside
    """Whom to open the page for, unless it is open."""
    return visit_to_open(dealership=dealership, pk=payload["card_setup"], address=settings.BASE_URL)


def call(request: Visit) -> OpenPage:
    """
    :raises TryAgain: the processor did not answer
    :raises NeedsAttention: it will not open a page for us
    """
    return StripeCardVault().open_page(request)


def record(*, dealership: Dealership, payload: dict[str, Any], outcome: OpenPage, at: datetime) -> None:
    """Send the guest there, and look from time to time."""
    pk = payload["card_setup"]
    setup = card_setup_opened(dealership=dealership, setup_id=pk, session=outcome.session, url=outcome.url)
    look_later(setup, dealership=dealership, look=0, at=at)


def look_later(setup: "CardSetup", *, dealership: Dealership, look: int, at: datetime) -> None:
    """Look again at the visit, unless the last look was that."""
    if look >= len(LOOKS):
        return
    schedule(
        dealership=dealership,
        kind=settings.CARD_LOOK_UP,
        key=f"card_setup:{setup.code}:look:{look}",
        payload={"reference": setup.session, "account": setup.account, "look": look},
        due_at=setup.wanted_at + LOOKS[look],
        at=at,
    )
