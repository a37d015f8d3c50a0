"""
An effect: send a queued email. SMTP knows no keys, so every attempt carries the same Message-ID, by which mail
programs drop a second copy.
"""

from dataclasses import dataclass
from datetime import datetime
from email.utils import formataddr
from smtplib import SMTPAuthenticationError, SMTPException, SMTPRecipientsRefused
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage

from contracts.domain.messages import STOP
from customers.queries.messages import message_to_send
from customers.services import message_failed, message_sent
from dealerships.domain.effects import NeedsAttention, TryAgain
from dealerships.models import Dealership


@dataclass(frozen=True, kw_only=True, slots=True)
class Letter:
    """An email as it goes out; ``code`` names it here and in its Message-ID."""

    code: str
    sender: str
    to: str
    subject: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Posted:
    """What became of it: refused for a reason, or taken."""

    code: str
    refused: str = ""


def prepare(*, dealership: Dealership, payload: dict[str, Any], at: datetime) -> Letter | None:  # noqa: ARG001 - Outside
    """What to send, unless it was sent."""
    message = message_to_send(dealership=dealership, pk=payload["message"])
    if message is None:
        return None
    return Letter(
        code=message.code,
        sender=formataddr((dealership.name, settings.DEFAULT_FROM_EMAIL)),
        to=message.to,
        subject=message.subject,
        text=message.text.removesuffix(STOP).rstrip(),
    )


def call(request: Letter) -> Posted:
    """
    Hand it to the mail server.

    :raises TryAgain: the server can't be reached, or not now
    :raises NeedsAttention: it doesn't let us in
    """
    try:
        letter(request).send()
    except SMTPRecipientsRefused:
        return Posted(code=request.code, refused=f"The mail server knows no {request.to}.")
    except SMTPAuthenticationError as reason:
        raise NeedsAttention("The mail server refuses our name and password. Check the email settings.") from reason
    except (SMTPException, OSError) as reason:
        raise TryAgain("The mail server did not take the email.") from reason
    return Posted(code=request.code)


def record(*, dealership: Dealership, payload: dict[str, Any], outcome: Posted, at: datetime) -> None:  # noqa: ARG001 - Outside
    """Write down that it went out, or why not."""
    if outcome.refused:
        message_failed(dealership=dealership, code=outcome.code, reason=outcome.refused)
    else:
        message_sent(dealership=dealership, code=outcome.code, vendor_id=message_id(outcome.code), at=at)


def letter(request: Letter) -> EmailMessage:
    """The email, plain, with the Message-ID of all its attempts."""
    return EmailMessage(
        subject=request.subject,
        body=request.text,
        from_email=request.sender,
        to=[request.to],
        headers={"Message-ID": f"<{message_id(request.code)}>"},
    )


def message_id(code: str) -> str:
    """How the email is known in the world."""
    return f"{code}@{settings.DEFAULT_FROM_EMAIL.rpartition('@')[2]}"
