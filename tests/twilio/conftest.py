"""The text gateway as a fixture."""

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
def gateway(store: Dealership, sandbox: "RunningSandbox", settings: Settings) -> World:
    """The gateway, answering within two seconds or not at all, and a mail box."""
    settings.TWILIO_API_BASE = sandbox.twilio_base
    settings.TWILIO_ACCOUNT_SID, settings.TWILIO_AUTH_TOKEN = ACCOUNT_SID, AUTH_TOKEN
    settings.VENDOR_TIMEOUT_SECONDS = 2
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sandbox.smtp_port
    sandbox.configure({"twilio": {"account_sid": ACCOUNT_SID, "auth_token": AUTH_TOKEN}})
    open_doorway(store)
    client_at.cache_clear()
    return World(sandbox=sandbox, store=store)
