"""Webhooks: events posted to the desk, signed as the vendor signs them, until they are taken."""

import hashlib
import hmac
import json
import time

from sandbox.deliveries import Job
from sandbox.exchanges import note
from sandbox.outgoing import post
from sandbox.world import World


def carry_event(world: World, job: Job, attempts: int) -> str | None:
    """Post one event; None when taken, else why not."""
    configuration = world.configuration
    rows = world.store.rows("SELECT body FROM objects WHERE account = ? AND id = ?", job["account"], job["event"])
    if not rows:
        return None
    if not configuration.stripe_webhook_url:
        return "no webhook endpoint yet"
    event = json.loads(rows[0]["body"])
    body = json.dumps(event, indent=2).encode()
    signature = signed(body, configuration.stripe_webhook_secret, int(time.time()))
    headers = {"Content-Type": "application/json; charset=utf-8", "Stripe-Signature": signature}
    reply = post(configuration.stripe_webhook_url, body, headers)
    if attempts == 0 or reply.accepted:
        note(
            world,
            channel="cards",
            direction="out",
            title=event["type"],
            detail=f"Card processor to the desk, {event['data']['object']['id']}",
            answer=f"{reply.status or 'No answer'}, {reply.milliseconds} ms",
            tone="done" if reply.accepted else "failed",
            body=event,
        )
    return None if reply.accepted else f"{reply.status} {reply.body[:200]}"


def signed(body: bytes, secret: str, at: int) -> str:
    mac = hmac.new(secret.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={at},v1={mac}"
