"""A hold, and what becomes of it: the amounts, the times, and the record of what really happened."""

from typing import Any

import pytest
import stripe

from sandbox.testing import RunningSandbox
from tests.sandbox.conftest import SHELBYVILLE, card_client
from tests.sandbox.holding import HOLD_CENTS, hold, told

DAY = 24 * 3600
DUE_CENTS = 5376


def test_a_hold_waits_to_be_captured(cards: Any, robin: Any, visa: Any, sandbox: RunningSandbox) -> None:
    held = hold(cards, robin, visa.id)

    assert held.status == "requires_capture"
    assert held.amount_capturable == HOLD_CENTS
    assert held.latest_charge.captured is False
    assert held.latest_charge.payment_method_details.card.last4 == "4242"
    assert [(entry["operation"], entry["amount"]) for entry in sandbox.client.ledger()] == [("hold", HOLD_CENTS)]


@pytest.mark.parametrize(
    ("token", "asked_by_the_guest", "lasts_seconds"),
    [
        ("pm_card_visa", True, 7 * DAY),
        ("pm_card_visa", False, 4 * DAY + 18 * 3600),
        ("pm_card_mastercard", False, 7 * DAY),
        ("pm_card_amex", False, 7 * DAY),
    ],
)
def test_the_network_says_until_when_it_keeps_a_hold(
    cards: Any, robin: Any, token: str, asked_by_the_guest: bool, lasts_seconds: int
) -> None:
    method = cards.v1.payment_methods.attach(token, {"customer": robin.id})

    held = hold(cards, robin, method.id, off_session=not asked_by_the_guest)

    card = held.latest_charge.payment_method_details.card
    assert card.capture_before - held.latest_charge.created == lasts_seconds


def test_a_partial_capture_takes_what_is_due_and_releases_the_rest(
    cards: Any, robin: Any, visa: Any, sandbox: RunningSandbox
) -> None:
    held = hold(cards, robin, visa.id)

    captured = cards.v1.payment_intents.capture(held.id, {"amount_to_capture": DUE_CENTS, "expand": ["latest_charge"]})

    assert (captured.status, captured.amount_received, captured.amount_capturable) == ("succeeded", DUE_CENTS, 0)
    assert (captured.latest_charge.amount_captured, captured.latest_charge.amount_refunded) == (DUE_CENTS, 0)
    assert [(entry["operation"], entry["amount"]) for entry in sandbox.client.ledger()[1:]] == [
        ("capture", DUE_CENTS),
        ("release", HOLD_CENTS - DUE_CENTS),
    ]


def test_nothing_can_be_captured_twice_nor_more_than_is_held(cards: Any, robin: Any, visa: Any) -> None:
    held = hold(cards, robin, visa.id)

    with pytest.raises(stripe.InvalidRequestError) as too_much:
        cards.v1.payment_intents.capture(held.id, {"amount_to_capture": HOLD_CENTS + 1})
    cards.v1.payment_intents.capture(held.id)
    with pytest.raises(stripe.InvalidRequestError) as again:
        cards.v1.payment_intents.capture(held.id)

    assert too_much.value.code == "amount_too_large"
    assert again.value.code == "payment_intent_unexpected_state"
    assert told(again.value).payment_intent.status == "succeeded"


def test_a_cancelled_hold_is_released_and_stays_cancelled(
    cards: Any, robin: Any, visa: Any, sandbox: RunningSandbox
) -> None:
    held = hold(cards, robin, visa.id)

    cancelled = cards.v1.payment_intents.cancel(held.id, {"cancellation_reason": "requested_by_customer"})
    with pytest.raises(stripe.InvalidRequestError, match="status of canceled"):
        cards.v1.payment_intents.cancel(held.id)

    assert (cancelled.status, cancelled.amount_capturable) == ("canceled", 0)
    assert [entry["operation"] for entry in sandbox.client.ledger()] == ["hold", "release"]


def test_a_hold_past_its_time_lapses_by_itself(cards: Any, robin: Any, visa: Any, sandbox: RunningSandbox) -> None:
    held = hold(cards, robin, visa.id)

    sandbox.client.advance_clock(4 * DAY + 18 * 3600 + 1)
    with pytest.raises(stripe.InvalidRequestError) as too_late:
        cards.v1.payment_intents.capture(held.id)

    lapsed = cards.v1.payment_intents.retrieve(held.id)
    assert too_late.value.code == "payment_intent_unexpected_state"
    assert (lapsed.status, lapsed.cancellation_reason) == ("canceled", "expired")
    assert [entry["operation"] for entry in sandbox.client.ledger()] == ["hold", "expire"]


def test_a_hold_is_raised_at_most_ten_times_and_a_decline_counts(
    cards: Any, robin: Any, visa: Any, sandbox: RunningSandbox
) -> None:
    wish = {"card": {"request_incremental_authorization": "if_available"}}
    held = hold(cards, robin, visa.id, payment_method_options=wish)

    sandbox.client.fault("stripe", "payment_intents.increment_authorization", "decline")
    with pytest.raises(stripe.CardError):
        cards.v1.payment_intents.increment_authorization(held.id, {"amount": HOLD_CENTS + 100})
    for step in range(1, 10):
        cards.v1.payment_intents.increment_authorization(held.id, {"amount": HOLD_CENTS + step * 100})

    assert cards.v1.payment_intents.retrieve(held.id).amount_capturable == HOLD_CENTS + 900
    with pytest.raises(stripe.InvalidRequestError, match="at most 10"):
        cards.v1.payment_intents.increment_authorization(held.id, {"amount": HOLD_CENTS + 1000})


def test_a_hold_is_not_raised_where_it_was_not_asked_for(cards: Any, robin: Any, visa: Any) -> None:
    held = hold(cards, robin, visa.id)

    with pytest.raises(stripe.InvalidRequestError, match="not eligible"):
        cards.v1.payment_intents.increment_authorization(held.id, {"amount": HOLD_CENTS + 100})


@pytest.mark.parametrize(("amount", "code"), [(49, "amount_too_small"), (0, "parameter_invalid_integer")])
def test_less_than_fifty_cents_is_refused(
    cards: Any, robin: Any, visa: Any, amount: int, code: Any, sandbox: RunningSandbox
) -> None:
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        hold(cards, robin, visa.id, amount=amount)

    assert refusal.value.code == code
    assert sandbox.client.ledger() == []


def test_a_charge_is_taken_at_once_and_given_back_in_parts(
    cards: Any, robin: Any, visa: Any, sandbox: RunningSandbox
) -> None:
    charge = hold(cards, robin, visa.id, capture_method="automatic")

    first = cards.v1.refunds.create({"payment_intent": charge.id, "amount": 1000, "metadata": {"why": "toll"}})
    cards.v1.refunds.create({"payment_intent": charge.id})
    with pytest.raises(stripe.InvalidRequestError) as empty:
        cards.v1.refunds.create({"payment_intent": charge.id, "amount": 1})

    assert (charge.status, first.status) == ("succeeded", "succeeded")
    assert empty.value.code == "charge_already_refunded"
    refunds = [entry for entry in sandbox.client.ledger() if entry["operation"] == "refund"]
    assert [entry["amount"] for entry in refunds] == [1000, HOLD_CENTS - 1000]
    assert {entry["payment_intent"] for entry in refunds} == {charge.id}
    assert refunds[0]["metadata"] == {"why": "toll"}


def test_a_hold_is_cancelled_not_refunded(cards: Any, robin: Any, visa: Any) -> None:
    held = hold(cards, robin, visa.id)

    with pytest.raises(stripe.InvalidRequestError, match="cancel the PaymentIntent"):
        cards.v1.refunds.create({"payment_intent": held.id})


def test_holds_are_found_again_by_customer_and_time(cards: Any, robin: Any, visa: Any) -> None:
    held = [hold(cards, robin, visa.id, metadata={"operation": f"op-{place}"}) for place in range(3)]

    found = cards.v1.payment_intents.list({"customer": robin.id, "created": {"gte": held[0].created}, "limit": 2})
    later = cards.v1.payment_intents.list({"customer": robin.id, "created": {"gt": held[2].created + 60}})

    assert [each.id for each in found.data] == [held[2].id, held[1].id]
    assert found.has_more is True
    assert [each.metadata["operation"] for each in found.auto_paging_iter()] == ["op-2", "op-1", "op-0"]
    assert later.data == []


def test_one_dealerships_objects_are_unknown_to_the_other(
    cards: Any, robin: Any, visa: Any, sandbox: RunningSandbox
) -> None:
    held = hold(cards, robin, visa.id)
    neighbour = card_client(sandbox.stripe_base, account=SHELBYVILLE)

    with pytest.raises(stripe.InvalidRequestError) as unknown:
        neighbour.v1.payment_intents.retrieve(held.id)
    assert (unknown.value.http_status, unknown.value.code) == (404, "resource_missing")
    with pytest.raises(stripe.InvalidRequestError, match=held.id):
        neighbour.v1.payment_intents.capture(held.id)
    with pytest.raises(stripe.InvalidRequestError, match=robin.id):
        neighbour.v1.customers.retrieve(robin.id)


def test_an_account_that_is_not_connected_is_refused(sandbox: RunningSandbox) -> None:
    with pytest.raises(stripe.PermissionError):
        card_client(sandbox.stripe_base, account="acct_1Stranger").v1.customers.create({})


@pytest.mark.parametrize("key", ["sk_test_wrong", "sk_live_other"])
def test_a_wrong_key_opens_nothing(sandbox: RunningSandbox, key: str) -> None:
    with pytest.raises(stripe.AuthenticationError):
        card_client(sandbox.stripe_base, key).v1.customers.create({"name": "Robin"})
