"""The guest adds a card: told first what is held, sent to the processor's page, believed when the processor says so."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from djmoney.money import Money
from time_machine import TimeMachineFixture

from billing.domain.payments import HoldState
from billing.models import Hold
from contracts.domain.links import LinkPurpose
from contracts.models import Contract
from customers.domain.setups import SetupState
from customers.models import CardSetup
from customers.queries import preferred_card
from customers.services import card_setup_failed, card_setup_opened, card_setup_succeeded, remove_card
from dealerships.models import Effect
from tests.guest.phone import Phone, heading, link_to, words
from tests.scenarios.counter_work import Work
from tests.situations import Counter, at, book_for_group, jordan
from tests.situations.guests import AVERYS_CARD

NOW = at(9, 8, 40)
HTMX = {"HX-Request": "true"}
PROCESSORS_PAGE = "https://checkout.example/cs_1"


@pytest.fixture
def without_card(desk: Counter, client: Client) -> Phone:
    """Jordan, of whom only a phone is known, with the link open."""
    guest = jordan(desk.store)
    booked = book_for_group(desk, customer_id=guest.pk)
    work = Work(store=desk.store, code=booked.code, by=desk.advisor)
    phone = Phone(client=client, link=link_to(work, LinkPurpose.PROFILE, NOW))
    phone.answer("0177")
    for paper in ("licence/", "insurance/"):
        phone.post(paper, skip="1")
    return phone


def test_the_guest_is_told_what_is_held_before_the_card_is_asked_for(without_card: Phone) -> None:
    page = without_card.get()

    assert heading(page) == "Add a card"
    assert "we hold at most $145.80" in words(page)  # 3 days × $45.00 = $135.00, and 8 % of it
    assert "Bring your driver’s licence and your proof of insurance to the counter." in words(page)
    assert "Service loaners" not in words(page)


def test_add_card_asks_a_worker_for_the_processors_page(without_card: Phone) -> None:
    waiting = without_card.post("card/", form_key="one")

    assert heading(waiting) == "Preparing the card page"
    setup = CardSetup.objects.get()
    assert setup.return_path == f"{without_card.link}card/back/"
    assert Effect.objects.filter(kind="integrations.stripe.card_setup").count() == 1


def test_add_card_pressed_twice_asks_once(without_card: Phone) -> None:
    first, second = (without_card.client.post(f"{without_card.link}card/", {"form_key": "one"}) for _ in range(2))

    assert first["Location"] == second["Location"]
    assert CardSetup.objects.count() == 1


def test_the_waiting_page_sends_the_guest_to_the_processors_page_once(without_card: Phone, desk: Counter) -> None:
    setup = asked(without_card, desk)

    gone, again = without_card.look(f"card/{setup.code}/"), without_card.look(f"card/{setup.code}/")

    assert (gone.status_code, gone["Location"]) == (302, PROCESSORS_PAGE)
    assert heading(again) == "Waiting for your bank"


def test_with_javascript_the_page_goes_there_by_itself(without_card: Phone, desk: Counter) -> None:
    setup = asked(without_card, desk, opened=False)
    nothing_new = without_card.look(f"card/{setup.code}/?seen=wanted", **HTMX)
    open_page(setup, desk)

    gone = without_card.look(f"card/{setup.code}/?seen=wanted", **HTMX)

    assert nothing_new.status_code == 204
    assert gone["HX-Redirect"] == PROCESSORS_PAGE


def test_coming_back_proves_nothing(without_card: Phone, desk: Counter) -> None:
    setup = asked(without_card, desk)

    back = without_card.get("card/back/")

    assert heading(back) == "Waiting for your bank"
    assert back.redirect_chain == [(f"{without_card.link}card/{setup.code}/?back=1", 302)]
    assert '<meta http-equiv="refresh"' in back.content.decode()
    assert heading(without_card.get()) == "Add a card"


def test_the_processors_word_brings_the_card_in(without_card: Phone, desk: Counter) -> None:
    setup = asked(without_card, desk)
    card = replace(AVERYS_CARD, processor_customer="cus_Jordan", payment_method="pm_jordan")
    card_setup_succeeded(dealership=desk.store, setup_id=setup.pk, card=card, at=NOW)

    news = without_card.look(f"card/{setup.code}/?seen=open", **HTMX)

    assert heading(news) == "Visa •• 4242 is in"
    assert "hx-get" not in news.content.decode()
    assert heading(without_card.get()) == "Everything is in"


def test_a_card_that_failed_says_why_and_offers_another_try(without_card: Phone, desk: Counter) -> None:
    setup = asked(without_card, desk)
    card_setup_failed(dealership=desk.store, setup_id=setup.pk, reason="The bank says no.")

    page = without_card.get(f"card/{setup.code}/")

    assert heading(page) == "No card was added"
    assert "The bank says no. Try another card, or bring one to the counter." in words(page)


def test_a_page_that_takes_long_says_so(without_card: Phone, desk: Counter, time_machine: TimeMachineFixture) -> None:
    setup = asked(without_card, desk, opened=False)
    time_machine.move_to(NOW + timedelta(seconds=41), tick=False)

    page = without_card.look(f"card/{setup.code}/?seen=wanted", **HTMX)

    assert "This takes longer than usual." in words(page)


def test_the_card_page_of_somebody_else_is_not_here(without_card: Phone, desk: Counter, work: Work) -> None:
    setup = asked(without_card, desk)
    avery = Phone(client=Client(), link=link_to(work, LinkPurpose.PROFILE, NOW))
    avery.answer("0142")

    assert avery.look(f"card/{setup.code}/").status_code == 404


def test_without_an_account_at_a_processor_the_card_is_brought_to_the_counter(
    without_card: Phone, desk: Counter
) -> None:
    desk.store.processor_account = ""
    desk.store.save()

    refused = without_card.post("card/", form_key="one")

    assert "Bring yours to the counter." in words(refused)
    assert not CardSetup.objects.exists()


def test_a_card_that_the_bank_declined_is_asked_for_anew(opened: Phone, car_ready: Work, desk: Counter) -> None:
    contract = Contract.objects.get()
    contract.hold = Hold.objects.create(
        dealership=desk.store,
        about=f"contract/{car_ready.code}",
        account=AVERYS_CARD.account,
        processor_customer=AVERYS_CARD.processor_customer,
        payment_method=AVERYS_CARD.payment_method,
        card_label="Visa •• 4242",
        currency="USD",
        wanted=Money("145.80", "USD"),
        state=HoldState.FAILED,
        reason="The card has insufficient funds.",
        wanted_at=NOW,
    )
    contract.save()

    page = opened.get()

    assert heading(page) == "Try another card"
    assert "Visa •• 4242 was declined. The card has insufficient funds." in words(page)


def test_settings_that_collect_no_card_ask_for_none(opened: Phone, desk: Counter) -> None:
    desk.group.cost_recovery.collect_card = False
    desk.group.cost_recovery.save()
    card = preferred_card(dealership=desk.store, customer=desk.avery)
    assert card is not None
    remove_card(dealership=desk.store, customer=desk.avery, card_id=card.pk, by=desk.advisor, at=NOW)

    assert heading(opened.get()) == "Everything is in"
    assert heading(opened.get("card/")) == "Everything is in"


def asked(phone: Phone, desk: Counter, *, opened: bool = True) -> CardSetup:
    """The guest pressed *Add card*; the worker may have opened the processor's page."""
    phone.client.post(f"{phone.link}card/", {"form_key": "one"})
    setup = CardSetup.objects.get()
    assert setup.state == SetupState.WANTED
    if opened:
        open_page(setup, desk)
    return setup


def open_page(setup: CardSetup, desk: Counter) -> None:
    """The worker's news."""
    card_setup_opened(dealership=desk.store, setup_id=setup.pk, session="cs_1", url=PROCESSORS_PAGE)
