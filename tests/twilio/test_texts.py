"""Texts go out once, whatever the gateway does (stack.md, Stripe 16, Twilio 9)."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from customers.domain.messages import MessageState
from customers.models import Customer, Message, OptOut
from customers.services import queue_message
from dealerships.models import Effect
from dealerships.working import perform
from integrations.twilio import text as sending
from integrations.twilio.client import elsewhere
from tests.scenarios.outside import World, needing_attention
from tests.situations import Counter, avery_quinn, jordan
from tests.situations.guests import stranger

WORDS = "Lexus of Springfield: your loan car is ready. https://example.com/springfield/g/abc/"


def test_a_text_reaches_the_phone_from_the_dealerships_number(desk: Counter, gateway: World):
    message = queued(desk)

    work(gateway)

    (text,) = gateway.sandbox.client.messages()
    assert (text["sender"], text["recipient"], text["body"]) == ("+12175550199", "+13125550142", WORDS)
    assert "/webhooks/twilio/" in text["callback"]
    assert text["callback"].endswith(f"/status/?message={message.code}")
    message.refresh_from_db()
    assert (message.state, message.vendor_id) == (MessageState.SENT, text["sid"])


@pytest.mark.parametrize("fault", ["timeout_after", "error_500_after"])
def test_a_text_whose_answer_was_lost_is_looked_up_and_not_sent_again(desk: Counter, gateway: World, fault: str):
    message = queued(desk)
    gateway.sandbox.client.fault("twilio", "messages.create", fault, seconds=3)

    work(gateway)
    message.refresh_from_db()
    assert message.state == MessageState.UNKNOWN
    work(gateway, after=timedelta(minutes=1))

    assert len(gateway.sandbox.client.messages()) == 1
    message.refresh_from_db()
    assert message.state == MessageState.SENT


@pytest.mark.parametrize("fault", ["timeout_before", "error_500_before", "rate_limit"])
def test_a_text_that_never_arrived_is_sent_again(desk: Counter, gateway: World, fault: str):
    message = queued(desk)
    gateway.sandbox.client.fault("twilio", "messages.create", fault, seconds=3)

    work(gateway)
    assert gateway.sandbox.client.messages() == []
    work(gateway, after=timedelta(minutes=1))

    assert len(gateway.sandbox.client.messages()) == 1
    message.refresh_from_db()
    assert message.state == MessageState.SENT


def test_a_worker_that_dies_after_sending_sends_nothing_twice(desk: Counter, gateway: World):
    message = queued(desk)
    payload = {"message": message.pk}
    request = sending.prepare(dealership=desk.store, payload=payload, at=timezone.now())
    assert request is not None
    sending.call(request)  # and here the worker dies, before anything was recorded

    work(gateway)

    assert len(gateway.sandbox.client.messages()) == 1
    message.refresh_from_db()
    assert message.state == MessageState.SENT


def test_the_same_words_sent_on_purpose_twice_are_two_texts(desk: Counter, gateway: World):
    queued(desk)
    work(gateway)
    queued(desk)
    work(gateway)

    assert len(gateway.sandbox.client.messages()) == 2


def test_a_guest_who_said_stop_to_the_gateway_gets_an_email_instead(desk: Counter, gateway: World):
    gateway.says("STOP", phone="+13125550142")
    message = queued(desk)

    work(gateway)

    message.refresh_from_db()
    assert (message.state, message.reason) == (MessageState.FAILED, "The guest has said STOP. It was sent by email.")
    assert OptOut.objects.filter(dealership=desk.store, phone="+13125550142").exists()
    (letter,) = gateway.emails()
    assert letter["subject"] == "Your loan car"
    assert letter["text"].strip() == WORDS


def test_a_guest_without_email_who_said_stop_is_not_written_to(desk: Counter, gateway: World):
    gateway.says("STOP", phone="+12175550177")
    message = queued(desk, jordan(desk.store))

    work(gateway)

    message.refresh_from_db()
    assert message.state == MessageState.FAILED
    assert "can be reached neither by text nor by email" in message.reason
    assert needing_attention(desk.store) == []


def test_a_number_that_is_none_fails_with_the_gateways_reason(desk: Counter, gateway: World):
    message = queued(desk)
    Message.objects.filter(pk=message.pk).update(to="+1999")

    work(gateway)

    message.refresh_from_db()
    assert message.state == MessageState.FAILED
    assert "Invalid 'To' Phone Number" in message.reason


def test_a_wrong_account_needs_attention(desk: Counter, gateway: World):
    gateway.sandbox.configure({"twilio": {"account_sid": "AC" + "6" * 32, "auth_token": "another"}})
    queued(desk)

    work(gateway)

    assert needing_attention(desk.store) == [
        "integrations.twilio.text: The text gateway refuses our account. Check its settings."
    ]


def test_an_email_goes_out_with_the_dealerships_name(desk: Counter, gateway: World):
    guest = stranger(desk.store, avery_quinn_by_mail())
    message = queued(desk, guest)

    work(gateway)

    (letter,) = gateway.emails()
    assert letter["sender"].startswith("Lexus of Springfield <")
    message.refresh_from_db()
    assert message.state == MessageState.SENT


def test_an_unreachable_mail_server_is_tried_again(desk: Counter, gateway: World, settings):
    settings.EMAIL_PORT = 1
    message = queued(desk, stranger(desk.store, avery_quinn_by_mail()))

    work(gateway)

    message.refresh_from_db()
    assert message.state == MessageState.QUEUED
    effect = Effect.objects.get(dealership=desk.store, kind="integrations.email.mail")
    assert (effect.attempts, effect.reason) == (1, "The mail server did not take the email.")


@pytest.mark.parametrize(
    ("base", "address"),
    [
        ("http://127.0.0.1:8001/twilio", "http://127.0.0.1:8001/twilio/2010-04-01/Accounts/AC5/Messages.json?Page=2"),
        ("https://api.twilio.com", "https://api.twilio.com/2010-04-01/Accounts/AC5/Messages.json?Page=2"),
    ],
)
def test_the_librarys_addresses_are_moved_below_another_base(base: str, address: str):
    assert elsewhere("https://api.twilio.com/2010-04-01/Accounts/AC5/Messages.json?Page=2", base) == address


def queued(desk: Counter, guest: Customer | None = None) -> Message:
    """Your loan car is ready."""
    return queue_message(
        dealership=desk.store,
        customer=guest or desk.avery,
        cause="signature requested",
        subject="Your loan car",
        text=WORDS,
        about="contract/LS-7Q4M",
        at=timezone.now(),
    )


def work(gateway: World, *, after: timedelta = timedelta(0)) -> None:
    """Let a worker do what is due, each thing once."""
    now = timezone.now() + after
    rows = Effect.objects.filter(dealership=gateway.store, state="waiting", due_at__lte=now).order_by("id")
    while pending := list(rows.values_list("pk", flat=True)):
        for effect_id in pending:
            perform(dealership_id=gateway.store.pk, effect_id=effect_id, clock=lambda: now)


def avery_quinn_by_mail():
    return replace(avery_quinn(), phone="")
