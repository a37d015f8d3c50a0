"""Webhooks from the Lexus App to a dealership: signed, sent at once, and shown with their answer."""

import base64
import json
import secrets
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sandbox.configuration import Dealership
from sandbox.exchanges import note
from sandbox.lexus_app.signing import signature
from sandbox.outgoing import Reply, post
from sandbox.world import World

TOO_LATE_SECONDS = 10 * 60
TONES = {202: "done", 200: "finished"}


@dataclass(frozen=True, kw_only=True)
class Message:
    """One webhook message; sending the same one again is sending it twice. `flaw` is shown beside it."""

    id: str
    body: bytes
    type: str
    flaw: str = ""


def new_message(kind: str, data: dict[str, Any], *, flaw: str = "") -> Message:
    stamp = datetime.fromtimestamp(time.time(), tz=UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    document = {"type": kind, "timestamp": stamp, "data": data}
    return Message(id=f"msg_{secrets.token_hex(12)}", body=json.dumps(document).encode(), type=kind, flaw=flaw)


def send(world: World, dealership: Dealership, message: Message) -> Reply:
    """Post the message, as wrongly as its flaw says."""
    stamp = int(time.time()) - (TOO_LATE_SECONDS if message.flaw == "late" else 0)
    secret = dealership.signing_secret
    if message.flaw == "bad signature":
        secret = "whsec_" + base64.b64encode(secrets.token_bytes(24)).decode()
    headers = {
        "Content-Type": "application/json",
        "webhook-id": message.id,
        "webhook-timestamp": str(stamp),
        "webhook-signature": signature(secret, message.id, stamp, message.body),
    }
    reply = post(dealership.webhook_url, message.body, headers)
    _note(world, message, reply)
    return reply


def _note(world: World, message: Message, reply: Reply) -> None:
    document = json.loads(message.body)
    data = document["data"]
    about = [data.get("reservation_id") or data["email"], message.flaw or _version(data)]
    note(
        world,
        channel="lexus_app",
        direction="out",
        title=message.type,
        detail=f"Lexus App to the desk, {', '.join(filter(None, about))}",
        answer=f"{_said(reply)}, {reply.milliseconds} ms",
        tone=TONES.get(reply.status, "failed"),
        body=document,
    )


def _version(data: dict[str, Any]) -> str:
    return f"version {data['version']}" if "version" in data else ""


def _said(reply: Reply) -> str:
    """202 accepted; 401 signature; what the desk's answer says in one word, where it does."""
    if not reply.status:
        return reply.body
    try:
        answer = json.loads(reply.body or "{}")
    except json.JSONDecodeError:
        return str(reply.status)
    word = answer.get("status") or answer.get("error") or "" if isinstance(answer, dict) else ""
    return f"{reply.status} {word}".strip()
