"""A guest whose data are deleted: the processor lets go of every card of theirs, whatever happens on the way."""

import pytest

from contracts.services.erasing import erase_guest
from customers.domain.details import CardDetails
from customers.domain.sources import Source
from customers.models import Card, Customer
from customers.services.cards import add_card, remove_card
from dealerships.models import Effect, Event
from integrations.stripe.client import client, options
from tests.situations import Counter
from tests.situations.guests import jordan
from tests.stripe.bank import Bank

DETACH = "payment_methods.detach"


@pytest.fixture
def guest(desk: Counter) -> Customer:
    """Jordan, who has no loan."""
    return jordan(desk.store)


@pytest.fixture
def visa(bank: Bank, guest: Customer) -> Card:
    """Jordan's card, kept by the processor."""
    return on_file(bank, guest, "pm_card_visa")


def test_every_card_is_let_go_also_one_that_was_taken_off_file(bank: Bank, guest: Customer, visa: Card) -> None:
    mastercard = on_file(bank, guest, "pm_card_mastercard")
    remove_card(dealership=bank.store, customer=guest, card_id=visa.pk, by=bank.by, at=bank.now())

    erase(bank, visa)

    assert [holder(bank, card) for card in (visa, mastercard)] == [None, None]
    told = Event.objects.filter(verb="card deleted at the processor", subjects__subject=guest.reference)
    assert told.count() == 2


@pytest.mark.parametrize(
    "fault", ["timeout_before", "timeout_after", "error_500_before", "error_500_after", "rate_limit"]
)
def test_a_processor_that_fails_is_asked_again(bank: Bank, visa: Card, fault: str) -> None:
    bank.fault(DETACH, fault)

    erase(bank, visa)
    bank.work_it_out()

    assert holder(bank, visa) is None
    assert states() == ["done"]


def test_a_card_that_was_detached_already_is_done(bank: Bank, visa: Card) -> None:
    client().v1.payment_methods.detach(visa.payment_method, {}, options(account=visa.account))

    erase(bank, visa)

    assert states() == ["done"]


def test_a_card_that_is_added_while_the_data_are_deleted_is_let_go_too(bank: Bank, guest: Customer, visa: Card) -> None:
    erase(bank, visa)

    late = on_file(bank, guest, "pm_card_mastercard")
    bank.work()

    assert holder(bank, late) is None
    assert (late.last_four, late.preferred, late.removed_at is None) == ("", False, False)


def test_another_guest_is_left_alone(bank: Bank, desk: Counter, visa: Card) -> None:
    averys = bank.card()
    Card.objects.filter(customer=desk.avery).update(payment_method=averys.payment_method)

    erase(bank, visa)

    assert holder(bank, Card.objects.get(customer=desk.avery)) == averys.processor_customer


def test_a_card_that_the_processor_does_not_know_is_done(bank: Bank, visa: Card) -> None:
    Card.objects.filter(pk=visa.pk).update(payment_method="pm_nobody_knows")

    erase(bank, visa)

    assert states() == ["done"]


def on_file(bank: Bank, guest: Customer, token: str) -> Card:
    """A card of the guest's, as a visit to the processor's page leaves it."""
    kept = bank.card(token)
    details = CardDetails(
        account=kept.account,
        processor_customer=kept.processor_customer,
        payment_method=kept.payment_method,
        brand="visa",
        last_four="4242",
        expires_month=12,
        expires_year=2034,
    )
    return add_card(dealership=bank.store, customer=guest, card=details, source=Source.GUEST, by=bank.by, at=bank.now())


def erase(bank: Bank, card: Card) -> None:
    """Riley deletes the data, and a worker does the rest."""
    erase_guest(dealership=bank.store, customer=card.customer, by=bank.by, at=bank.now())
    bank.work()


def holder(bank: Bank, card: Card) -> str | None:
    """Whose card it is at the processor."""
    found = client().v1.payment_methods.retrieve(card.payment_method, {}, options(account=card.account))
    return found.to_dict()["customer"]


def states() -> list[str]:
    """How the effects of letting go stand."""
    return list(Effect.objects.filter(kind="integrations.stripe.detaching").values_list("state", flat=True))
