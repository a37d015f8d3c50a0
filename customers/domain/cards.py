"""What customers ask of a card vault: a hosted page on which a guest adds a card; no card number ever comes here."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from customers.domain.details import CardDetails


@dataclass(frozen=True, kw_only=True, slots=True)
class Visit:
    """
    A guest about to add a card. ``processor_customer`` is empty for one whom the vault does not know yet; ``code``
    names the visit, so that asking twice opens one page.
    """

    code: str
    account: str
    processor_customer: str
    name: str
    email: str
    phone: str
    return_address: str


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenPage:
    """A page that waits for the guest, until it ends."""

    session: str
    url: str
    ends_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class VisitSeen:
    """How a visit stands at the vault: the card that was added, or a reason why there is none; neither, while open."""

    session: str
    card: CardDetails | None = None
    reason: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class KeptCard:
    """A card as the vault knows it."""

    account: str
    payment_method: str


@dataclass(frozen=True, kw_only=True, slots=True)
class KeptGuest:
    """A guest as the vault knows them: by its own name for them, or by a visit that made it know them."""

    account: str
    processor_customer: str = ""
    session: str = ""


class CardVault(Protocol):
    """Keeps cards for a dealership's account."""

    def open_page(self, visit: Visit) -> OpenPage:
        """Open a page for the visit, the same one when asked twice.

        :raises dealerships.domain.effects.TryAgain: it did not answer
        :raises dealerships.domain.effects.NeedsAttention: only a person can help
        """

    def look_up(self, *, account: str, session: str) -> VisitSeen:
        """How the visit stands."""

    def let_go(self, card: KeptCard) -> None:
        """Keep the card no longer; one that is unknown, or was let go already, is let go.

        :raises dealerships.domain.effects.TryAgain: it did not answer
        :raises dealerships.domain.effects.NeedsAttention: it keeps the card all the same
        """

    def forget(self, guest: KeptGuest) -> bool:
        """
        Keep a guest and what hangs on them no longer; who is unknown is forgotten. False where a visit is named, and
        the guest of that visit has a card.

        :raises dealerships.domain.effects.TryAgain: it did not answer
        :raises dealerships.domain.effects.NeedsAttention: it keeps them all the same
        """
