"""Webhooks of the processor: signed, retried, and on request twice, late, in the wrong order, or never."""

import json
import time
from typing import Any

import pytest
import stripe

from sandbox.testing import RunningSandbox
from tests.sandbox.conftest import API_KEY, CARD_SECRET, SPRINGFIELD, card_client
from tests.sandbox.desk import Desk, eventually
from tests.sandbox.holding import hold


def test_an_event_is_signed_and_names_its_account(cards: Any, robin: Any, visa: Any, desk: Desk) -> None:
    held = hold(cards, robin, visa.id, key="op:1")

    eventually(lambda: "payment_intent.amount_capturable_updated" in desk.events())
    last = desk.at("/stripe")[-1]
    event = stripe.Webhook.construct_event(last.body, last.headers["Stripe-Signature"], CARD_SECRET)
    assert (event.account, event.data.object.id) == (SPRINGFIELD, held.id)
    assert event.request.idempotency_key == "op:1"
    assert cards.v1.events.retrieve(event.id).type == event.type


def test_another_secret_does_not_open_it(cards: Any, robin: Any, desk: Desk) -> None:
    eventually(lambda: desk.at("/stripe"))
    first = desk.at("/stripe")[0]

    with pytest.raises(stripe.SignatureVerificationError):
        stripe.Webhook.construct_event(first.body, first.headers["Stripe-Signature"], "whsec_other")


def test_events_come_in_the_order_of_what_happened(cards: Any, robin: Any, visa: Any, desk: Desk) -> None:
    held = hold(cards, robin, visa.id)
    cards.v1.payment_intents.capture(held.id, {"amount_to_capture": 5000})

    eventually(lambda: "payment_intent.succeeded" in desk.events())
    assert desk.events() == [
        "customer.created",
        "payment_method.attached",
        "payment_intent.created",
        "charge.succeeded",
        "payment_intent.amount_capturable_updated",
        "charge.captured",
        "payment_intent.succeeded",
    ]


def test_an_event_that_is_not_taken_comes_again(cards: Any, desk: Desk) -> None:
    desk.refusals = 1

    cards.v1.customers.create({"name": "Robin"})

    eventually(lambda: len(desk.at("/stripe")) == 2)
    first, second = desk.at("/stripe")
    assert first.json["id"] == second.json["id"]


def test_an_event_can_come_twice(cards: Any, sandbox: RunningSandbox, desk: Desk) -> None:
    sandbox.client.fault("webhooks", "customer.created", "duplicate")

    cards.v1.customers.create({"name": "Robin"})

    eventually(lambda: len(desk.at("/stripe")) == 2)
    assert len({each.json["id"] for each in desk.at("/stripe")}) == 1


def test_an_event_can_be_late(cards: Any, sandbox: RunningSandbox, desk: Desk) -> None:
    sandbox.client.fault("webhooks", "customer.created", "late", seconds=0.6)

    cards.v1.customers.create({"name": "Robin"})
    time.sleep(0.3)

    assert desk.at("/stripe") == []
    eventually(lambda: desk.at("/stripe"))


def test_an_event_can_be_overtaken_by_the_next(cards: Any, sandbox: RunningSandbox, desk: Desk) -> None:
    sandbox.client.fault("webhooks", "customer.created", "reorder")

    robin = cards.v1.customers.create({"name": "Robin"})
    cards.v1.customers.update(robin.id, {"name": "Robin Castell"})

    eventually(lambda: len(desk.at("/stripe")) == 2)
    assert desk.events() == ["customer.updated", "customer.created"]


def test_a_dropped_event_is_found_by_asking(cards: Any, sandbox: RunningSandbox, desk: Desk) -> None:
    sandbox.client.fault("webhooks", "customer.created", "drop")

    robin = cards.v1.customers.create({"name": "Robin"})
    cards.v1.customers.update(robin.id, {"name": "Robin Castell"})

    eventually(lambda: desk.events() == ["customer.updated"])
    eventually(lambda: len(cards.v1.events.list({"delivery_success": False}).data) == 1)
    missed = cards.v1.events.list({"delivery_success": False}).data[0]
    assert (missed.type, missed.data.object.id) == ("customer.created", robin.id)
    assert [each.type for each in cards.v1.events.list({"types": ["customer.updated"]}).data] == ["customer.updated"]


def test_the_platforms_own_events_name_no_account(sandbox: RunningSandbox, desk: Desk) -> None:
    card_client(sandbox.stripe_base, API_KEY, account=None).v1.customers.create({"name": "Robin"})

    eventually(lambda: desk.at("/stripe"))
    assert "account" not in desk.at("/stripe")[0].json


def test_a_lapsed_hold_is_told(cards: Any, robin: Any, visa: Any, sandbox: RunningSandbox, desk: Desk) -> None:
    hold(cards, robin, visa.id)

    sandbox.client.advance_clock(7 * 24 * 3600)

    eventually(lambda: {"charge.expired", "payment_intent.canceled"} <= set(desk.events()))
    cancelled = next(each.json for each in desk.at("/stripe") if each.json["type"] == "payment_intent.canceled")
    assert cancelled["data"]["object"]["cancellation_reason"] == "expired"
    assert "_" not in {name[0] for name in json.loads(json.dumps(cancelled["data"]["object"]))}
