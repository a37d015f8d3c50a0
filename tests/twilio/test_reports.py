"""The gateway's reports: signed, kept once, worked on by a worker, in any order."""

from datetime import datetime

import pytest
from django.test import Client
from django.utils import timezone
from twilio.request_validator import RequestValidator

from customers.domain.messages import MessageState
from customers.models import Message, OptOut
from dealerships.models import Dealership, Effect, EventSubject
from dealerships.tenancy import as_dealership
from integrations.twilio.doorways import open_doorway, public_id
from tests.scenarios.outside import AUTH_TOKEN, carry_out_effects
from tests.situations import Counter
from tests.twilio.test_texts import queued

SID = "SM" + "7" * 32
AVERY = "+13125550142"


@pytest.fixture(autouse=True)
def _account(settings) -> None:
    settings.TWILIO_AUTH_TOKEN = AUTH_TOKEN


@pytest.fixture
def sent(desk: Counter) -> Message:
    """A text that the gateway took."""
    open_doorway(desk.store)
    message = queued(desk)
    Effect.objects.filter(dealership=desk.store, kind="integrations.twilio.text").delete()
    Message.objects.filter(pk=message.pk).update(state=MessageState.SENT, vendor_id=SID)
    return message


def test_a_delivered_text_is_delivered(desk: Counter, sent: Message):
    assert report(desk, sent, "delivered") == 204

    assert state(sent) == (MessageState.DELIVERED, "")


def test_reports_in_the_wrong_order_and_twice_end_in_the_same_state(desk: Counter, sent: Message):
    for status in ("delivered", "sent", "queued", "delivered", "sent"):
        report(desk, sent, status)

    assert state(sent) == (MessageState.DELIVERED, "")


def test_a_report_that_overtakes_our_own_record_counts(desk: Counter, sent: Message):
    Message.objects.filter(pk=sent.pk).update(state=MessageState.UNKNOWN, vendor_id="")

    report(desk, sent, "delivered")

    assert state(sent) == (MessageState.DELIVERED, "")


def test_an_undelivered_text_fails_with_the_networks_reason(desk: Counter, sent: Message):
    report(desk, sent, "undelivered", ErrorCode="30006")

    assert state(sent) == (MessageState.FAILED, "It is a landline, or its carrier takes no texts.")


def test_a_report_about_nothing_of_ours_is_taken_and_forgotten(desk: Counter, sent: Message):
    address = f"/webhooks/twilio/{public_id(desk.store)}/status/?message=nothing"

    assert post(address, {"MessageSid": "SM1", "MessageStatus": "delivered"}) == 204

    work(desk)
    assert state(sent)[0] == MessageState.SENT


@pytest.mark.parametrize("word", ["STOP", "stop.", " Unsubscribe", "QUIT", "Cancel", "END", "revoke", "OPTOUT"])
def test_stop_is_honoured_in_every_word_for_it(desk: Counter, word: str):
    open_doorway(desk.store)

    assert reply(desk, word) == 200

    assert OptOut.objects.filter(dealership=desk.store, phone=AVERY).exists()


def test_stop_twice_is_stop_and_start_brings_texts_back(desk: Counter):
    open_doorway(desk.store)

    reply(desk, "STOP", sid="SM1")
    reply(desk, "STOP", sid="SM2")
    reply(desk, "START", sid="SM3")

    assert not OptOut.objects.filter(dealership=desk.store).exists()


def test_other_words_are_kept_in_the_guests_history(desk: Counter):
    open_doorway(desk.store)

    reply(desk, "I stop by at ten.")
    reply(desk, "I stop by at ten.")  # the gateway repeats itself

    rows = EventSubject.objects.filter(dealership=desk.store, subject=desk.avery.reference, event__verb="texted")
    assert [row.event.details for row in rows] == [{"text": "I stop by at ten."}]
    assert not OptOut.objects.filter(dealership=desk.store).exists()


def test_a_report_that_is_not_signed_is_refused(desk: Counter, sent: Message):
    address = f"/webhooks/twilio/{public_id(desk.store)}/status/?message={sent.code}"
    fields = {"MessageSid": SID, "MessageStatus": "delivered"}

    for signature in ("", "AAAA", signed(address, fields | {"MessageStatus": "failed"})):
        assert Client().post(address, fields, headers={"X-Twilio-Signature": signature}).status_code == 403

    assert not Effect.objects.filter(dealership=desk.store, key__startswith="text:").exists()


def test_an_unknown_address_is_nobodys(desk: Counter):
    assert post("/webhooks/twilio/0123456789abcdef/inbound/", {"Body": "STOP"}) == 404


def test_a_report_to_the_neighbours_address_stays_the_neighbours(desk: Counter, neighbour: Dealership, sent: Message):
    open_doorway(neighbour)

    address = f"/webhooks/twilio/{public_id(neighbour)}/inbound/"
    assert post(address, {"MessageSid": "SM1", "From": AVERY, "Body": "STOP"}) == 200

    assert not Effect.objects.filter(dealership=desk.store, key__startswith="reply:").exists()
    with as_dealership(neighbour):
        assert Effect.objects.filter(dealership=neighbour, key="reply:SM1").exists()


def test_two_stores_have_addresses_that_nobody_can_guess(desk: Counter, neighbour: Dealership):
    assert public_id(desk.store) != public_id(neighbour)
    assert len(public_id(desk.store)) == 32


def report(desk: Counter, message: Message, status: str, **more: str) -> int:
    address = f"/webhooks/twilio/{public_id(desk.store)}/status/?message={message.code}"
    answer = post(address, {"MessageSid": SID, "MessageStatus": status, **more})
    work(desk)
    return answer


def reply(desk: Counter, words: str, *, sid: str = "SM1") -> int:
    address = f"/webhooks/twilio/{public_id(desk.store)}/inbound/"
    answer = post(address, {"MessageSid": sid, "From": AVERY, "To": "+12175550199", "Body": words})
    work(desk)
    return answer


def post(address: str, fields: dict[str, str]) -> int:
    answer = Client().post(address, fields, headers={"X-Twilio-Signature": signed(address, fields)})
    return answer.status_code


def signed(address: str, fields: dict[str, str]) -> str:
    return str(RequestValidator(AUTH_TOKEN).compute_signature(f"http://localhost:8000{address}", fields))


def work(desk: Counter) -> None:
    now: datetime = timezone.now()
    carry_out_effects(desk.store, now)


def state(message: Message) -> tuple[str, str]:
    message.refresh_from_db()
    return message.state, message.reason
