"""Text messages as kept: made, moved along, found, and shown in the gateway's own form."""

import secrets
import time
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any

from sandbox.store import Row
from sandbox.texts.numbers import REASONS
from sandbox.world import World

API_VERSION = "2010-04-01"
SEGMENT_CHARACTERS = 153


def keep_text(
    world: World, *, direction: str, sender: str, recipient: str, body: str, status: str, callback: str = ""
) -> str:
    """Keep a new text; returns its SID."""
    sid, now = "SM" + secrets.token_hex(16), time.time()
    world.store.write(
        "INSERT INTO texts (sid, direction, sender, recipient, body, status, callback, created_at, updated_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        *(sid, direction, sender, recipient, body, status, callback, now, now),
    )
    return sid


def move_text(world: World, sid: str, *, status: str, error_code: int | None) -> None:
    now = time.time()
    sent_at = now if status == "sent" else None
    world.store.write(
        "UPDATE texts SET status = ?, error_code = ?, updated_at = ?, sent_at = coalesce(sent_at, ?) WHERE sid = ?",
        *(status, error_code, now, sent_at, sid),
    )


def find_text(world: World, sid: str) -> Row | None:
    rows = world.store.rows("SELECT * FROM texts WHERE sid = ?", sid)
    return rows[0] if rows else None


def segments(body: str) -> int:
    return 1 if len(body) <= 160 else -(-len(body) // SEGMENT_CHARACTERS)


def as_json(text: Row, account_sid: str) -> dict[str, Any]:
    uri = f"/{API_VERSION}/Accounts/{account_sid}/Messages/{text['sid']}"
    return {
        "account_sid": account_sid,
        "api_version": API_VERSION,
        "body": text["body"],
        "date_created": _date(text["created_at"]),
        "date_sent": _date(text["sent_at"]),
        "date_updated": _date(text["updated_at"]),
        "direction": text["direction"],
        "error_code": text["error_code"],
        "error_message": REASONS.get(text["error_code"]),
        "from": text["sender"],
        "messaging_service_sid": None,
        "num_media": "0",
        "num_segments": str(segments(text["body"])),
        "price": None,
        "price_unit": "USD",
        "sid": text["sid"],
        "status": text["status"],
        "subresource_uris": {"media": f"{uri}/Media.json"},
        "to": text["recipient"],
        "uri": f"{uri}.json",
    }


def _date(at: float | None) -> str | None:
    return None if at is None else format_datetime(datetime.fromtimestamp(at, tz=UTC))
