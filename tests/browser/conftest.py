"""Chromium, and a Springfield that really runs: pages, relay, worker, and the sandbox around it."""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.conf import settings as project
from django.db import connections
from playwright.sync_api import Browser, sync_playwright
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from config.embedded import children
from integrations.twilio.client import client_at
from tests.browser.eyes import Eyes
from tests.browser.springfield import Springfield, open_store
from tests.plugins.outside import ROOT, _wait_for

if TYPE_CHECKING:
    from sandbox.testing import RunningSandbox

FLAGS = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic"]
PYTHON = sys.executable


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium; without one the run fails where it counts, and says so elsewhere."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("Chromium is missing: apt-get install chromium")
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright's own loop runs in this thread, so Django must be told that nothing here is asynchronous.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path=path, args=[*FLAGS, "--no-first-run", "--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def springfield(
    chromium: Browser,
    transactional: None,
    live_server: LiveServer,
    sandbox: "RunningSandbox",
    settings: Settings,
    valkey: str,
    tmp_path: Path,
) -> Iterator[Springfield]:
    """The store with its doorways open, and everything that runs behind its pages."""
    addresses = {
        "BASE_URL": live_server.url,
        "SANDBOX_ADDRESS": sandbox.address,
        "STRIPE_API_BASE": sandbox.stripe_base,
        "TWILIO_API_BASE": sandbox.twilio_base,
    }
    for name, value in addresses.items():
        setattr(settings, name, value)
    client_at.cache_clear()
    store = open_store(sandbox, live_server.url)
    environment = {
        **os.environ,
        **addresses,
        "DATABASE_NAME": str(connections["owner"].settings_dict["NAME"]),
        # Another database of the broker: the worker of other tests must not take what is meant for this one.
        "BROKER_URL": f"{project.CELERY_BROKER_URL}?virtual_host=1",
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": str(sandbox.smtp_port),
        "DATA_DIR": str(project.DATA_DIR),
    }
    worker = [PYTHON, "-m", "celery", "-A", "config", "worker", "--concurrency=2", "--loglevel=INFO"]
    commands = {
        "worker": [*worker, "--without-mingle", "--without-gossip"],
        "relay": [PYTHON, "manage.py", "relay"],
    }
    running = [
        children.start(command, log=tmp_path / f"{name}.log", environment=environment, directory=ROOT)
        for name, command in commands.items()
    ]
    _wait_for(tmp_path / "worker.log", " ready.")
    yield store
    for process in running:
        children.stop(process)
    client_at.cache_clear()


@pytest.fixture
def eyes() -> Iterator[Eyes]:
    """What the browser complained about on the way; nothing, in the end."""
    watching = Eyes()
    yield watching
    assert not watching.complaints, "\n".join(watching.complaints)
