"""
Visits to the processor's hosted page, where a guest adds a card.

A worker makes the page's session; the card counts after the processor's signed webhook or a look-up, never because
the guest came back.
"""

from datetime import datetime
from secrets import token_hex

from django.db import transaction

from customers.domain.details import CardDetails
from customers.domain.setups import SetupState
from customers.domain.sources import Source
from customers.models import Card, CardSetup, Customer
from customers.services.cards import add_card
from dealerships.domain.actor import Actor, Kind
from dealerships.models import Dealership
from dealerships.services.effects import schedule
from dealerships.services.history import record

EFFECT = "integrations.stripe.card_setup"


class NoProcessorAccount(Exception):
    """The dealership can't take cards yet."""

    def __init__(self) -> None:
        super().__init__("This dealership has no payment account yet. An admin connects it under Integrations.")


@transaction.atomic
def want_card_setup(
    *, dealership: Dealership, customer: Customer, return_path: str, by: Actor, at: datetime
) -> CardSetup:
    """
    Ask for a visit to the hosted page; the page waits until its ``url`` is there.

    :raises NoProcessorAccount: the dealership has no account at the processor
    """
    if not dealership.processor_account:
        raise NoProcessorAccount
    setup = CardSetup.objects.create(
        dealership=dealership,
        customer=customer,
        code=token_hex(16),
        account=dealership.processor_account,
        return_path=return_path,
        wanted_at=at,
    )
    schedule(
        dealership=dealership,
        kind=EFFECT,
        key=f"card_setup:{setup.code}",
        payload={"card_setup": setup.pk},
        due_at=at,
        at=at,
        about=customer.reference,
    )
    record("card page asked for", dealership=dealership, subjects=[customer.reference], by=by, at=at)
    return setup


@transaction.atomic
def card_setup_opened(*, dealership: Dealership, setup_id: int, session: str, url: str) -> CardSetup:
    """The processor made the session; one that ended meanwhile stays ended."""
    setup = _locked(dealership, setup_id)
    if setup.state == SetupState.WANTED:
        setup.state, setup.session, setup.url = SetupState.OPEN, session, url
        setup.save(update_fields=["state", "session", "url"])
    return setup


@transaction.atomic
def card_setup_succeeded(*, dealership: Dealership, setup_id: int, card: CardDetails, at: datetime) -> Card:
    """The processor says that the card is there: it goes on file; being told twice changes nothing."""
    setup = _locked(dealership, setup_id)
    guest = Actor(kind=Kind.GUEST, name=setup.customer.name, origin="card page")
    row = add_card(dealership=dealership, customer=setup.customer, card=card, source=Source.GUEST, by=guest, at=at)
    setup.state, setup.card, setup.reason = SetupState.SUCCEEDED, row, ""
    setup.save(update_fields=["state", "card", "reason"])
    return row


@transaction.atomic
def card_setup_failed(*, dealership: Dealership, setup_id: int, reason: str) -> CardSetup:
    """The page ended without a card; one that succeeded stays succeeded."""
    setup = _locked(dealership, setup_id)
    if setup.state != SetupState.SUCCEEDED:
        setup.state, setup.reason = SetupState.FAILED, reason
        setup.save(update_fields=["state", "reason"])
    return setup


def _locked(dealership: Dealership, setup_id: int) -> CardSetup:
    rows = CardSetup.objects.select_for_update(of=("self",)).select_related("customer")
    return rows.get(dealership=dealership, pk=setup_id)
