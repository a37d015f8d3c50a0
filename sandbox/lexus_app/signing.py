"""Standard Webhooks signatures, version 1, made and checked."""

import base64
import binascii
import hashlib
import hmac
import time
from collections.abc import Mapping

TOLERANCE_SECONDS = 5 * 60
PREFIX = "whsec_"


class NotGenuine(Exception):
    """The message was not signed with this secret, or not just now."""


def signature(secret: str, message_id: str, timestamp: int, body: bytes) -> str:
    signed = f"{message_id}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(_key(secret), signed, hashlib.sha256).digest()).decode()


def _key(secret: str) -> bytes:
    """The bytes behind `whsec_…`; a secret of another form is taken as it is."""
    try:
        return base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    except binascii.Error:
        return secret.encode()


def check(secret: str, headers: Mapping[str, str], body: bytes) -> str:
    """The message's id, when one of its signatures is right.

    :raises NotGenuine: a header is missing, the signature is wrong, or the time is not about now
    """
    given = {name.lower(): value for name, value in headers.items()}
    message_id, stamp = given.get("webhook-id", ""), given.get("webhook-timestamp", "")
    if not secret or not message_id or not stamp.isdigit():
        raise NotGenuine("headers")
    if abs(time.time() - int(stamp)) > TOLERANCE_SECONDS:
        raise NotGenuine("timestamp")
    expected = signature(secret, message_id, int(stamp), body)
    signatures = given.get("webhook-signature", "").split()
    if not any(hmac.compare_digest(expected, each) for each in signatures):
        raise NotGenuine("signature")
    return message_id
