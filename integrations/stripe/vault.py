"""Stripe as the vault of cards: Checkout in setup mode, on Stripe's own page."""

from datetime import UTC, datetime
from typing import Any

from customers.domain.cards import KeptCard, KeptGuest, OpenPage, Visit, VisitSeen
from dealerships.domain.effects import NeedsAttention, TryAgain
from integrations.stripe.client import client, options
from integrations.stripe.errors import Declined, FaultKept, Refused, in_our_words
from integrations.stripe.payloads import visit_seen

WHOLE = {"expand": ["setup_intent.payment_method"]}


class StripeCardVault:
    """Implements ``customers.domain.cards.CardVault``."""

    def open_page(self, visit: Visit) -> OpenPage:
        """Both calls carry keys made of the visit's code, so that a second try opens the same page."""
        try:
            with in_our_words():
                return opened(visit, visit.processor_customer or new_customer(visit))
        except (Declined, FaultKept, Refused) as no:
            raise NeedsAttention(str(no)) from no

    def look_up(self, *, account: str, session: str) -> VisitSeen:
        """Read the session, with the card."""
        params: Any = WHOLE
        try:
            with in_our_words():
                found = client().v1.checkout.sessions.retrieve(session, params, options(account=account))
        except (Declined, FaultKept, Refused) as no:
            raise NeedsAttention(str(no)) from no
        return visit_seen(found.to_dict(), account=account)

    def let_go(self, card: KeptCard) -> None:
        """
        Detach it, under no key: how it stands is asked first, which does no harm twice, while a kept fault would be
        repeated for a day.
        """
        try:
            if kept(card):
                detach(card)
        except FaultKept as fault:
            raise TryAgain(str(fault)) from fault

    def forget(self, guest: KeptGuest) -> bool:
        """Delete them, under no key either; whose cards hang on the name of a visit is not known here."""
        try:
            name = guest.processor_customer or visitor(guest)
            if not name or not known(guest.account, name):
                return True
            return not (guest.session and has_cards(guest.account, name)) and deleted(guest.account, name)
        except FaultKept as fault:
            raise TryAgain(str(fault)) from fault


def visitor(guest: KeptGuest) -> str:
    """Whom the account calls the guest of a visit; empty where it does not know the visit."""
    params: Any = {}
    try:
        with in_our_words():
            found = client().v1.checkout.sessions.retrieve(guest.session, params, options(account=guest.account))
    except Refused:
        return ""
    return str(found.to_dict().get("customer") or "")


def known(account: str, name: str) -> bool:
    """Whether the account still has somebody of this name."""
    params: Any = {}
    try:
        with in_our_words():
            found = client().v1.customers.retrieve(name, params, options(account=account))
    except Refused:
        return False
    return not found.to_dict().get("deleted")


def has_cards(account: str, name: str) -> bool:
    """Whether a card hangs on them there."""
    params: Any = {"customer": name, "type": "card"}
    with in_our_words():
        return bool(client().v1.payment_methods.list(params, options(account=account)).data)


def deleted(account: str, name: str) -> bool:
    """
    :raises NeedsAttention: the account keeps them all the same
    """
    params: Any = {}
    try:
        with in_our_words():
            client().v1.customers.delete(name, params, options(account=account))
    except Refused as no:
        if known(account, name):
            raise NeedsAttention(str(no)) from no
    return True


def detach(card: KeptCard) -> None:
    """
    :raises NeedsAttention: the account keeps it all the same
    """
    try:
        with in_our_words():
            client().v1.payment_methods.detach(card.payment_method, {}, options(account=card.account))
    except Refused as no:
        if kept(card):
            raise NeedsAttention(str(no)) from no


def kept(card: KeptCard) -> bool:
    """Whether the account has the card, attached to somebody."""
    params: Any = {}
    try:
        with in_our_words():
            found = client().v1.payment_methods.retrieve(card.payment_method, params, options(account=card.account))
    except Refused:
        return False
    return bool(found.to_dict().get("customer"))


def new_customer(visit: Visit) -> str:
    """Make the guest known in the dealership's account."""
    details = {"name": visit.name, "email": visit.email, "phone": visit.phone}
    params: Any = {name: value for name, value in details.items() if value}
    opts = options(account=visit.account, key=f"card-setup:{visit.code}:customer")
    return client().v1.customers.create(params, opts).id


def opened(visit: Visit, customer: str) -> OpenPage:
    """Open the page for this customer."""
    params: Any = {
        "mode": "setup",
        "customer": customer,
        "payment_method_types": ["card"],
        "success_url": visit.return_address,
        "cancel_url": visit.return_address,
        "metadata": {"card_setup": visit.code},
        "setup_intent_data": {"metadata": {"card_setup": visit.code}},
    }
    opts = options(account=visit.account, key=f"card-setup:{visit.code}:session")
    session = client().v1.checkout.sessions.create(params, opts)
    return OpenPage(
        session=session.id,
        url=session.url or "",
        ends_at=datetime.fromtimestamp(session.expires_at, UTC),
    )
