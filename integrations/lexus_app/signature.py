"""
Signatures of the Standard Webhooks specification: HMAC-SHA256 over ``id.timestamp.body``, by one of several secrets.

Accepts exactly what the specification allows; headers of any other form are as good as none.
"""

import base64
import binascii
import hmac
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from hashlib import sha256

HEADERS = ("webhook-id", "webhook-timestamp", "webhook-signature")
PREFIX = "whsec_"
TOLERANCE = timedelta(minutes=5)
ID = re.compile(r"[!-\-/-~]{1,200}", re.ASCII)
TIMESTAMP = re.compile(r"[1-9][0-9]{9}", re.ASCII)
SIGNATURE = re.compile(r"[a-z0-9]{1,8},(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?", re.ASCII)
MOST_SIGNATURES = 16


class NotSigned(Exception):
    """The message carries no valid signature; nobody is told why."""


class NotASecret(ValueError):
    """The text is no signing secret: ``whsec_`` and 24 to 64 bytes in base64."""


def signed_by(headers: Mapping[str, str], body: bytes, *, secrets: Mapping[int, str], at: datetime) -> int:
    """
    Which of the secrets, by its key, signed the message.

    :raises NotSigned: none of them did, it was too long ago, or the headers are of another form
    """
    webhook_id = matched(ID, headers.get("webhook-id"))
    timestamp = matched(TIMESTAMP, headers.get("webhook-timestamp"))
    given = signatures(headers.get("webhook-signature"))
    if abs(at - datetime.fromtimestamp(int(timestamp), tz=UTC)) > TOLERANCE:
        raise NotSigned
    signers = [
        key for key, secret in secrets.items() if signed_alike(given, sign(secret, webhook_id, int(timestamp), body))
    ]
    if not signers:
        raise NotSigned
    return signers[0]


def sign(secret: str, webhook_id: str, timestamp: int, body: bytes) -> str:
    """The signature of a message, as it stands in the header: ``v1,`` and base64."""
    content = b"%s.%d.%s" % (webhook_id.encode(), timestamp, body)
    return "v1," + base64.b64encode(hmac.digest(key_of(secret), content, sha256)).decode()


def key_of(secret: str) -> bytes:
    """
    The bytes of a secret in its written form.

    :raises NotASecret: it is none
    """
    try:
        key = base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    except (binascii.Error, ValueError):
        raise NotASecret("A signing secret is whsec_ followed by base64.") from None
    if not secret.startswith(PREFIX) or not 24 <= len(key) <= 64:
        raise NotASecret("A signing secret is whsec_ followed by 24 to 64 bytes in base64.")
    return key


def written(key: bytes) -> str:
    """The written form of a secret's bytes."""
    return PREFIX + base64.b64encode(key).decode()


def matched(form: re.Pattern[str], header: str | None) -> str:
    """
    :raises NotSigned: the header is missing or of another form
    """
    if header is None or not form.fullmatch(header):
        raise NotSigned
    return header


def signatures(header: str | None) -> list[str]:
    """
    What a signature header lists.

    :raises NotSigned: something in it is no signature
    """
    given = (header or "").split(" ")
    if len(given) > MOST_SIGNATURES:
        raise NotSigned
    return [matched(SIGNATURE, one) for one in given]


def signed_alike(given: list[str], expected: str) -> bool:
    """Whether one of them is the expected one; always looks at all, so that time tells nothing."""
    return sum(hmac.compare_digest(one, expected) for one in given) > 0
