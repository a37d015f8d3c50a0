"""Posting to the partner's endpoint: signed, with a time-out, following no redirect, never inside our own network."""

import ipaddress
import socket
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from urllib.parse import urlsplit

import requests
from django.conf import settings

from dealerships.domain.effects import NeedsAttention, TryAgain
from dealerships.models import Dealership
from integrations.lexus_app.signature import sign

CONNECT_SECONDS = 5
LONGEST_PAUSE = timedelta(hours=24)


@dataclass(frozen=True, kw_only=True, slots=True)
class Outgoing:
    """A message on its way, and the row of this attempt."""

    dealership: Dealership
    attempt: int
    endpoint: str
    secret: str
    webhook_id: str
    body: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Answered:
    """What the partner said to it; ``gone`` asks us to stop."""

    status: int

    @property
    def gone(self) -> bool:
        """Whether the endpoint is to be switched off."""
        return self.status == HTTPStatus.GONE


def post(message: Outgoing, *, at: datetime) -> Answered:
    """
    Deliver a message; its signature carries the time of this attempt.

    :raises TryAgain: the partner did not answer, or not with yes
    :raises NeedsAttention: the endpoint is an address of our own network
    """
    refuse_inward(message.endpoint)
    body = message.body.encode()
    try:
        answer = requests.post(
            message.endpoint,
            data=body,
            headers=signed_headers(message, body, at=at),
            timeout=(CONNECT_SECONDS, settings.VENDOR_TIMEOUT_SECONDS),
            allow_redirects=False,
            stream=True,
        )
        answer.close()
    except requests.RequestException as reason:
        raise TryAgain("The partner's endpoint did not answer.") from reason
    if answer.status_code // 100 == 2 or answer.status_code == HTTPStatus.GONE:
        return Answered(status=answer.status_code)
    raise TryAgain(
        f"The partner's endpoint answered {answer.status_code}.", after=pause(answer.headers.get("Retry-After"), at=at)
    )


def signed_headers(message: Outgoing, body: bytes, *, at: datetime) -> dict[str, str]:
    """The headers of Standard Webhooks."""
    seconds = int(at.timestamp())
    return {
        "content-type": "application/json",
        "user-agent": "Loanerdesk",
        "webhook-id": message.webhook_id,
        "webhook-timestamp": str(seconds),
        "webhook-signature": sign(message.secret, message.webhook_id, seconds, body),
    }


def pause(wish: str | None, *, at: datetime) -> timedelta | None:
    """How long the partner asks us to wait: in seconds or until a date, a day at most."""
    if not wish:
        return None
    if wish.isascii() and wish.isdigit():
        return min(timedelta(seconds=int(wish[:9])), LONGEST_PAUSE)
    try:
        until = parsedate_to_datetime(wish)
    except (ValueError, OverflowError):
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(timedelta(0), min(until - at, LONGEST_PAUSE))


def refuse_inward(endpoint: str) -> None:
    """
    On a server, a dealership's setting must not make us knock at doors of our own network.

    :raises NeedsAttention: the address leads there
    :raises TryAgain: the address leads nowhere at present
    """
    if not settings.SECURE:
        return
    try:
        found = socket.getaddrinfo(urlsplit(endpoint).hostname, None)
    except OSError as reason:
        raise TryAgain("The partner's endpoint can't be found.") from reason
    if not all(ipaddress.ip_address(address[4][0]).is_global for address in found):
        raise NeedsAttention("The partner's endpoint is an address of a private network.")
