"""Messages to guests: by text, by email, or not at all; reports only go forward."""

import pytest

from customers.models import Customer, Message
from customers.services import (
    NoWayToReach,
    message_delivered,
    message_failed,
    message_sent,
    message_unknown,
    opt_in,
    opt_out,
    queue_message,
)
from dealerships.models import Effect, Event
from tests.situations import MONDAY_MORNING, Counter, at, jordan

AVERYS_PHONE = "+13125550142"


def queued(desk: Counter, customer: Customer | None = None) -> Message:
    return queue_message(
        dealership=desk.store,
        customer=customer or desk.avery,
        cause="link",
        subject="Your loaner",
        text="Your loaner is ready.",
        about="contract/LS-7Q4M",
        at=MONDAY_MORNING,
    )


def test_a_text_is_queued_with_the_effect_that_sends_it(desk: Counter):
    message = queued(desk)

    assert (message.channel, message.to, message.state) == ("sms", AVERYS_PHONE, "queued")
    effect = Effect.objects.get(key=f"message:{message.code}")
    assert (effect.kind, effect.payload) == ("integrations.twilio.text", {"message": message.pk})
    assert (effect.due_at, effect.about) == (MONDAY_MORNING, "contract/LS-7Q4M")


def test_after_stop_only_email_is_used_until_start(desk: Counter):
    opt_out(dealership=desk.store, phone=AVERYS_PHONE, at=MONDAY_MORNING)
    opt_out(dealership=desk.store, phone=AVERYS_PHONE, at=MONDAY_MORNING)

    by_mail = queued(desk)
    assert (by_mail.channel, by_mail.to) == ("email", "avery.quinn@example.com")
    assert Effect.objects.get(key=f"message:{by_mail.code}").kind == "integrations.email.mail"

    opt_in(dealership=desk.store, phone=AVERYS_PHONE, at=MONDAY_MORNING)
    assert queued(desk).channel == "sms"
    told = Event.objects.filter(subjects__subject=desk.avery.reference, by_kind="guest")
    assert [event.verb for event in told.order_by("id")] == ["stopped texts", "started texts"]


def test_a_guest_with_neither_phone_nor_email_gets_the_counter(desk: Counter):
    guest = jordan(desk.store)
    opt_out(dealership=desk.store, phone=guest.phone, at=MONDAY_MORNING)

    with pytest.raises(NoWayToReach, match="Jordan Ellis can be reached neither by text nor by email"):
        queued(desk, guest)

    assert not Effect.objects.exists()


def test_a_dealership_that_writes_emails_texts_only_those_without_one(desk: Counter):
    desk.store.guest_channel = "email"

    assert queued(desk).channel == "email"
    assert queued(desk, jordan(desk.store)).channel == "sms"


def test_late_and_repeated_reports_change_nothing(desk: Counter):
    message = queued(desk)

    message_unknown(dealership=desk.store, code=message.code, reason="No reply")
    message_sent(dealership=desk.store, code=message.code, vendor_id="SM1", at=at(9, 9))
    message_delivered(dealership=desk.store, vendor_id="SM1", at=at(9, 10))
    message_sent(dealership=desk.store, code=message.code, vendor_id="SM1", at=at(9, 11))
    message_failed(dealership=desk.store, vendor_id="SM1", reason="Too late")
    message_delivered(dealership=desk.store, vendor_id="SM1", at=at(9, 12))
    message_delivered(dealership=desk.store, vendor_id="SM-not-ours", at=at(9, 12))

    message.refresh_from_db()
    assert (message.state, message.reason) == ("delivered", "")
    assert (message.sent_at, message.delivered_at) == (at(9, 9), at(9, 10))


def test_a_failed_message_says_why(desk: Counter):
    message = queued(desk)

    message_failed(dealership=desk.store, code=message.code, reason="The number is not in service.")

    message.refresh_from_db()
    assert (message.state, message.reason) == ("failed", "The number is not in service.")
