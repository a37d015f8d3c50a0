"""A guest adds a card on the processor's own page; it counts when the processor says so."""

import urllib.parse
import urllib.request
from datetime import timedelta
from http.client import HTTPResponse

import pytest

from customers.domain.setups import SetupState
from customers.models import Card, CardSetup, Customer
from customers.services import want_card_setup
from integrations.stripe.client import client, options
from tests.situations.guests import jordan
from tests.stripe.bank import Bank

MINUTE, DAY = timedelta(minutes=1, seconds=1), timedelta(days=1, minutes=11)


@pytest.fixture
def guest(bank: Bank) -> Customer:
    return jordan(bank.store)


def test_the_page_is_opened_by_a_worker(bank: Bank, guest: Customer) -> None:
    setup = wanted(bank, guest)
    assert (setup.state, setup.url) == (SetupState.WANTED, "")

    bank.work()

    setup.refresh_from_db()
    assert setup.state == SetupState.OPEN
    assert setup.url.startswith(bank.sandbox.address)


def test_a_lost_answer_opens_the_same_page(bank: Bank, guest: Customer) -> None:
    setup = wanted(bank, guest)
    bank.fault("checkout.sessions.create", "timeout_after")

    bank.work()
    bank.work_it_out()

    setup.refresh_from_db()
    assert setup.state == SetupState.OPEN
    assert pages(bank) == 1


def test_the_card_goes_on_file_once_the_processor_has_it(bank: Bank, guest: Customer) -> None:
    setup = opened(bank, guest)

    type_card(setup, "4242424242424242")
    assert not Card.objects.filter(customer=guest).exists()
    bank.let_pass(MINUTE)

    setup.refresh_from_db()
    card = Card.objects.get(customer=guest)
    assert setup.state == SetupState.SUCCEEDED
    assert (setup.card, str(card), card.preferred) == (card, "Visa •• 4242", True)
    assert (card.expires_month, card.expires_year) == (8, 2034)
    assert card.account == bank.store.processor_account


def test_the_card_can_be_held_right_away(bank: Bank, guest: Customer) -> None:
    type_card(opened(bank, guest), "5555555555554444")
    bank.let_pass(MINUTE)
    card = Card.objects.get(customer=guest)

    hold = bank.held("50.00", bank.on_file(card))

    assert hold.state == "held"


def test_a_guest_who_adds_another_card_stays_one_customer_at_the_processor(bank: Bank, guest: Customer) -> None:
    type_card(opened(bank, guest), "4242424242424242")
    bank.let_pass(MINUTE)
    type_card(opened(bank, guest), "5555555555554444")
    bank.let_pass(MINUTE)

    assert Card.objects.filter(customer=guest).count() == 2
    assert Card.objects.filter(customer=guest).values("processor_customer").distinct().count() == 1


def test_coming_back_without_a_card_changes_nothing(bank: Bank, guest: Customer) -> None:
    setup = opened(bank, guest)

    bank.let_pass(MINUTE)

    setup.refresh_from_db()
    assert setup.state == SetupState.OPEN
    assert not Card.objects.filter(customer=guest).exists()


def test_a_declined_card_may_be_tried_again_on_the_same_page(bank: Bank, guest: Customer) -> None:
    setup = opened(bank, guest)

    assert type_card(setup, "4000000000000002") == 402
    type_card(setup, "4242424242424242")
    bank.let_pass(MINUTE)

    assert Card.objects.filter(customer=guest).count() == 1


def test_a_page_that_nobody_used_ends_with_words(bank: Bank, guest: Customer) -> None:
    setup = opened(bank, guest)

    for _ in range(12):
        bank.let_pass(DAY / 12)

    setup.refresh_from_db()
    assert setup.state == SetupState.FAILED
    assert setup.reason.startswith("The page ended before a card was added.")


def wanted(bank: Bank, guest: Customer) -> CardSetup:
    return want_card_setup(
        dealership=bank.store, customer=guest, return_path="/springfield/g/x/", by=bank.by, at=bank.now()
    )


def opened(bank: Bank, guest: Customer) -> CardSetup:
    setup = wanted(bank, guest)
    bank.work()
    setup.refresh_from_db()
    return setup


def type_card(setup: CardSetup, number: str) -> int:
    """The guest types a card on the processor's page; the answer is its status."""
    typed = {"number": number, "expiry": "08 / 34", "cvc": "123", "name": "Jordan Ellis"}
    request = urllib.request.Request(setup.url, urllib.parse.urlencode(typed).encode())
    opener = urllib.request.build_opener(StayHere)
    with opener.open(request, timeout=30) as answer:
        return int(answer.status)


class StayHere(urllib.request.HTTPErrorProcessor):
    """Follows no redirect and takes no status amiss: the desk is not running."""

    def http_response(self, request: urllib.request.Request, response: HTTPResponse) -> HTTPResponse:
        return response


def pages(bank: Bank) -> int:
    """How many pages the processor has opened for the store."""
    account = options(account=bank.store.processor_account)
    return len(client().v1.checkout.sessions.list({"limit": 10}, account).data)
