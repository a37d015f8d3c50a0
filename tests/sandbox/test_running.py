"""The sandbox as a process: it starts before it is configured, remembers, and stops when told."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

from sandbox.app import create_app
from sandbox.testing import RunningSandbox
from tests.sandbox.conftest import card_client
from tests.sandbox.desk import eventually
from tests.sandbox.holding import hold

Start = Callable[[], tuple[subprocess.Popen[bytes], str]]
ROOT = Path(__file__).parents[2]
STOP_SECONDS = 30


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Start `python -m sandbox` on this test's data; whatever still runs at the end is killed."""
    port, smtp_port = free_port(), free_port()
    running: list[subprocess.Popen[bytes]] = []
    environment = {
        "PATH": os.defpath,
        "SANDBOX_PORT": str(port),
        "SANDBOX_SMTP_PORT": str(smtp_port),
        "DATA_DIR": str(tmp_path),
        "SANDBOX_CONFIG": str(tmp_path / "demo.json"),
    }

    def started() -> tuple[subprocess.Popen[bytes], str]:
        process = subprocess.Popen(
            [sys.executable, "-m", "sandbox"], cwd=ROOT, env=environment, stderr=subprocess.PIPE, stdout=subprocess.PIPE
        )
        running.append(process)
        eventually(lambda: answers(port))
        return process, f"http://127.0.0.1:{port}"

    yield started
    for process in running:
        process.kill()
        process.communicate()


def answers(port: int) -> bool:
    try:
        return requests.get(f"http://127.0.0.1:{port}/healthz", timeout=1).text == "ok"
    except requests.ConnectionError:
        return False


def test_a_killed_sandbox_has_forgotten_nothing(start: Start, tmp_path: Path, config: dict[str, Any]) -> None:
    (tmp_path / "demo.json").write_text(json.dumps(config))
    process, address = start()
    cards = card_client(f"{address}/stripe")
    robin = cards.v1.customers.create({"name": "Robin"})
    held = hold(cards, robin, "pm_card_visa", key="op:1")

    process.send_signal(signal.SIGKILL)
    process.wait()
    start()

    assert hold(cards, robin, "pm_card_visa", key="op:1").id == held.id
    assert cards.v1.payment_intents.capture(held.id).status == "succeeded"
    ledger = requests.get(f"{address}/control/ledger", timeout=30).json()["ledger"]
    assert [entry["operation"] for entry in ledger] == ["hold", "capture"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_at_once_and_says_nothing(start: Start, number: Any) -> None:
    process, address = start()
    requests.get(f"{address}/lexus-app/", timeout=30)

    process.send_signal(number)
    said, complained = process.communicate(timeout=STOP_SECONDS)

    assert process.returncode == 0
    assert (said, complained) == (b"", b"")


def test_the_configuration_may_come_later(start: Start, tmp_path: Path, config: dict[str, Any]) -> None:
    _, address = start()
    assert "No dealership yet" in requests.get(f"{address}/lexus-app/", timeout=30).text

    (tmp_path / "demo.json").write_text(json.dumps(config))

    assert "Lexus of Springfield" in requests.get(f"{address}/lexus-app/", timeout=30).text


def test_reset_starts_over(sandbox: RunningSandbox, cards: Any, robin: Any, visa: Any) -> None:
    hold(cards, robin, visa.id)

    sandbox.client.reset()

    assert sandbox.client.ledger() == []
    assert cards.v1.customers.list().data == []


def test_the_levers_are_for_this_machine_only(started: RunningSandbox, config: dict[str, Any]) -> None:
    stranger = create_app(started._server.world).test_client()

    answer = stranger.get("/control/ledger", environ_overrides={"REMOTE_ADDR": "10.0.0.7"})

    assert answer.status_code == 403
