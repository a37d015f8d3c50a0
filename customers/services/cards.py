"""Cards on file: kept by the processor, known here by brand, last four and expiry."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from customers.domain.details import CardDetails
from customers.domain.sources import Source
from customers.models import Card, Customer
from customers.queries import cards_on_file, lock_customer, main_key, same_person
from customers.services.letting_go import let_go_at_once
from dealerships.domain.actor import Actor
from dealerships.models import Dealership
from dealerships.services.history import record


class UnknownCard(Exception):
    """The card is not on file, or not of this guest."""

    def __init__(self) -> None:
        super().__init__("This card is not on file any more.")


class CardOfAnotherGuest(Exception):
    """One card at the processor belongs to one profile."""

    def __init__(self) -> None:
        super().__init__("This card is on file in another profile. Merge the profiles, or add the card anew.")


@transaction.atomic
def add_card(
    *, dealership: Dealership, customer: Customer, card: CardDetails, source: Source, by: Actor, at: datetime
) -> Card:
    """
    Put a card on file and prefer it; telling of the same one again answers the row that is there. One that a guest adds
    while their data are deleted is let go at once.

    :raises CardOfAnotherGuest: the processor's card is on file in another profile
    """
    customer = lock_customer(dealership=dealership, customer=customer)
    known = _known(dealership, card)
    if known is not None and main_key(known.customer) != customer.pk:
        raise CardOfAnotherGuest
    if known is not None and known.removed_at is None:
        return known
    _prefer_none(dealership, customer)
    row = known or Card(dealership=dealership, customer=customer, **asdict(card))
    row.preferred, row.source, row.added_at, row.removed_at = True, source, at, None
    row.save()
    if customer.erased_at is not None:
        return let_go_at_once(dealership=dealership, card=row, at=at)
    details = {"card": str(row), "source": Source(source).label}
    record("card added", dealership=dealership, subjects=[customer.reference], by=by, at=at, details=details)
    return row


@transaction.atomic
def prefer_card(*, dealership: Dealership, customer: Customer, card_id: int, by: Actor, at: datetime) -> Card:
    """
    Charge this card from now on.

    :raises UnknownCard: it is not on file for this guest
    """
    customer = lock_customer(dealership=dealership, customer=customer)
    card = _on_file(dealership, customer, card_id)
    _prefer_none(dealership, customer)
    card.preferred = True
    card.save(update_fields=["preferred"])
    details = {"card": str(card)}
    record("card preferred", dealership=dealership, subjects=[customer.reference], by=by, at=at, details=details)
    return card


@transaction.atomic
def remove_card(*, dealership: Dealership, customer: Customer, card_id: int, by: Actor, at: datetime) -> Card:
    """
    Take a card off file; the newest of the others is preferred then.

    :raises UnknownCard: it is not on file for this guest
    """
    customer = lock_customer(dealership=dealership, customer=customer)
    card = _on_file(dealership, customer, card_id)
    card.removed_at, was_preferred, card.preferred = at, card.preferred, False
    card.save(update_fields=["removed_at", "preferred"])
    newest = cards_on_file(dealership=dealership, customer=customer).first()
    if was_preferred and newest is not None and not newest.preferred:
        newest.preferred = True
        newest.save(update_fields=["preferred"])
    details = {"card": str(card)}
    record("card removed", dealership=dealership, subjects=[customer.reference], by=by, at=at, details=details)
    return card


def _known(dealership: Dealership, card: CardDetails) -> Card | None:
    rows = Card.objects.filter(dealership=dealership, account=card.account, payment_method=card.payment_method)
    return rows.select_related("customer").first()


def _prefer_none(dealership: Dealership, customer: Customer) -> None:
    guests = same_person(dealership=dealership, customer=customer)
    Card.objects.filter(dealership=dealership, customer__in=guests, preferred=True).update(preferred=False)


def _on_file(dealership: Dealership, customer: Customer, card_id: int) -> Card:
    card = cards_on_file(dealership=dealership, customer=customer).filter(pk=card_id).first()
    if card is None:
        raise UnknownCard
    return card
