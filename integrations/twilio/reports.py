"""What the gateway reported, worked on by a worker: how texts fare, and what guests text back."""

import re
from datetime import datetime
from typing import Any

from customers.queries import customers
from customers.queries.messages import message_with_code
from customers.services import message_delivered, message_failed, message_sent, opt_in, opt_out
from dealerships.domain.actor import Actor, Kind
from dealerships.models import Dealership
from dealerships.services.history import record

STOP_WORDS = frozenset({"STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT"})
START_WORDS = frozenset({"START", "YES", "UNSTOP"})
REASONS = {
    "30003": "The phone is switched off or out of reach.",
    "30004": "The guest's carrier blocks texts from us.",
    "30005": "There is no such number.",
    "30006": "It is a landline, or its carrier takes no texts.",
    "30007": "The carrier filtered it.",
    "30034": "Our number is not registered for texts.",
}


def status(*, dealership: Dealership, payload: dict[str, Any], at: datetime) -> None:
    """A text moved; states only go forward, so late or repeated reports change nothing."""
    if message_with_code(dealership=dealership, code=payload["message"]) is None:
        return
    sid, state = payload["sid"], payload["status"]
    if state in {"sent", "delivered", "undelivered"}:
        message_sent(dealership=dealership, code=payload["message"], vendor_id=sid, at=at)
    if state == "delivered":
        message_delivered(dealership=dealership, vendor_id=sid, at=at)
    if state in {"undelivered", "failed"}:
        reason = REASONS.get(payload["error"], "It could not be delivered.")
        message_failed(dealership=dealership, code=payload["message"], reason=reason)


def inbound(*, dealership: Dealership, payload: dict[str, Any], at: datetime) -> None:
    """A guest texted: STOP and START are obeyed, other words are kept in the guest's history."""
    phone, body = payload["from"], payload["body"]
    word = re.sub(r"[^A-Z]", "", body.upper())
    if word in STOP_WORDS:
        opt_out(dealership=dealership, phone=phone, at=at)
    elif word in START_WORDS:
        opt_in(dealership=dealership, phone=phone, at=at)
    else:
        keep(dealership=dealership, phone=phone, body=body, at=at)


def keep(*, dealership: Dealership, phone: str, body: str, at: datetime) -> None:
    """Write a guest's words into the history of everybody with this number."""
    guests = customers(dealership=dealership).filter(phone=phone)
    subjects = [customer.reference for customer in guests] or [f"phone/{phone[-4:]}"]
    by = Actor(kind=Kind.GUEST, name=f"Phone ending in {phone[-4:]}", origin="text message")
    record("texted", dealership=dealership, subjects=subjects, by=by, at=at, details={"text": body[:1000]})
