"""The processor's page on which a guest adds a card, used as a browser without scripts uses it."""

import re
from typing import Any
from urllib.parse import urljoin

import pytest
import requests
import stripe

from sandbox.testing import RunningSandbox
from tests.sandbox.desk import Desk, eventually
from tests.sandbox.holding import hold

TYPED = {"number": "4242 4242 4242 4242", "expiry": "12 / 34", "cvc": "123", "name": "Robin Castell"}
BACK = "http://desk.example/card?session={CHECKOUT_SESSION_ID}"


@pytest.fixture
def session(cards: Any, robin: Any) -> Any:
    return cards.v1.checkout.sessions.create(
        {
            "mode": "setup",
            "customer": robin.id,
            "currency": "usd",
            "success_url": BACK,
            "cancel_url": "http://desk.example/back",
            "metadata": {"guest": "LS-4W7B"},
            "setup_intent_data": {"metadata": {"guest": "LS-4W7B"}},
        }
    )


def type_card(session: Any, **changes: str) -> requests.Response:
    return requests.post(session.url, data=TYPED | changes, allow_redirects=False, timeout=30)


def test_a_guest_adds_a_card_and_the_desk_hears_of_it(cards: Any, robin: Any, session: Any, desk: Desk) -> None:
    page = requests.get(session.url, timeout=30)

    answer = type_card(session)

    assert "Lexus of Springfield" in page.text
    assert "Simulation" in page.text
    assert answer.headers["Location"] == f"http://desk.example/card?session={session.id}"
    done = cards.v1.checkout.sessions.retrieve(session.id, {"expand": ["setup_intent.payment_method"]})
    assert (done.status, done.setup_intent.status) == ("complete", "succeeded")
    assert done.setup_intent.payment_method.card.last4 == "4242"
    assert done.setup_intent.payment_method.card.exp_year == 2034
    assert done.setup_intent.metadata["guest"] == "LS-4W7B"
    assert done.setup_intent.payment_method.customer == robin.id
    eventually(lambda: {"checkout.session.completed", "setup_intent.succeeded"} <= set(desk.events()))


def test_the_added_card_can_be_charged_without_the_guest(cards: Any, robin: Any, session: Any) -> None:
    type_card(session, number="4000 0000 0000 0341")
    method = cards.v1.payment_methods.list({"customer": robin.id}).data[0]

    with pytest.raises(stripe.CardError):
        hold(cards, robin, method.id)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("4000000000000002", "declined"),
        ("4000000000009995", "insufficient funds"),
        ("4000000000000069", "expired"),
        ("4539 1488 0343 6467", "non test card"),
    ],
)
def test_a_declined_card_says_so_and_another_may_follow(cards: Any, session: Any, number: Any, said: str) -> None:
    declined = type_card(session, number=number)

    assert declined.status_code == 402
    assert said in declined.text
    assert cards.v1.checkout.sessions.retrieve(session.id).status == "open"
    assert type_card(session).status_code == 303


@pytest.mark.parametrize(
    "slip", [{"number": "4242 4242 4242 4241"}, {"expiry": "13 / 34"}, {"expiry": "01 / 20"}, {"cvc": "12"}]
)
def test_a_slip_of_the_finger_is_pointed_out(session: Any, slip: dict[str, str]) -> None:
    answer = type_card(session, **slip)

    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text


def test_a_bank_may_ask_the_guest_once_and_for_all(cards: Any, robin: Any, session: Any) -> None:
    asked = type_card(session, number="4000 0025 0000 3155")
    method = re.findall(r'name="method" value="([^"]+)"', asked.text)[0]

    refused = requests.post(f"{session.url}/confirm", data={"method": method, "answer": "refuse"}, timeout=30)
    confirmed = requests.post(
        f"{session.url}/confirm", data={"method": method, "answer": "confirm"}, timeout=30, allow_redirects=False
    )

    assert refused.status_code == 402
    assert confirmed.status_code == 303
    assert hold(cards, robin, method).status == "requires_capture"


def test_after_a_refusal_at_the_bank_another_card_is_typed_where_the_page_says(cards: Any, session: Any) -> None:
    asked = type_card(session, number="4000 0025 0000 3155")
    method = re.search(r'name="method" value="(pm_\w+)"', asked.text)
    assert method
    refused = requests.post(f"{session.url}/confirm", data={"method": method[1], "answer": "refuse"}, timeout=30)

    action = re.search(r'<form[^>]* action="([^"]+)"', refused.text)
    assert action
    answer = requests.post(urljoin(refused.url, action[1]), data=TYPED, allow_redirects=False, timeout=30)

    assert (refused.status_code, answer.status_code) == (402, 303)
    assert cards.v1.checkout.sessions.retrieve(session.id).status == "complete"


def test_an_ended_session_takes_no_card(cards: Any, session: Any) -> None:
    cards.v1.checkout.sessions.expire(session.id)

    answer = type_card(session)

    assert answer.status_code == 410
    assert "ended" in answer.text


def test_a_session_ends_by_itself_after_a_day(cards: Any, session: Any, sandbox: RunningSandbox) -> None:
    sandbox.client.advance_clock(24 * 3600 + 1)

    assert cards.v1.checkout.sessions.retrieve(session.id).status == "expired"
    assert cards.v1.checkout.sessions.retrieve(session.id).url is None


def test_only_setup_is_offered(cards: Any, robin: Any) -> None:
    with pytest.raises(stripe.InvalidRequestError, match="setup mode"):
        cards.v1.checkout.sessions.create({"mode": "payment", "success_url": BACK, "currency": "usd"})


def test_an_unknown_session_is_not_found(sandbox: RunningSandbox) -> None:
    assert requests.get(f"{sandbox.address}/checkout/cs_test_nothing", timeout=30).status_code == 404


def test_a_guest_confirms_a_payment_at_the_bank(cards: Any, robin: Any, sandbox: RunningSandbox) -> None:
    added = cards.v1.payment_methods.attach("pm_card_authenticationRequired", {"customer": robin.id})
    asked = hold(cards, robin, added.id, off_session=False, return_url="http://desk.example/back")
    address = asked.next_action.redirect_to_url.url

    page = requests.get(address, timeout=30)
    confirmed = requests.post(address, data={"answer": "confirm"}, timeout=30, allow_redirects=False)

    assert "$96.66" in page.text
    assert confirmed.headers["Location"] == "http://desk.example/back"
    assert cards.v1.payment_intents.retrieve(asked.id).status == "requires_capture"
