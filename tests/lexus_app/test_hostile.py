"""Hostile requests: no fault of ours, nothing taken that should not be, and no memory lost."""

import base64
import gc
import json
import random
import secrets
from collections import Counter as Tally
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import psutil
import pytest
from django.utils import timezone
from jsonschema import Draft202012Validator

from integrations.lexus_app.models import Connection, InboundMessage
from integrations.lexus_app.schemas import RECEIVED, schema
from integrations.lexus_app.signature import sign, written
from tests.lexus_app.app import INSURANCE, LICENCE, App, booking, cancellation, message, update

FEW, MANY, PARTS = 200, 2_000, 5
MOST_GROWTH_BYTES = 48 * 1024 * 1024
VALIDATORS = {name: Draft202012Validator(schema(name, name)) for name in RECEIVED}
SAMPLES = (
    booking(license=LICENCE, insurance=INSURANCE, notes="Child seat"),
    update(2),
    cancellation(3),
    message("guest.updated", dealer_code="63201", email="avery.quinn@example.com"),
    message("loyalty.points", points=3),
)
JUNK: tuple[Any, ...] = (
    *(None, True, -1, 0, 1.5, 1e308, 2**70, "", "\x00", "\ud800", "x" * 70_000, [], [[]], {}, {"$ref": "#"}),
    *("4111 1111 1111 1111", 4111111111111111, "' OR 1=1 --", "<script>", "{{ 7*7 }}", "../../etc/passwd", "NaN"),
)
KEYS = ("card_number", "cvv", "__proto__", "constructor", "data", "", "x" * 5_000, "4111111111111111")
HEADERS = ("webhook-id", "webhook-timestamp", "webhook-signature")
TYPES = (
    "application/json",
    "application/json; boundary=x",
    "text/json",
    "multipart/form-data",
    "",
    "x/" + "y" * 999,
)
TEXTS = ("", " ", "0", "v1,", "v1,AAAA", "é", "A" * 9_000, "1", "-1", "1e9", "v2,aaaa v1,", "None", "\t", "msg.1")


@dataclass
class Attack:
    """A request: its body, headers and type; ``forged`` where the app did not sign exactly this."""

    body: bytes
    headers: dict[str, str] = field(default_factory=dict)
    content_type: str = "application/json"
    forged: bool = False


def mangled(value: Any, chance: random.Random) -> Any:
    """The same JSON with something somewhere replaced, added or taken away."""
    if isinstance(value, dict) and value and chance.random() < 0.75:
        name = chance.choice(list(value))
        return {**value, name: mangled(value[name], chance)}
    if isinstance(value, dict):
        kept = {name: inner for name, inner in value.items() if chance.random() < 0.8}
        return {**kept, chance.choice(KEYS): chance.choice(JUNK)}
    return chance.choice(JUNK)


def bytes_of(chance: random.Random) -> bytes:
    """A body: mangled, cut, flipped, noise, too deep, doubly named, in another encoding, too large."""
    told = json.dumps(mangled(chance.choice(SAMPLES), chance)).encode()
    spot = chance.randrange(len(told))
    return chance.choice(
        [
            told,
            told,
            told[:spot],
            told[:spot] + bytes([chance.randrange(256)]) + told[spot + 1 :],
            chance.randbytes(chance.randrange(400)),
            chance.choice([b"[", b'{"a":']) * chance.choice([21, 3_000, 40_000]),
            b'{"type": "x", "type": "y", "timestamp": "2026-03-01T15:00:00Z"}',
            json.dumps(chance.choice(SAMPLES)).encode(chance.choice(["utf-8", "utf-16", "utf-32-le"])),
            b" " * chance.choice([0, 1, 256 * 1024, 256 * 1024 + 1, 700_000]),
        ]
    )


def attack(app: App, chance: random.Random) -> Attack:
    """A request whose headers or body are not what they should be, at least one of them, most of the time."""
    body = bytes_of(chance)
    made = Attack(body=body, headers=app.signed(body, f"msg_{chance.randrange(10**9)}"))
    kind = chance.randrange(10)
    if kind == 0:
        made.headers[chance.choice(HEADERS)] = chance.choice(TEXTS)
        made.forged = True
    elif kind == 1:
        del made.headers[chance.choice(HEADERS)]
        made.forged = True
    elif kind == 2:
        made.headers = resigned(body, secrets.token_bytes(32))
        made.forged = True
    elif kind == 3:
        made.body, made.forged = body + b" ", True
    elif kind == 4:
        made.headers["webhook-timestamp"] = str(int(made.headers["webhook-timestamp"]) + chance.choice([-1, 1, 400]))
        made.forged = True
    elif kind == 5:
        made.headers["webhook-signature"] = base64.b64encode(chance.randbytes(32)).decode()
        made.forged = True
    elif kind == 6:
        made.content_type = chance.choice(TYPES)
    return made


def resigned(body: bytes, key: bytes) -> dict[str, str]:
    """Headers of somebody who knows the form and not the secret."""
    seconds = int(datetime.now(UTC).timestamp())  # noqa: TID251 - a stranger's clock
    signature = sign(written(key), "msg_x", seconds, body)
    return {"webhook-id": "msg_x", "webhook-timestamp": str(seconds), "webhook-signature": signature}


def may_be_taken(body: bytes) -> bool:
    """Whether the schemas would let this body in; other types need an envelope only."""
    try:
        told = json.loads(body.decode())
    except ValueError:
        return False
    if not isinstance(told, dict) or not isinstance(told.get("type"), str):
        return False
    written_down = without_empties(told)
    validator = VALIDATORS.get(written_down.get("type", ""))
    return validator.is_valid(written_down) if validator else isinstance(told.get("timestamp"), str)


def without_empties(value: Any) -> Any:
    if isinstance(value, dict):
        kept = {name: without_empties(inner) for name, inner in value.items()}
        return {name: inner for name, inner in kept.items() if inner is not None and inner != ""}
    return value.strip() if isinstance(value, str) else value


def fire(app: App, number: int) -> tuple[Tally[int], int]:
    """Send that many; returns the answers by status, and how much the process has grown after the first fifth."""
    Connection.objects.update(rate_per_second=30_000, burst=30_000)
    seed, process, answers, before = secrets.randbelow(10**6), psutil.Process(), Tally[int](), 0
    chance = random.Random(seed)
    for position in range(number):
        if position == number // 5:
            gc.collect()
            before = process.memory_info().rss
        each = attack(app, chance)
        answer = app.post(each.body, headers=each.headers, content_type=each.content_type)
        said = (seed, position, answer.status_code, each.body[:300], each.headers)
        assert answer.status_code < 500, said
        assert not (each.forged and answer.status_code not in {401, 413, 415}), said
        assert answer.status_code != 202 or may_be_taken(each.body), said
        answers[answer.status_code] += 1
    gc.collect()
    grown = process.memory_info().rss - before
    print(f"figure: {number} hostile requests: {dict(sorted(answers.items()))}, grown {grown // 1024} KiB, seed {seed}")  # noqa: T201 - for docs/proof.md
    return answers, grown


def test_two_hundred_hostile_requests_do_no_harm(app: App) -> None:
    before = timezone.now()

    answers, _ = fire(app, FEW)

    assert answers[401] > 20
    assert InboundMessage.objects.filter(received_at__gte=before).count() == answers[202]
    assert not any("4111111111111111" in row.body.replace(" ", "") for row in InboundMessage.objects.all())


@pytest.mark.proof
@pytest.mark.parametrize("part", range(1, PARTS + 1))
def test_ten_thousand_hostile_requests_do_no_harm_and_cost_no_memory(app: App, part: int) -> None:
    answers, grown = fire(app, MANY)

    assert sum(answers.values()) == MANY
    assert grown < MOST_GROWTH_BYTES
