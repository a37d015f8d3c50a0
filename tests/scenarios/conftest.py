"""The counter of Springfield and the world around it."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pytest_django.fixtures import Settings

from dealerships.models import Dealership
from integrations.twilio.client import client_at
from integrations.twilio.doorways import open_doorway
from tests.scenarios.outside import ACCOUNT_SID, AUTH_TOKEN, World
from tests.situations.fixtures import desk, neighbour, store

if TYPE_CHECKING:
    from sandbox.testing import RunningSandbox

__all__ = ["desk", "neighbour", "store"]


@pytest.fixture
def world(store: Dealership, sandbox: "RunningSandbox", settings: Settings, tmp_path: Path) -> Iterator[World]:
    """Bank, phones and mail boxes, and an empty store of documents."""
    settings.STRIPE_API_BASE = sandbox.stripe_base
    settings.TWILIO_API_BASE = sandbox.twilio_base
    settings.TWILIO_ACCOUNT_SID, settings.TWILIO_AUTH_TOKEN = ACCOUNT_SID, AUTH_TOKEN
    settings.VENDOR_TIMEOUT_SECONDS = 2
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sandbox.smtp_port
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "documents"},
        }
    }
    sandbox.configure(
        {
            "stripe": {"api_key": settings.STRIPE_API_KEY, "webhook_secret": settings.STRIPE_WEBHOOK_SECRET},
            "twilio": {"account_sid": ACCOUNT_SID, "auth_token": AUTH_TOKEN},
        }
    )
    open_doorway(store)
    client_at.cache_clear()
    yield World(sandbox=sandbox, store=store)
    client_at.cache_clear()
