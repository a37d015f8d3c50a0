"""Cards that don't work, each refused as the vendor documents it."""

from typing import Any

import pytest
import stripe

from sandbox.testing import RunningSandbox
from tests.sandbox.holding import hold, told


@pytest.mark.parametrize(
    ("token", "code", "decline_code"),
    [
        ("pm_card_chargeDeclined", "card_declined", "generic_decline"),
        ("pm_card_chargeDeclinedInsufficientFunds", "card_declined", "insufficient_funds"),
        ("pm_card_chargeDeclinedExpiredCard", "expired_card", "expired_card"),
        ("pm_card_chargeDeclinedProcessingError", "processing_error", "processing_error"),
    ],
)
def test_a_declined_card_says_why_and_holds_nothing(
    cards: Any, robin: Any, sandbox: RunningSandbox, token: str, code: Any, decline_code: str
) -> None:
    with pytest.raises(stripe.CardError) as declined:
        hold(cards, robin, token)

    error = told(declined.value)
    assert declined.value.http_status == 402
    assert (error.code, error.decline_code) == (code, decline_code)
    assert error.payment_intent.status == "requires_payment_method"
    assert error.payment_intent.last_payment_error.decline_code == decline_code
    assert str(declined.value.request_id).startswith("req_")
    assert [entry["operation"] for entry in sandbox.client.ledger()] == ["decline"]


def test_a_declined_card_can_be_replaced_on_the_same_intent(cards: Any, robin: Any, visa: Any) -> None:
    with pytest.raises(stripe.CardError) as declined:
        hold(cards, robin, "pm_card_chargeDeclined")

    intent = told(declined.value).payment_intent.id
    confirmed = cards.v1.payment_intents.confirm(intent, {"payment_method": visa.id})

    assert confirmed.status == "requires_capture"


def test_a_declined_card_cannot_be_added(cards: Any, robin: Any) -> None:
    with pytest.raises(stripe.CardError):
        cards.v1.payment_methods.attach("pm_card_chargeDeclined", {"customer": robin.id})


def test_one_card_can_be_added_but_never_charged(cards: Any, robin: Any) -> None:
    added = cards.v1.payment_methods.attach("pm_card_chargeCustomerFail", {"customer": robin.id})

    with pytest.raises(stripe.CardError) as declined:
        hold(cards, robin, added.id)

    assert added.card.last4 == "0341"
    assert told(declined.value).decline_code == "generic_decline"


def test_a_card_that_wants_the_guest_is_refused_without_the_guest(cards: Any, robin: Any) -> None:
    added = cards.v1.payment_methods.attach("pm_card_authenticationRequired", {"customer": robin.id})

    with pytest.raises(stripe.CardError) as refused:
        hold(cards, robin, added.id)
    asked = hold(cards, robin, added.id, off_session=False, return_url="http://desk.example/back")

    assert told(refused.value).code == "authentication_required"
    assert asked.status == "requires_action"
    assert asked.next_action.redirect_to_url.return_url == "http://desk.example/back"


def test_a_token_nobody_knows_is_missing(cards: Any, robin: Any) -> None:
    with pytest.raises(stripe.InvalidRequestError) as missing:
        cards.v1.payment_methods.attach("pm_card_unknown", {"customer": robin.id})

    assert (missing.value.code, missing.value.http_status) == ("resource_missing", 404)


def test_a_card_of_another_customer_is_not_charged(cards: Any, robin: Any, visa: Any) -> None:
    avery = cards.v1.customers.create({"name": "Avery Quinn"})

    with pytest.raises(stripe.InvalidRequestError, match="does not belong"):
        hold(cards, avery, visa.id)


def test_a_removed_card_is_not_charged(cards: Any, robin: Any, visa: Any) -> None:
    cards.v1.payment_methods.detach(visa.id)

    with pytest.raises(stripe.InvalidRequestError):
        hold(cards, robin, visa.id)

    assert cards.v1.payment_methods.list({"customer": robin.id, "type": "card"}).data == []


def test_a_hold_of_nothing_is_a_setup_intent(cards: Any, robin: Any) -> None:
    ready = cards.v1.setup_intents.create(
        {"customer": robin.id, "payment_method": "pm_card_visa", "confirm": True, "usage": "off_session"}
    )

    assert ready.status == "succeeded"
    assert [each.id for each in cards.v1.payment_methods.list({"customer": robin.id}).data] == [ready.payment_method]
