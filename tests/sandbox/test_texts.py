"""The text gateway, spoken to by the vendor's own library."""

import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import requests
from twilio.base.exceptions import TwilioRestException
from twilio.request_validator import RequestValidator
from twilio.rest import Client

from sandbox.testing import RunningSandbox
from tests.sandbox.conftest import ACCOUNT_SID, AUTH_TOKEN, NUMBER, Rerouted
from tests.sandbox.desk import Desk, eventually

ROBIN = "+13125550184"
LANDLINE = "+13125553006"


def say(texts: Any, words: str = "Your car is ready.", to: str = ROBIN, **more: Any) -> Any:
    return texts.messages.create(to=to, from_=NUMBER, body=words, **more)


def reply(sandbox: RunningSandbox, words: str) -> None:
    requests.post(f"{sandbox.address}/phone/{ROBIN}/reply", data={"body": words}, timeout=30)


def test_a_text_is_queued_then_sent_then_delivered_and_the_desk_is_told(texts: Any, desk: Desk) -> None:
    callback = f"{desk.address}/status?message=7"

    sent = say(texts, status_callback=callback)

    assert (sent.status, sent.to, sent.from_, sent.num_segments) == ("queued", ROBIN, NUMBER, "1")
    eventually(lambda: texts.messages(sent.sid).fetch().status == "delivered")
    eventually(lambda: len(desk.at("/status?message=7")) == 2)
    calls = desk.at("/status?message=7")
    assert [each.form["MessageStatus"] for each in calls] == ["sent", "delivered"]
    assert {each.form["MessageSid"] for each in calls} == {sent.sid}
    validator = RequestValidator(AUTH_TOKEN)
    assert all(validator.validate(callback, each.form, each.headers["X-Twilio-Signature"]) for each in calls)


def test_a_landline_is_not_reached(texts: Any, desk: Desk) -> None:
    sent = say(texts, to=LANDLINE, status_callback=f"{desk.address}/status")

    eventually(lambda: texts.messages(sent.sid).fetch().status == "undelivered")
    assert texts.messages(sent.sid).fetch().error_code == 30006
    eventually(lambda: desk.at("/status")[-1:] and desk.at("/status")[-1].form.get("ErrorCode") == "30006")


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"to": "3125550184"}, 21211),
        ({"to": "+15005550001"}, 21211),
        ({"to": ""}, 21604),
        ({"body": ""}, 21602),
        ({"body": "x" * 1601}, 21617),
        ({"from_": "+12175559999"}, 21606),
    ],
)
def test_an_odd_text_is_refused_with_the_vendors_number(
    texts: Any, fields: dict[str, str], code: Any, sandbox: RunningSandbox
) -> None:
    with pytest.raises(TwilioRestException) as refused:
        texts.messages.create(**{"to": ROBIN, "from_": NUMBER, "body": "Hello", **fields})

    assert (refused.value.status, refused.value.code) == (400, code)
    assert sandbox.client.messages() == []


def test_the_same_text_twice_is_two_texts(texts: Any, sandbox: RunningSandbox) -> None:
    assert say(texts).sid != say(texts).sid

    assert len(sandbox.client.messages()) == 2


def test_a_text_is_found_by_whom_and_when(texts: Any) -> None:
    sent = say(texts)
    say(texts, to="+13125550185")
    today = datetime.fromtimestamp(time.time(), tz=UTC)

    found = texts.messages.list(to=ROBIN, date_sent_after=today - timedelta(minutes=1))

    assert [each.sid for each in found] == [sent.sid]
    assert [each.sid for each in texts.messages.list(to=ROBIN, date_sent=today.date())] == [sent.sid]
    assert texts.messages.list(to=ROBIN, date_sent_after=today + timedelta(days=1)) == []


def test_long_lists_come_in_pages(texts: Any) -> None:
    for place in range(5):
        say(texts, f"Text {place}")

    listed = texts.messages.list(to=ROBIN, page_size=2)

    assert [each.body for each in listed] == [f"Text {place}" for place in (4, 3, 2, 1, 0)]


def test_stop_is_honoured_until_start(texts: Any, sandbox: RunningSandbox, desk: Desk) -> None:
    say(texts)

    reply(sandbox, "Stop")
    with pytest.raises(TwilioRestException) as stopped:
        say(texts)
    reply(sandbox, "START")

    assert stopped.value.code == 21610
    assert say(texts).status == "queued"
    eventually(lambda: [each.form["Body"] for each in desk.at("/inbound")] == ["Stop", "START"])


def test_a_reply_reaches_the_dealership_signed(texts: Any, sandbox: RunningSandbox, desk: Desk) -> None:
    say(texts)

    reply(sandbox, "Do I get an RX?")

    eventually(lambda: desk.at("/inbound"))
    call = desk.at("/inbound")[0]
    assert (call.form["From"], call.form["To"], call.form["Body"]) == (ROBIN, NUMBER, "Do I get an RX?")
    signature = call.headers["X-Twilio-Signature"]
    assert RequestValidator(AUTH_TOKEN).validate(f"{desk.address}/inbound", call.form, signature)


def test_an_answer_in_the_vendors_markup_is_texted_back(texts: Any, sandbox: RunningSandbox, desk: Desk) -> None:
    desk.answer = (200, "<Response><Message>We try for the RX 350.</Message></Response>")

    reply(sandbox, "Do I get an RX?")

    eventually(lambda: "We try for the RX 350." in [each["body"] for each in sandbox.client.messages()])


def test_a_wrong_token_opens_nothing(sandbox: RunningSandbox) -> None:
    stranger = Client(ACCOUNT_SID, "wrong", http_client=Rerouted(sandbox.twilio_base))

    with pytest.raises(TwilioRestException) as refused:
        say(stranger)

    assert (refused.value.status, refused.value.code) == (401, 20003)


def test_an_unknown_text_is_not_found(texts: Any) -> None:
    with pytest.raises(TwilioRestException) as missing:
        texts.messages("SM" + "0" * 32).fetch()

    assert missing.value.status == 404


@pytest.mark.parametrize(("fault", "status"), [("rate_limit", 429), ("error_500_before", 500)])
def test_the_gateway_may_be_busy_and_then_nothing_is_sent(
    texts: Any, sandbox: RunningSandbox, fault: str, status: int
) -> None:
    sandbox.client.fault("twilio", "messages.create", fault)

    with pytest.raises(TwilioRestException) as busy:
        say(texts)

    assert busy.value.status == status
    assert sandbox.client.messages() == []


def test_a_lost_answer_leaves_a_text_that_can_be_found(texts: Any, sandbox: RunningSandbox) -> None:
    sandbox.client.fault("twilio", "messages.create", "timeout_after", seconds=0.1)

    with pytest.raises(requests.ConnectionError):
        say(texts)

    assert [each.body for each in texts.messages.list(to=ROBIN)] == ["Your car is ready."]
