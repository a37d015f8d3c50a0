"""What happens to a text after it was taken: its states one after the other, each told to the desk, signed."""

import base64
import hashlib
import hmac
from collections.abc import Mapping
from urllib.parse import urlencode

from sandbox.deliveries import Job, enqueue
from sandbox.outgoing import Reply, post
from sandbox.texts.messages import API_VERSION, find_text, move_text
from sandbox.texts.numbers import failure_of
from sandbox.world import World

CHANNEL = "texts"
SENT_AFTER_SECONDS = 0.1
DELIVERED_AFTER_SECONDS = 0.3
TRIES_PER_STATE = 2


def send_on_its_way(world: World, sid: str, recipient: str) -> None:
    """Plan the states of a text: queued, sent, then delivered, or undelivered with the network's reason."""
    failure = failure_of(recipient)
    last = "delivered" if failure is None else "undelivered"
    _plan(world, sid, "sent", None, SENT_AFTER_SECONDS)
    _plan(world, sid, last, failure, DELIVERED_AFTER_SECONDS)


def _plan(world: World, sid: str, status: str, error_code: int | None, delay: float) -> None:
    job = {"text": sid, "status": status, "error_code": error_code}
    enqueue(world, channel=CHANNEL, name=f"texts.{status}", job=job, delay=delay)


def carry_text(world: World, job: Job, attempts: int) -> str | None:
    """Move a text to its next state and tell the desk; a call-back that isn't taken is tried once more, no longer."""
    text = find_text(world, job["text"])
    if text is None:
        return None
    if attempts == 0 and text["status"] != "delivered":
        move_text(world, text["sid"], status=job["status"], error_code=job["error_code"])
    if not text["callback"]:
        return None
    reply = post_signed(world, text["callback"], _status_fields(world, job, text["sender"], text["recipient"]))
    if reply.accepted or attempts + 1 >= TRIES_PER_STATE:
        return None
    return f"{reply.status} {reply.body[:200]}"


def _status_fields(world: World, job: Job, sender: str, recipient: str) -> dict[str, str]:
    fields = {
        "AccountSid": world.configuration.twilio_account_sid,
        "ApiVersion": API_VERSION,
        "From": sender,
        "MessageSid": job["text"],
        "MessageStatus": job["status"],
        "SmsSid": job["text"],
        "SmsStatus": job["status"],
        "To": recipient,
    }
    return fields | ({"ErrorCode": str(job["error_code"])} if job["error_code"] else {})


def post_signed(world: World, url: str, fields: Mapping[str, str]) -> Reply:
    """Post a form to the desk with the gateway's signature over the address and the fields."""
    headers = {
        "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8",
        "X-Twilio-Signature": signature(url, fields, world.configuration.twilio_auth_token),
    }
    return post(url, urlencode(fields).encode(), headers)


def signature(url: str, fields: Mapping[str, str], auth_token: str) -> str:
    signed = url + "".join(name + fields[name] for name in sorted(fields))
    return base64.b64encode(hmac.new(auth_token.encode(), signed.encode(), hashlib.sha1).digest()).decode()
