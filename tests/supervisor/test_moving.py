"""A data folder that is served on another PORT, and a port that somebody else took."""

import json
import socket
import stat
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from config.embedded.keys import keys_of
from config.embedded.places import open_place
from config.supervisor.installation import Installation
from config.supervisor.moving import move
from config.supervisor.ports import PortInUse
from config.supervisor.running import is_healthy

TOLD = {
    "address": "http://localhost:8000",
    "logins": [{"email": "dana@loanerdesk.example", "password": "http://localhost:80001"}],
    "dealerships": [{"lexus_app": {"webhook_url": "http://localhost:8000/webhooks/lexus-app/c_1/"}}],
    "sandbox": {"address": "http://127.0.0.1:8001", "stripe": "http://127.0.0.1:8001/stripe"},
}


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    """Served on 8000 until now."""
    folder = tmp_path / "data"
    place = open_place(folder)
    made = Installation(place=place, keys=keys_of(folder), port=8000)
    made.demo.write_text(json.dumps(TOLD))
    return made


def read(installation: Installation) -> dict:
    return json.loads(installation.demo.read_text())


def test_what_the_demo_wrote_of_its_addresses_follows_the_port(installation: Installation):
    move(replace(installation, port=8100))

    told = read(installation)
    assert told["address"] == "http://localhost:8100"
    assert told["dealerships"][0]["lexus_app"]["webhook_url"] == "http://localhost:8100/webhooks/lexus-app/c_1/"
    assert told["sandbox"] == {"address": "http://127.0.0.1:8101", "stripe": "http://127.0.0.1:8101/stripe"}
    assert told["logins"] == TOLD["logins"]
    assert stat.S_IMODE(installation.demo.stat().st_mode) == 0o600


def test_every_earlier_address_leads_to_the_one_of_now(installation: Installation):
    for port in (8100, 8200, 8000):
        move(replace(installation, port=port))

    assert read(installation)["address"] == "http://localhost:8000"
    assert read(installation)["earlier"] == {
        "http://localhost:8100": "http://localhost:8000",
        "http://127.0.0.1:8101": "http://127.0.0.1:8001",
        "http://localhost:8200": "http://localhost:8000",
        "http://127.0.0.1:8201": "http://127.0.0.1:8001",
    }


def test_on_the_same_port_nothing_is_written(installation: Installation):
    before = installation.demo.stat().st_mtime_ns

    move(installation)

    assert (read(installation), installation.demo.stat().st_mtime_ns) == (TOLD, before)


def test_a_port_on_which_somebody_else_answers_is_named():
    with somebody_else(b"-ERR unknown command\r\n") as port, pytest.raises(PortInUse, match=f"Port {port} is in use"):
        is_healthy(port)
    with somebody_else(b"") as port:
        assert not is_healthy(port), "ours, which just ended, hangs up like this"


@contextmanager
def somebody_else(answer: bytes) -> Iterator[int]:
    """A program that speaks no HTTP."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            caller, _ = listening.accept()
            with caller:
                caller.recv(1_000)
                caller.sendall(answer)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield listening.getsockname()[1]
        thread.join()
