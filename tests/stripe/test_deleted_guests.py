"""A guest whose data are deleted: the processor lets go of their cards and of them, whatever happens on the way."""

import pytest

from contracts.services.erasing import erase_guest
from customers.domain.details import CardDetails
from customers.domain.sources import Source
from customers.models import Card, Customer
from customers.services import want_card_setup
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


def test_the_processor_forgets_the_guest_too_and_can_still_refund(bank: Bank, guest: Customer, visa: Card) -> None:
    account = options(account=visa.account)
    paid = client().v1.payment_intents.create(
        {
            "amount": 4000,
            "currency": "usd",
            "customer": visa.processor_customer,
            "payment_method": visa.payment_method,
            "confirm": True,
            "off_session": True,
        },
        account,
    )

    erase(bank, visa)

    assert client().v1.customers.retrieve(visa.processor_customer, {}, account).to_dict()["deleted"] is True
    assert Event.objects.filter(verb="forgotten at the processor", subjects__subject=guest.reference).count() == 1
    assert client().v1.refunds.create({"payment_intent": paid.id}, account).status == "succeeded"


@pytest.mark.parametrize(
    "fault", ["timeout_before", "timeout_after", "error_500_before", "error_500_after", "rate_limit"]
)
def test_a_processor_that_fails_to_forget_is_asked_again(bank: Bank, visa: Card, fault: str) -> None:
    bank.fault("customers.delete", fault)

    erase(bank, visa)
    bank.work_it_out()

    assert forgotten(visa)
    assert states("integrations.stripe.forgetting") == ["done"]


def test_a_guest_who_left_the_card_page_without_a_card_is_forgotten(bank: Bank, guest: Customer) -> None:
    visit = want_card_setup(dealership=bank.store, customer=guest, return_path="/back/", by=bank.by, at=bank.now())
    bank.work()
    visit.refresh_from_db()
    account = options(account=visit.account)
    name = str(client().v1.checkout.sessions.retrieve(visit.session, {}, account).customer)

    erase_guest(dealership=bank.store, customer=guest, by=bank.by, at=bank.now())
    bank.work()

    assert client().v1.customers.retrieve(name, {}, account).to_dict()["deleted"] is True


def test_who_shares_a_name_there_with_another_guests_card_is_kept_for_them(
    bank: Bank, desk: Counter, visa: Card
) -> None:
    averys = on_file(bank, desk.avery, "pm_card_mastercard")
    Card.objects.filter(pk=averys.pk).update(processor_customer=visa.processor_customer)

    erase(bank, visa)

    assert holder(bank, visa) is None
    assert not forgotten(visa)
    assert states("integrations.stripe.forgetting") == ["done"]


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


def forgotten(card: Card) -> bool:
    """Whether the processor has deleted the guest of a card."""
    found = client().v1.customers.retrieve(card.processor_customer, {}, options(account=card.account))
    return bool(found.to_dict().get("deleted"))


def states(kind: str = "integrations.stripe.detaching") -> list[str]:
    """How the effects of letting go stand."""
    return list(Effect.objects.filter(kind=kind).values_list("state", flat=True))
