"""One key, one effect: the same answer again, another request refused, two at once refused."""

import threading
import time
from typing import Any

import pytest
import stripe

from sandbox.processor.idempotency import KEPT_SECONDS
from sandbox.testing import RunningSandbox
from tests.sandbox.holding import HOLD_CENTS, hold, told

KEY = "op:4711"


def holds_in(sandbox: RunningSandbox) -> int:
    return [entry["operation"] for entry in sandbox.client.ledger()].count("hold")


def test_the_same_request_with_the_same_key_holds_once(
    cards: Any, robin: Any, visa: Any, sandbox: RunningSandbox
) -> None:
    first = hold(cards, robin, visa.id, key=KEY)

    second = hold(cards, robin, visa.id, key=KEY)

    assert second.id == first.id
    assert second.last_response.headers["Idempotent-Replayed"] == "true"
    assert "Idempotent-Replayed" not in first.last_response.headers
    assert second.last_response.body == first.last_response.body
    assert holds_in(sandbox) == 1


def test_another_request_with_the_same_key_is_refused(
    cards: Any, robin: Any, visa: Any, sandbox: RunningSandbox
) -> None:
    hold(cards, robin, visa.id, key=KEY)

    with pytest.raises(stripe.IdempotencyError):
        hold(cards, robin, visa.id, key=KEY, amount=HOLD_CENTS + 1)

    assert holds_in(sandbox) == 1


def test_keys_of_different_accounts_do_not_meet(cards: Any, robin: Any, visa: Any, sandbox: RunningSandbox) -> None:
    hold(cards, robin, visa.id, key=KEY)

    platform = cards.v1.customers.create(
        {"name": "Robin"}, {"idempotency_key": KEY, "stripe_account": "acct_1Shelbyville"}
    )

    assert platform.id != robin.id


def test_a_second_call_while_the_first_is_under_way_is_refused(
    cards: Any, robin: Any, visa: Any, sandbox: RunningSandbox
) -> None:
    sandbox.client.fault("stripe", "payment_intents.create", "slow", seconds=1)
    first = threading.Thread(target=hold, args=(cards, robin, visa.id), kwargs={"key": KEY})
    first.start()
    time.sleep(0.3)

    with pytest.raises(stripe.APIError) as busy:
        hold(cards, robin, visa.id, key=KEY)

    first.join()
    assert (busy.value.http_status, told(busy.value).code) == (409, "idempotency_key_in_use")
    assert hold(cards, robin, visa.id, key=KEY).status == "requires_capture"
    assert holds_in(sandbox) == 1


def test_a_decline_is_kept_for_its_key(cards: Any, robin: Any, visa: Any, sandbox: RunningSandbox) -> None:
    sandbox.client.fault("stripe", "payment_intents.create", "decline")

    for _ in range(2):
        with pytest.raises(stripe.CardError):
            hold(cards, robin, visa.id, key=KEY)

    assert hold(cards, robin, visa.id, key="op:4712").status == "requires_capture"


def test_a_request_that_was_never_begun_leaves_its_key_unused(cards: Any, robin: Any, visa: Any) -> None:
    with pytest.raises(stripe.InvalidRequestError, match="amuont"):
        hold(cards, robin, visa.id, key=KEY, amuont=1)

    assert hold(cards, robin, visa.id, key=KEY).status == "requires_capture"


def test_an_answer_of_500_is_given_again_and_the_truth_is_looked_up(
    cards: Any, robin: Any, visa: Any, sandbox: RunningSandbox
) -> None:
    sandbox.client.fault("stripe", "payment_intents.create", "error_500_after")

    for _ in range(2):
        with pytest.raises(stripe.APIError):
            hold(cards, robin, visa.id, key=KEY)

    found = cards.v1.payment_intents.list({"customer": robin.id}).data
    assert [(each.status, each.metadata["operation"]) for each in found] == [("requires_capture", "op-1")]
    assert holds_in(sandbox) == 1


def test_a_500_before_the_effect_leaves_nothing_behind(
    cards: Any, robin: Any, visa: Any, sandbox: RunningSandbox
) -> None:
    sandbox.client.fault("stripe", "payment_intents.create", "error_500_before")

    with pytest.raises(stripe.APIError):
        hold(cards, robin, visa.id, key=KEY)

    assert cards.v1.payment_intents.list({"customer": robin.id}).data == []
    assert holds_in(sandbox) == 0


def test_a_key_is_forgotten_after_a_day(cards: Any, robin: Any, visa: Any, sandbox: RunningSandbox) -> None:
    hold(cards, robin, visa.id, key=KEY)

    sandbox.client.advance_clock(KEPT_SECONDS + 1)
    hold(cards, robin, visa.id, key=KEY)

    assert holds_in(sandbox) == 2
