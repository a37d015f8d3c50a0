"""Real processes beside the tests, started only for those that ask: broker, worker, sandbox."""

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.db import connections

from config.embedded import children
from config.embedded import valkey as embedded_valkey

if TYPE_CHECKING:
    from sandbox.testing import RunningSandbox

ROOT = Path(__file__).resolve().parents[2]
READY_SECONDS = 60.0


@pytest.fixture(scope="session")
def valkey(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real broker on this worker's own socket; the value is its address, which the settings know already."""
    address = str(settings.CELERY_BROKER_URL)
    socket = Path(address.removeprefix("redis+socket://"))
    folder = tmp_path_factory.mktemp("valkey")
    server = embedded_valkey.start(socket=socket, data=folder, log=folder / "valkey.log")
    embedded_valkey.wait_until_ready(socket, server)
    yield address
    children.stop(server, farewell=embedded_valkey.FAREWELL)


@pytest.fixture(scope="session")
def worker(valkey: str, django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A real Celery worker on the tests' database; the value is its log. The test commits: ask for `transactional`."""
    log = tmp_path_factory.mktemp("worker") / "worker.log"
    environment = {**os.environ, "DATABASE_NAME": str(connections["owner"].settings_dict["NAME"])}
    command = [sys.executable, "-m", "celery", "-A", "config", "worker", "--concurrency=2", "--loglevel=INFO"]
    process = children.start(
        [*command, "--without-mingle", "--without-gossip"], log=log, environment=environment, directory=ROOT
    )
    _wait_for(log, " ready.")
    yield log
    children.stop(process)


@pytest.fixture
def sandbox(tmp_path: Path) -> "Iterator[RunningSandbox]":
    """The outside world, freshly started: card processor, text gateway, Lexus App, inbox."""
    from sandbox.testing import RunningSandbox  # slow to import, and few tests need it

    config = {
        "stripe": {"api_key": settings.STRIPE_API_KEY, "webhook_secret": settings.STRIPE_WEBHOOK_SECRET},
        "twilio": {"account_sid": settings.TWILIO_ACCOUNT_SID, "auth_token": settings.TWILIO_AUTH_TOKEN},
    }
    with RunningSandbox(tmp_path, config) as running:
        yield running


def _wait_for(log: Path, sentence: str) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while not (log.exists() and sentence in log.read_text(errors="replace")):
        if time.monotonic() > deadline:
            pytest.fail(f"Waited in vain for {sentence!r} in {log}:\n{log.read_text(errors='replace')[-3000:]}")
        time.sleep(0.05)
