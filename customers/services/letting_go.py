"""Let the processor forget a guest whose data are deleted, and their cards: wanted here, done by a worker, written down."""

from datetime import datetime

from customers.models import Card, CardSetup, Customer
from dealerships.domain.actor import SYSTEM
from dealerships.models import Dealership
from dealerships.services.effects import schedule
from dealerships.services.history import record

EFFECT = "integrations.stripe.detaching"
FORGET = "integrations.stripe.forgetting"


def want_cards_let_go(*, dealership: Dealership, customer: Customer, at: datetime) -> None:
    """Ask for it once for each card that was ever on file, also those that were taken off since."""
    for card in Card.objects.filter(dealership=dealership, customer=customer).order_by("pk"):
        schedule(
            dealership=dealership,
            kind=EFFECT,
            key=f"card:{card.pk}:let-go",
            payload={"account": card.account, "payment_method": card.payment_method, "customer": customer.code},
            due_at=at,
            at=at,
            about=customer.reference,
        )


def want_guest_forgotten(*, dealership: Dealership, customer: Customer, at: datetime) -> None:
    """
    Ask for it once for each name that the processor has for them: that of each card, and of each visit to its page that
    brought none.
    """
    cards = Card.objects.filter(dealership=dealership, customer=customer).values_list("account", "processor_customer")
    visits = CardSetup.objects.filter(dealership=dealership, customer=customer, card=None).exclude(session="")
    known = [{"account": account, "processor_customer": name} for account, name in sorted(set(cards))]
    known += [{"account": account, "session": name} for account, name in visits.values_list("account", "session")]
    for each in known:
        schedule(
            dealership=dealership,
            kind=FORGET,
            key=f"forget:{':'.join(each.values())}",
            payload={**each, "customer": customer.code},
            due_at=at,
            at=at,
            about=customer.reference,
        )


def let_go_at_once(*, dealership: Dealership, card: Card, at: datetime) -> Card:
    """A card that came too late: nothing of it stays, here or there."""
    card.brand, card.last_four, card.preferred, card.removed_at = "", "", False, at
    card.save(update_fields=["brand", "last_four", "preferred", "removed_at"])
    want_cards_let_go(dealership=dealership, customer=card.customer, at=at)
    want_guest_forgotten(dealership=dealership, customer=card.customer, at=at)
    return card


def card_let_go(*, dealership: Dealership, customer: str, at: datetime) -> None:
    """The processor does not keep the card any more."""
    record("card deleted at the processor", dealership=dealership, subjects=[f"customer/{customer}"], by=SYSTEM, at=at)


def guest_forgotten(*, dealership: Dealership, customer: str, at: datetime) -> None:
    """The processor does not keep the guest any more."""
    record("forgotten at the processor", dealership=dealership, subjects=[f"customer/{customer}"], by=SYSTEM, at=at)
