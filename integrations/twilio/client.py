"""The text gateway, spoken to by Twilio's own library; its errors become ours here."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.conf import settings

from dealerships.domain.effects import NeedsAttention, TryAgain

if TYPE_CHECKING:
    from twilio.rest import Client

UNSUBSCRIBED = 21610
NO_CREDENTIALS = 20003
TOO_MANY = 429
LOOKED_BACK = timedelta(minutes=10)
"""How far the gateway's clock may be behind ours."""


class SaidStop(Exception):
    """The guest has said STOP to the gateway."""


class Refused(Exception):
    """The gateway will never take this text; the message is for the advisor."""


@dataclass(frozen=True, kw_only=True, slots=True)
class OutgoingText:
    """A text to send; ``sent_before`` says that it may have gone out already."""

    code: str
    sender: str
    to: str
    body: str
    status_address: str
    queued_at: datetime
    sent_before: bool


class TwilioTextSender:
    """Sends texts. Sending is not idempotent: what may have gone out is looked up before it is sent again."""

    def send(self, text: OutgoingText) -> str:
        """
        Send it; its id at the gateway.

        :raises SaidStop: the guest wants no texts
        :raises Refused: the gateway never takes it
        :raises TryAgain: what happened is not known, or not now
        """
        with understood():
            sent = client().messages.create(
                to=text.to, from_=text.sender, body=text.body, status_callback=text.status_address
            )
        return str(sent.sid)

    def look_up(self, text: OutgoingText) -> str | None:
        """
        The id of the text if the gateway has it: same number, same words, since it was queued.

        :raises TryAgain: the gateway did not answer
        """
        since = text.queued_at - LOOKED_BACK
        with understood():
            known = client().messages.list(
                to=text.to, from_=text.sender, date_sent_after=since - timedelta(days=1), limit=100
            )
        same = [each for each in known if each.body == text.body.strip() and each.date_created >= since]
        return str(same[0].sid) if same else None


@contextmanager
def understood() -> Iterator[None]:
    """Turn the library's errors into ours."""
    from requests.exceptions import RequestException  # noqa: PLC0415 - slow to import
    from twilio.base.exceptions import TwilioRestException  # noqa: PLC0415 - slow to import

    try:
        yield
    except RequestException as reason:
        raise TryAgain("The text gateway did not answer.") from reason
    except TwilioRestException as reason:
        raise translated(reason.status, reason.code, reason.msg) from reason


def translated(status: int, code: int | None, words: str) -> Exception:
    """What an answer of the gateway means to us."""
    if status == TOO_MANY or status >= 500:
        return TryAgain("The text gateway is busy.")
    if code == NO_CREDENTIALS or status == 401:
        return NeedsAttention("The text gateway refuses our account. Check its settings.")
    if code == UNSUBSCRIBED:
        return SaidStop("The guest has said STOP.")
    return Refused(f"The text gateway refused it: {words.removeprefix('Unable to create record: ')}")


@lru_cache(maxsize=4)
def client_at(base: str, sid: str, token: str) -> "Client":
    """The library's client, pointed at an address."""
    from twilio.http.http_client import TwilioHttpClient  # noqa: PLC0415 - slow to import
    from twilio.rest import Client  # noqa: PLC0415 - slow to import

    class ElsewhereClient(TwilioHttpClient):  # type: ignore[misc] # the library has no types
        """The library knows no base address: rewrite scheme, host and prefix of each request."""

        def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Any:
            return super().request(method, elsewhere(url, base), *args, **kwargs)

    return Client(sid, token, http_client=ElsewhereClient(timeout=settings.VENDOR_TIMEOUT_SECONDS))


def client() -> "Client":
    """The client of this installation's account."""
    return client_at(settings.TWILIO_API_BASE, settings.TWILIO_ACCOUNT_SID, settings.TWILIO_AUTH_TOKEN)


def elsewhere(url: str, base: str) -> str:
    """An address of the gateway below another base: the path stays, scheme, host and prefix change."""
    parts = urlsplit(url)
    return base.rstrip("/") + parts.path + (f"?{parts.query}" if parts.query else "")
