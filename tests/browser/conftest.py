"""Chromium, and a Springfield that really runs: pages, relay, worker, and the sandbox around it."""

import os
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from django.db import connections
from playwright.sync_api import Browser
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from config.embedded import children
from integrations.twilio.client import client_at
from tests.browser.eyes import Eyes
from tests.browser.springfield import Springfield, open_store
from tests.plugins.outside import ROOT, _wait_for

if TYPE_CHECKING:
    from sandbox.testing import RunningSandbox

COMMANDS = {
    "worker.log": (
        *("-m", "celery", "-A", "config", "worker", "--concurrency=2", "--loglevel=INFO"),
        *("--without-mingle", "--without-gossip"),
    ),
    "relay.log": ("manage.py", "relay"),
}


@pytest.fixture(scope="module")
def outside(tmp_path_factory: pytest.TempPathFactory) -> "Iterator[RunningSandbox]":
    """The world outside: the Lexus App, a bank, phones, mail boxes."""
    from sandbox.testing import RunningSandbox  # slow to import, and few tests need it

    with RunningSandbox(tmp_path_factory.mktemp("outside"), {}) as running:
        yield running


@pytest.fixture(scope="module")
def behind_the_pages(
    outside: "RunningSandbox",
    live_server: LiveServer,
    valkey: str,
    django_db_setup: None,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[dict[str, str]]:
    """Relay and worker; the value is what they were told of the world's addresses."""
    addresses = {
        "BASE_URL": live_server.url,
        "SANDBOX_ADDRESS": outside.address,
        "STRIPE_API_BASE": outside.stripe_base,
        "TWILIO_API_BASE": outside.twilio_base,
    }
    environment = {
        **os.environ,
        **addresses,
        "DATABASE_NAME": str(connections["owner"].settings_dict["NAME"]),
        # Another database of the broker: the worker of other tests must not take what is meant for this one.
        "BROKER_URL": f"{valkey}?virtual_host=1",
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": str(outside.smtp_port),
    }
    logs = tmp_path_factory.mktemp("behind")
    running = [
        children.start([sys.executable, *command], log=logs / name, environment=environment, directory=ROOT)
        for name, command in COMMANDS.items()
    ]
    _wait_for(logs / "worker.log", " ready.")
    yield addresses
    for process in running:
        children.stop(process)


@pytest.fixture
def springfield(
    chromium: Browser,
    transactional: None,
    outside: "RunningSandbox",
    behind_the_pages: dict[str, str],
    live_server: LiveServer,
    settings: Settings,
) -> Iterator[Springfield]:
    """The store with its doorways open, and everything that runs behind its pages."""
    for name, value in behind_the_pages.items():
        setattr(settings, name, value)
    # As `make run` has it: a form that is sent may end on the processor's page at once, if the worker was quick.
    policy = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    forms = {"form-action": [*policy["form-action"], outside.address]}
    settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": policy | forms}
    client_at.cache_clear()
    outside.client.reset()
    yield open_store(outside, live_server.url)
    client_at.cache_clear()


@pytest.fixture
def eyes() -> Iterator[Eyes]:
    """What the browser complained about on the way; nothing, in the end."""
    watching = Eyes()
    yield watching
    assert not watching.complaints, "\n".join(watching.complaints)
