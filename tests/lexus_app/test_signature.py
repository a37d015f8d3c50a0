"""Signatures: what Standard Webhooks allows, and nothing else."""

import base64
import json
from datetime import UTC, datetime, timedelta

import pytest
import standardwebhooks
import time_machine
from hypothesis import given, settings
from hypothesis import strategies as st

from integrations.lexus_app.signature import NotASecret, NotSigned, key_of, sign, signed_by, written

SECRET = written(b"0123456789abcdef01234567")
OTHER = written(b"another-secret-of-32-bytes-here!")
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
BODY = json.dumps({"type": "contract.started"}, separators=(",", ":")).encode()


def headers(**changes: str) -> dict[str, str]:
    seconds = int(NOON.timestamp())
    signed = {
        "webhook-id": "msg_1",
        "webhook-timestamp": str(seconds),
        "webhook-signature": sign(SECRET, "msg_1", seconds, BODY),
    }
    return {**signed, **changes}


def test_the_specification_s_way_of_signing_is_met_to_the_letter() -> None:
    signature = sign(SECRET, "msg_2KWPBgLlAfxdpx2AI54pPJ85f4W", 1674087231, BODY)

    assert signature == "v1,reGhjctENpc0RTcSyRM21UCfkXRwUtonuyvsTSF3uWQ="


@given(
    body=st.dictionaries(st.text(max_size=8), st.text(max_size=20) | st.integers(), max_size=4),
    webhook_id=st.text("abcdefXYZ0123456789_-", min_size=1, max_size=40),
    key=st.binary(min_size=24, max_size=64),
)
@settings(max_examples=60, deadline=None)
def test_the_public_library_and_we_agree_both_ways(body: dict[str, str], webhook_id: str, key: bytes) -> None:
    secret, text = written(key), json.dumps(body)
    library = standardwebhooks.Webhook(secret)
    seconds = str(int(NOON.timestamp()))
    theirs = {
        "webhook-id": webhook_id,
        "webhook-timestamp": seconds,
        "webhook-signature": library.sign(webhook_id, NOON, text),
    }
    ours = {**theirs, "webhook-signature": sign(secret, webhook_id, int(seconds), text.encode())}

    assert signed_by(theirs, text.encode(), secrets={1: secret}, at=NOON) == 1
    with time_machine.travel(NOON, tick=False):
        assert library.verify(text, ours) == body


@pytest.mark.parametrize(("age", "accepted"), [(-301, False), (-300, True), (0, True), (300, True), (301, False)])
def test_five_minutes_either_way_are_tolerated(age: int, *, accepted: bool) -> None:
    at = NOON + timedelta(seconds=age)

    try:
        signed = signed_by(headers(), BODY, secrets={1: SECRET}, at=at) == 1
    except NotSigned:
        signed = False

    assert signed is accepted


def test_of_several_secrets_the_one_that_signed_is_named() -> None:
    assert signed_by(headers(), BODY, secrets={7: OTHER, 8: SECRET}, at=NOON) == 8


def test_one_good_signature_among_others_is_enough() -> None:
    listed = (
        f"v1a,{base64.b64encode(b'x' * 64).decode()} {sign(OTHER, 'msg_1', 1, BODY)} {headers()['webhook-signature']}"
    )

    assert signed_by(headers(**{"webhook-signature": listed}), BODY, secrets={1: SECRET}, at=NOON) == 1


@pytest.mark.parametrize(
    "signature",
    [
        "",
        "garbage",
        "v1",
        "v1,",
        "v1,a,b",
        "v1,reGhjctENpc0RTcSyRM21UCfkXRwUtonuyvsTSF3uWQ",
        "v1,****************************************",
        headers()["webhook-signature"] + " ",
        " " + headers()["webhook-signature"],
        headers()["webhook-signature"].replace(" ", "  ") + " v1,é",
        headers()["webhook-signature"].replace("v1,", "v2,"),
        headers()["webhook-signature"].replace("v1,", "V1,"),
        " ".join([headers()["webhook-signature"]] * 17),
    ],
)
def test_a_signature_header_of_another_form_is_none(signature: str) -> None:
    with pytest.raises(NotSigned):
        signed_by(headers(**{"webhook-signature": signature}), BODY, secrets={1: SECRET}, at=NOON)


@pytest.mark.parametrize(
    "timestamp",
    ["", "1772366400.0", " 1772366400", "1772366400 ", "17_72366400", "+1772366400", "١٧٧٢٣٦٦٤٠٠", "NaN", "9" * 400],
)
def test_a_timestamp_of_another_form_is_none(timestamp: str) -> None:
    with pytest.raises(NotSigned):
        signed_by(headers(**{"webhook-timestamp": timestamp}), BODY, secrets={1: SECRET}, at=NOON)


@given(junk=st.fixed_dictionaries({name: st.text(max_size=60) for name in headers()}), body=st.binary(max_size=60))
@settings(max_examples=100, deadline=None)
def test_whatever_the_headers_hold_the_answer_is_that_nobody_signed(junk: dict[str, str], body: bytes) -> None:
    with pytest.raises(NotSigned):
        signed_by(junk, body, secrets={1: SECRET}, at=NOON)


@pytest.mark.parametrize(
    "text", ["", "whsec_", "0123456789", "whsec_é", "whsec_c2hvcnQ=", "whsec_" + "A" * 100, "whsec_!!!!"]
)
def test_what_is_no_secret_is_refused(text: str) -> None:
    with pytest.raises(NotASecret):
        key_of(text)
