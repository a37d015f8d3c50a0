"""The line between the desk and the processor fails before or after the effect, and the harness hears of each answer."""

import json
import socket
from pathlib import Path
from typing import Any

import pytest
import stripe

from sandbox.testing import RunningSandbox
from tests.sandbox.holding import hold

KEY = "op:1"


def test_a_request_that_is_lost_has_no_effect_and_its_key_is_free(
    cards: Any, robin: Any, visa: Any, sandbox: RunningSandbox
) -> None:
    sandbox.client.fault("stripe", "payment_intents.create", "timeout_before", seconds=0.1)

    with pytest.raises(stripe.APIConnectionError):
        hold(cards, robin, visa.id, key=KEY)

    assert sandbox.client.ledger() == []
    assert hold(cards, robin, visa.id, key=KEY).status == "requires_capture"


def test_an_answer_that_is_lost_is_given_again(cards: Any, robin: Any, visa: Any, sandbox: RunningSandbox) -> None:
    sandbox.client.fault("stripe", "payment_intents.create", "timeout_after", seconds=0.1)

    with pytest.raises(stripe.APIConnectionError):
        hold(cards, robin, visa.id, key=KEY)
    again = hold(cards, robin, visa.id, key=KEY)

    assert again.status == "requires_capture"
    assert [entry["operation"] for entry in sandbox.client.ledger()] == ["hold"]


def test_a_client_with_a_short_patience_gives_up(cards: Any, robin: Any, visa: Any, sandbox: RunningSandbox) -> None:
    sandbox.client.fault("stripe", "payment_intents.create", "timeout_after", seconds=4)

    with pytest.raises(stripe.APIConnectionError, match=r"(?i)time"):
        hold(cards, robin, visa.id, key=KEY)

    assert [entry["operation"] for entry in sandbox.client.ledger()] == ["hold"]


def test_a_rate_limit_comes_before_the_key(cards: Any, robin: Any, visa: Any, sandbox: RunningSandbox) -> None:
    sandbox.client.fault("stripe", "*", "rate_limit", times=2)

    for _ in range(2):
        with pytest.raises(stripe.RateLimitError):
            hold(cards, robin, visa.id, key=KEY)

    assert hold(cards, robin, visa.id, key=KEY).status == "requires_capture"


def test_a_fault_waits_for_its_operation_and_happens_once(
    cards: Any, robin: Any, visa: Any, sandbox: RunningSandbox
) -> None:
    sandbox.client.fault("stripe", "payment_intents.capture", "error_500_before")

    held = hold(cards, robin, visa.id)
    with pytest.raises(stripe.APIError):
        cards.v1.payment_intents.capture(held.id)

    assert cards.v1.payment_intents.capture(held.id).status == "succeeded"


def test_an_unknown_fault_is_refused(sandbox: RunningSandbox) -> None:
    with pytest.raises(AssertionError, match="400"):
        sandbox.client.fault("stripe", "*", "gremlin")


def test_each_effect_is_announced_after_its_answer(
    cards: Any, robin: Any, visa: Any, sandbox: RunningSandbox, tmp_path: Path
) -> None:
    ear = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    ear.bind(str(tmp_path / "ear"))
    ear.settimeout(2)
    sandbox.client.announce_to(str(tmp_path / "ear"))

    held = hold(cards, robin, visa.id, key=KEY)
    hold(cards, robin, visa.id, key=KEY)
    cards.v1.payment_intents.capture(held.id, {}, {"idempotency_key": "op:2"})
    cards.v1.refunds.create({"payment_intent": held.id}, {"idempotency_key": "op:3"})
    cards.v1.payment_intents.cancel(hold(cards, robin, visa.id, key="op:4").id, {}, {"idempotency_key": "op:5"})
    hold(cards, robin, visa.id, key="op:6", capture_method="automatic")

    heard = [json.loads(ear.recv(4096)) for _ in range(6)]
    ear.close()
    assert [(each["operation"], each["idempotency_key"]) for each in heard] == [
        ("hold", "op:1"),
        ("capture", "op:2"),
        ("refund", "op:3"),
        ("hold", "op:4"),
        ("cancel", "op:5"),
        ("charge", "op:6"),
    ]
    assert heard[0]["id"] == held.id


def test_a_harness_that_has_gone_is_no_trouble(
    cards: Any, robin: Any, visa: Any, sandbox: RunningSandbox, tmp_path: Path
) -> None:
    sandbox.client.announce_to(str(tmp_path / "nobody"))

    assert hold(cards, robin, visa.id).status == "requires_capture"
