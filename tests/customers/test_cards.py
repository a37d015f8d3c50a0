"""Cards on file, and the visits to the processor's page that bring them."""

from dataclasses import replace

import pytest

from customers.domain.sources import Source
from customers.models import Card
from customers.queries import preferred_card
from customers.services import (
    add_card,
    card_setup_failed,
    card_setup_opened,
    card_setup_succeeded,
    prefer_card,
    remove_card,
    want_card_setup,
)
from customers.services.card_setups import NoProcessorAccount
from customers.services.cards import CardOfAnotherGuest, UnknownCard
from dealerships.models import Effect
from tests.situations import MONDAY_MORNING, Counter, jordan, manager
from tests.situations.guests import AVERYS_CARD

MASTERCARD = replace(AVERYS_CARD, payment_method="pm_card_mastercard", brand="mastercard", last_four="4444")


def add(desk: Counter, card=MASTERCARD, customer=None) -> Card:
    return add_card(
        dealership=desk.store,
        customer=customer or desk.avery,
        card=card,
        source=Source.STAFF,
        by=manager(),
        at=MONDAY_MORNING,
    )


def preferred(desk: Counter) -> str:
    return str(preferred_card(dealership=desk.store, customer=desk.avery))


def test_a_new_card_is_preferred_and_being_told_of_it_again_changes_nothing(desk: Counter):
    first = add(desk)

    assert add(desk) == first
    assert preferred(desk) == "Mastercard •• 4444"
    assert desk.avery.cards.count() == 2


def test_another_card_can_be_preferred_and_a_removed_one_hands_on(desk: Counter):
    mastercard = add(desk)
    visa = desk.avery.cards.get(last_four="4242")

    prefer_card(dealership=desk.store, customer=desk.avery, card_id=visa.pk, by=manager(), at=MONDAY_MORNING)
    assert preferred(desk) == "Visa •• 4242"
    remove_card(dealership=desk.store, customer=desk.avery, card_id=visa.pk, by=manager(), at=MONDAY_MORNING)

    assert preferred(desk) == str(mastercard)
    with pytest.raises(UnknownCard):
        remove_card(dealership=desk.store, customer=desk.avery, card_id=visa.pk, by=manager(), at=MONDAY_MORNING)


def test_a_removed_card_that_comes_again_is_on_file_again(desk: Counter):
    visa = desk.avery.cards.get()
    remove_card(dealership=desk.store, customer=desk.avery, card_id=visa.pk, by=manager(), at=MONDAY_MORNING)
    assert preferred_card(dealership=desk.store, customer=desk.avery) is None

    add(desk, AVERYS_CARD)

    assert preferred(desk) == "Visa •• 4242"


def test_one_card_is_on_file_in_one_profile(desk: Counter):
    with pytest.raises(CardOfAnotherGuest):
        add(desk, AVERYS_CARD, customer=jordan(desk.store))


def test_a_card_page_is_asked_for_opened_and_brings_its_card_once(desk: Counter):
    setup = want_card_setup(
        dealership=desk.store, customer=desk.avery, return_path="/springfield/g/x/", by=manager(), at=MONDAY_MORNING
    )
    assert Effect.objects.get(key=f"card_setup:{setup.code}").payload == {"card_setup": setup.pk}

    card_setup_opened(dealership=desk.store, setup_id=setup.pk, session="cs_1", url="https://pay.example/cs_1")
    for _ in range(2):
        card_setup_succeeded(dealership=desk.store, setup_id=setup.pk, card=MASTERCARD, at=MONDAY_MORNING)
    card_setup_failed(dealership=desk.store, setup_id=setup.pk, reason="Too late")
    card_setup_opened(dealership=desk.store, setup_id=setup.pk, session="cs_2", url="https://pay.example/cs_2")

    setup.refresh_from_db()
    assert (setup.state, setup.session, str(setup.card)) == ("succeeded", "cs_1", "Mastercard •• 4444")
    assert desk.avery.cards.count() == 2


def test_a_store_without_a_payment_account_has_no_card_page(desk: Counter):
    desk.store.processor_account = ""

    with pytest.raises(NoProcessorAccount):
        want_card_setup(dealership=desk.store, customer=desk.avery, return_path="/", by=manager(), at=MONDAY_MORNING)
