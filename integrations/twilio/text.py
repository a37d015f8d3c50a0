"""
An effect: send a queued text, once. The gateway knows no idempotency, so the attempt is written down before the first
byte, and what may have gone out is looked up before it is sent again.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from customers.domain.messages import MessageState
from customers.queries.messages import message_to_send
from customers.services import NoWayToReach, message_failed, message_sent, message_unknown, opt_out, queue_message
from dealerships.models import Dealership
from integrations.twilio.client import OutgoingText, Refused, SaidStop, TwilioTextSender
from integrations.twilio.doorways import status_address

ON_ITS_WAY = "Handed to the text gateway; its answer is not here yet."


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What the gateway said: an id, or why not."""

    code: str
    sid: str = ""
    refused: str = ""
    stopped: bool = False


def prepare(*, dealership: Dealership, payload: dict[str, Any], at: datetime) -> OutgoingText | None:  # noqa: ARG001 - Outside
    """What to send, unless it was sent; from here on it may have gone out."""
    message = message_to_send(dealership=dealership, pk=payload["message"])
    if message is None:
        return None
    request = OutgoingText(
        code=message.code,
        sender=dealership.text_sender,
        to=message.to,
        body=message.text,
        status_address=status_address(dealership, code=message.code),
        queued_at=message.queued_at,
        sent_before=message.state == MessageState.UNKNOWN,
    )
    message_unknown(dealership=dealership, code=message.code, reason=ON_ITS_WAY)
    return request


def call(request: OutgoingText) -> Outcome:
    """
    Look it up if it may have gone out, else send it.

    :raises TryAgain: the gateway did not answer, or not now
    :raises NeedsAttention: it doesn't know our account
    """
    gateway = TwilioTextSender()
    try:
        known = gateway.look_up(request) if request.sent_before else None
        return Outcome(code=request.code, sid=known or gateway.send(request))
    except SaidStop:
        return Outcome(code=request.code, stopped=True, refused="The guest has said STOP.")
    except Refused as reason:
        return Outcome(code=request.code, refused=str(reason))


def record(*, dealership: Dealership, payload: dict[str, Any], outcome: Outcome, at: datetime) -> None:
    """Write down that it went out; after STOP the same words go by email."""
    if outcome.sid:
        message_sent(dealership=dealership, code=outcome.code, vendor_id=outcome.sid, at=at)
    elif outcome.stopped:
        write_instead(dealership=dealership, message_pk=payload["message"], code=outcome.code, at=at)
    else:
        message_failed(dealership=dealership, code=outcome.code, reason=outcome.refused)


def write_instead(*, dealership: Dealership, message_pk: int, code: str, at: datetime) -> None:
    """Honour STOP, which the gateway knew before us, and send an email where there is an address."""
    message = message_to_send(dealership=dealership, pk=message_pk)
    if message is None:
        return
    opt_out(dealership=dealership, phone=message.to, at=at)
    try:
        queue_message(
            dealership=dealership,
            customer=message.customer,
            cause=message.cause,
            subject=message.subject,
            text=message.text,
            about=message.about,
            at=at,
        )
        reason = "The guest has said STOP. It was sent by email."
    except NoWayToReach as nobody:
        reason = f"The guest has said STOP. {nobody}"
    message_failed(dealership=dealership, code=code, reason=reason)
