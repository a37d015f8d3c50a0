"""Webhooks: genuine ones only, believed only about where to look, in any order and any number of times."""

import hashlib
import hmac
import json
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from billing.models import HoldState, PaymentState
from billing.services import settle
from dealerships.models import Dealership
from integrations.stripe.client import client, options
from integrations.stripe.doorways import AccountOfAnotherDealership, connect_account, open_doorway
from integrations.stripe.models import ProcessorEvent
from tests.situations.staff import manager
from tests.stripe.bank import Bank, event

ADDRESS = "/webhooks/stripe/"


@pytest.fixture(autouse=True)
def _doorway(store: Dealership) -> None:
    open_doorway(store)


def test_a_webhook_that_comes_before_our_own_answer_is_enough(bank: Bank) -> None:
    hold = bank.hold("50.00")
    bank.fault("payment_intents.create", "timeout_after")
    bank.work()

    told(bank, "payment_intent.amount_capturable_updated", intent(bank))
    bank.work()

    hold.refresh_from_db()
    assert hold.state == HoldState.HELD
    assert hold.capture_before is not None
    assert bank.payment("authorise").state == PaymentState.SUCCEEDED


def test_a_webhook_that_comes_twice_is_worked_once(bank: Bank) -> None:
    bank.held("50.00")
    thing = intent(bank)

    answers = [told(bank, "payment_intent.amount_capturable_updated", thing) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert ProcessorEvent.objects.count() == 1


def test_an_old_webhook_after_a_new_one_turns_nothing_back(bank: Bank) -> None:
    hold, invoice = bank.held("50.00"), bank.billed("45.00")
    as_held = intent(bank)
    settle(dealership=bank.store, invoice=invoice, hold=hold, card=None, by=bank.by, at=bank.now())
    bank.work()

    told(bank, "payment_intent.succeeded", intent(bank), name="evt_new")
    told(bank, "payment_intent.amount_capturable_updated", as_held, name="evt_old")
    bank.work()

    hold.refresh_from_db()
    assert hold.state == HoldState.CAPTURED
    assert bank.payment("capture").state == PaymentState.SUCCEEDED


def test_what_a_webhook_claims_is_not_believed(bank: Bank) -> None:
    hold = bank.held("50.00")
    lie = intent(bank) | {"status": "canceled", "amount": 1}

    told(bank, "payment_intent.canceled", lie)
    bank.work()

    hold.refresh_from_db()
    assert hold.state == HoldState.HELD


def test_a_hold_cancelled_at_the_processor_is_released_here(bank: Bank) -> None:
    hold = bank.held("50.00")
    client().v1.payment_intents.cancel(hold.processor_reference, {}, options(account=hold.account))

    told(bank, "payment_intent.canceled", intent(bank))
    bank.work()

    hold.refresh_from_db()
    assert hold.state == HoldState.RELEASED


def test_a_hold_captured_at_the_processor_is_money_here(bank: Bank) -> None:
    hold = bank.held("50.00")
    params: Any = {"amount_to_capture": 2000}
    client().v1.payment_intents.capture(hold.processor_reference, params, options(account=hold.account))

    told(bank, "charge.captured", {"object": "charge", "id": "ch_1", "payment_intent": hold.processor_reference})
    bank.work()

    hold.refresh_from_db()
    assert hold.state == HoldState.CAPTURED
    assert str(bank.payment("capture").amount) == "$20.00"


@pytest.mark.parametrize("identifier", ["pi_unknown", "in_unknown", "seti_unknown", "re_unknown", "cs_unknown"])
def test_a_webhook_about_something_unknown_is_taken_and_does_nothing(bank: Bank, identifier: str) -> None:
    answer = told(bank, "some.thing", {"object": "payment_intent", "id": identifier})

    bank.work()

    assert answer.status_code == 200
    assert bank.moved() == []


def test_a_webhook_about_somebody_elses_account_is_nobodys(bank: Bank) -> None:
    answer = told(bank, "payment_intent.succeeded", {"object": "payment_intent", "id": "pi_1"}, account="acct_other")

    assert answer.status_code == 200
    assert not ProcessorEvent.objects.exists()


def test_real_money_is_not_believed_with_a_test_key(bank: Bank) -> None:
    body = event("payment_intent.succeeded", {"object": "payment_intent", "id": "pi_1"}, account=account(bank))

    answer = post(json.dumps(body | {"livemode": True}).encode())

    assert answer.status_code == 200
    assert not ProcessorEvent.objects.exists()


@pytest.mark.parametrize("signature", ["", "junk", "t=1,v1=00", "t=,v1=", "v1=\u00e9", "t=99999999999999999999,v1=00"])
def test_a_webhook_that_nobody_signed_is_refused(bank: Bank, signature: str) -> None:
    body = json.dumps(event("x", {"object": "payment_intent", "id": "pi_1"}, account=account(bank))).encode()

    answer = Client().post(ADDRESS, body, content_type="application/json", headers={"Stripe-Signature": signature})

    assert answer.status_code == 400


def test_a_webhook_signed_long_ago_is_refused(bank: Bank) -> None:
    body = json.dumps(event("x", {"object": "payment_intent", "id": "pi_1"}, account=account(bank))).encode()

    assert post(body, age=301).status_code == 400


@pytest.mark.parametrize("body", [b"", b"[]", b"null", b'{"id": "evt_1"}', b"\xff", b'{"id":1,"data":{"object":3}}'])
def test_a_signed_body_of_another_shape_is_refused(bank: Bank, body: bytes) -> None:
    assert post(body).status_code == 400


def test_one_account_belongs_to_one_dealership(store: Dealership, neighbour: Dealership) -> None:
    with pytest.raises(AccountOfAnotherDealership):
        connect_account(dealership=neighbour, account=store.processor_account, by=manager(), at=timezone.now())


def intent(bank: Bank) -> dict[str, Any]:
    """The newest intent, as the processor has it."""
    intents = client().v1.payment_intents.list({"limit": 1}, options(account=account(bank)))
    return intents.data[0].to_dict()


def account(bank: Bank) -> str:
    return bank.store.processor_account


def told(
    bank: Bank, kind: str, thing: dict[str, Any], *, name: str = "evt_1", account: str | None = None
) -> HttpResponse:
    """The processor tells us that something happened."""
    body = event(kind, thing, account=account or bank.store.processor_account, name=name)
    return post(json.dumps(body).encode())


def post(body: bytes, *, age: int = 0) -> HttpResponse:
    """A body with the processor's signature, made some seconds ago."""
    at = int(timezone.now().timestamp()) - age
    mac = hmac.new(settings.STRIPE_WEBHOOK_SECRET.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
    headers = {"Stripe-Signature": f"t={at},v1={mac}"}
    answer: Any = Client().post(ADDRESS, body, content_type="application/json", headers=headers)
    return answer
