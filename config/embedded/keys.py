"""Passwords and keys of one laptop's installation: generated once, kept in its data folder."""

import base64
import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

FILE = "keys.json"


@dataclass(frozen=True, kw_only=True)
class Keys:
    """Everything secret that an installation with demo data needs."""

    superuser_password: str
    owner_password: str
    application_password: str
    secret_key: str
    field_keys: str
    stripe_api_key: str
    stripe_webhook_secret: str
    twilio_account_sid: str
    twilio_auth_token: str


def keys_of(folder: Path) -> Keys:
    """The keys kept in this folder, made on the first call."""
    kept = folder / FILE
    if not kept.exists():
        _keep(kept, generate())
    return Keys(**json.loads(kept.read_text()))


def generate() -> Keys:
    """New keys, in the shapes the vendors' libraries expect."""
    return Keys(
        superuser_password=secrets.token_urlsafe(24),
        owner_password=secrets.token_urlsafe(24),
        application_password=secrets.token_urlsafe(24),
        secret_key=secrets.token_urlsafe(48),
        field_keys=base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
        stripe_api_key=f"sk_test_{secrets.token_hex(24)}",
        stripe_webhook_secret=f"whsec_{secrets.token_hex(24)}",
        twilio_account_sid=f"AC{secrets.token_hex(16)}",
        twilio_auth_token=secrets.token_hex(16),
    )


def _keep(file: Path, keys: Keys) -> None:
    draft = file.with_suffix(f".{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(json.dumps(asdict(keys), indent=2) + "\n")
    draft.replace(file)
