"""The samples of docs/lexus-app.md do what they say; the public libraries of two languages and we agree both ways."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone
from jsonschema import Draft202012Validator

from dealerships.domain.effects import TryAgain
from dealerships.tenancy import as_dealership
from integrations.lexus_app.client import Outgoing, post
from integrations.lexus_app.models import InboundMessage
from integrations.lexus_app.schemas import schema
from integrations.lexus_app.signature import written
from tests.lexus_app.app import App
from tests.lexus_app.documented import DOCUMENT, ENVIRONMENT, node, node_folder, samples
from tests.lexus_app.fixtures import connected
from tests.situations import Counter
from tests.situations.fixtures import committed_desk

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer

__all__ = ["committed_desk"]

OTHER_SECRET = written(b"somebody else's secret, 32 bytes")
TOLD = json.dumps({"type": "contract.finished", "data": {"reservation_id": "LX-7F3K9Q2M", "café": "™"}})
READY_SECONDS = 60.0


@pytest.fixture
def app(committed_desk: Counter) -> App:
    """The app, connected with a committed Springfield."""
    with as_dealership(committed_desk.store):
        return connected(committed_desk.store)


def documented_booking() -> str:
    """The message of the document."""
    (body,) = [sample for sample in samples("json") if '"reservation.created"' in sample]
    return body


def program(language: str, folder: Path, position: int) -> Sequence[str | Path]:
    """The command that runs the sender (0) or the receiver (1) of a language."""
    name, runner = {
        "sh": ("sample.sh", "/bin/bash"),
        "python": ("sample.py", sys.executable),
        "js": ("sample.mjs", node() if language == "js" else ""),
    }[language]
    folder = node_folder() if language == "js" else folder
    path = folder / f"{position}-{os.getpid()}-{name}"
    path.write_text(samples(language)[position])
    return [runner, path]


def test_the_booking_of_the_document_is_valid() -> None:
    booking = json.loads(documented_booking())

    Draft202012Validator(schema("reservation.created", "https://loaners.example.com")).validate(booking)
    assert "/api/schemas/lexus-app/" in DOCUMENT.read_text()


def test_each_sample_sends_a_message_that_is_taken(
    app: App, live_server: "LiveServer", committed_desk: Counter, tmp_path: Path
) -> None:
    (tmp_path / "booking.json").write_text(documented_booking())
    endpoint = f"{live_server.url}/webhooks/lexus-app/{app.connection.public_id}/"

    def answer_to(language: str, secret: str) -> str:
        command, variables = program(language, tmp_path, 0), {"ENDPOINT": endpoint, "SECRET": secret}
        return subprocess.run(
            command, cwd=tmp_path, env={**ENVIRONMENT, **variables}, capture_output=True, text=True, check=True
        ).stdout

    answers = {language: json.loads(answer_to(language, app.secret)) for language in ("sh", "python", "js")}
    forged = {language: json.loads(answer_to(language, OTHER_SECRET)) for language in ("sh", "python", "js")}

    assert {answer["status"] for answer in answers.values()} == {"accepted"}
    assert all(answer == {"error": "signature"} for answer in forged.values())
    with as_dealership(committed_desk.store):
        assert InboundMessage.objects.count() == 3


@contextmanager
def listening(command: Sequence[str | Path], secret: str) -> Iterator[str]:
    """A receiver of the document on a port of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    told = {**ENVIRONMENT, "OUTBOUND_SECRET": secret, "PORT": str(port)}
    process = subprocess.Popen(command, env=told)
    try:
        wait_for(port)
        yield f"http://127.0.0.1:{port}/hooks"
    finally:
        process.terminate()
        process.wait(10)


def wait_for(port: int) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    pytest.fail("The sample never listened.")


@pytest.mark.parametrize("language", ["python", "js"])
def test_each_receiver_takes_what_we_sign_and_nothing_else(app: App, language: str, tmp_path: Path) -> None:
    secret = written(b"the secret of the partner's side")

    with listening(program(language, tmp_path, 1), secret) as endpoint:
        message = Outgoing(
            dealership=app.connection.dealership,
            attempt=1,
            endpoint=endpoint,
            secret=secret,
            webhook_id="msg_1",
            body=TOLD,
        )
        taken = post(message, at=timezone.now())
        with pytest.raises(TryAgain, match="401"):
            post(replace(message, secret=OTHER_SECRET), at=timezone.now())

    assert taken.status == 204
