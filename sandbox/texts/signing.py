"""The gateway's signature: over the address and the sorted fields of a form, with the account's token."""

import base64
import hashlib
import hmac
from collections.abc import Mapping
from urllib.parse import urlencode

from sandbox.outgoing import Reply, post
from sandbox.world import World


def post_signed(world: World, url: str, fields: Mapping[str, str]) -> Reply:
    headers = {
        "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8",
        "X-Twilio-Signature": signature(url, fields, world.configuration.twilio_auth_token),
    }
    return post(url, urlencode(fields).encode(), headers)


def signature(url: str, fields: Mapping[str, str], auth_token: str) -> str:
    signed = url + "".join(name + fields[name] for name in sorted(fields))
    mac = hmac.new(auth_token.encode(), signed.encode(), hashlib.sha1)
    return base64.b64encode(mac.digest()).decode()
