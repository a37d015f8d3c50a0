"""`make run`, seen from outside: what starts, what comes back, and that nothing is left behind."""

import os
import signal
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.supervisor.demo import Demo, free_ports, wait_until
from tests.supervisor.processes import survivors

pytestmark = [
    pytest.mark.xdist_group("processes"),
    pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="looks for processes in /proc"),
]

GONE_SECONDS = 60.0
BACK_SECONDS = 90.0
PARTS = {
    "database": r"postgres -D",
    "broker": r"valkey",
    "sandbox": r"-m sandbox",
    "web": r"granian",
    "relay": r"manage.py relay",
    "worker": r"celery.* worker ",
    "beat": r"celery.* beat",
}


@pytest.fixture(scope="module")
def demo() -> Iterator[Demo]:
    """One demo for all of these tests; the first start creates its data."""
    # Not below pytest's own folder: each run of pytest closes that to others, and PostgreSQL's user has to pass.
    with tempfile.TemporaryDirectory(prefix="loanerdesk-demo-") as folder:
        Path(folder).chmod(0o711)
        started = Demo(data=Path(folder) / "data", port=free_ports())
        yield started
        if started.process is not None:
            started.send(signal.SIGTERM)


@pytest.fixture
def running(demo: Demo) -> Demo:
    """The demo, started unless the test before left it running."""
    if demo.process is None:
        demo.start()
    return demo


def test_it_prints_where_to_go_and_nothing_alarming(running: Demo) -> None:
    said = "".join(running.said)

    assert f"http://localhost:{running.port}" in said
    for login in logins(running):
        assert login["email"] in said
    for alarming in ("Traceback", "Error", "WARNING", "stopped by itself"):
        assert alarming not in said


def test_the_keys_are_for_our_eyes_only(running: Demo) -> None:
    for name in ("keys.json", "demo.json"):
        assert (running.data / name).stat().st_mode & 0o777 == 0o600


def test_every_bill_of_the_demo_comes_to_the_same_cent_again(running: Demo) -> None:
    status, said = running.answer("reprice")

    assert (status, said.endswith(" invoices priced again, 0 differ.\n")) == (0, True)


def test_a_second_run_on_the_same_data_is_refused(running: Demo) -> None:
    working = {name: running.part(words) for name, words in PARTS.items()}

    status, said = running.answer("run")

    assert status == 1
    assert "already works in" in said
    assert "Traceback" not in said
    assert {name: running.part(words) for name, words in PARTS.items()} == working
    wait_until(lambda: running.healthy, seconds=BACK_SECONDS)


def test_reset_waits_until_nothing_runs(running: Demo) -> None:
    status, said = running.answer("reset")

    assert status == 1
    assert "already works in" in said
    wait_until(lambda: running.healthy, seconds=BACK_SECONDS)


@pytest.mark.parametrize("part", PARTS)
def test_what_is_killed_comes_back(running: Demo, part: str) -> None:
    (killed,) = running.part(PARTS[part])

    os.kill(killed, signal.SIGKILL)

    wait_until(lambda: bool(running.part(PARTS[part]) - {killed}), seconds=BACK_SECONDS)
    wait_until(lambda: running.healthy, seconds=BACK_SECONDS)


def test_a_killed_supervisor_leaves_nobody_behind_and_the_next_start_prepares_nothing(running: Demo) -> None:
    with running.database() as database:
        database.execute("CREATE TABLE remembered AS SELECT 'the silver RX' AS car")

    family, prepared_at = running.family(), (running.data / "logs" / "prepare.log").stat().st_mtime_ns
    running.send(signal.SIGKILL)
    wait_until(lambda: not survivors(family), seconds=GONE_SECONDS)
    running.start()

    assert (running.data / "logs" / "prepare.log").stat().st_mtime_ns == prepared_at, "there was nothing to prepare"
    with running.database() as database:
        assert database.execute("SELECT car FROM remembered").fetchone() == ("the silver RX",)
        database.execute("DROP TABLE remembered")


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_stopping_leaves_nobody_behind(running: Demo, how: signal.Signals) -> None:
    family = running.family()

    status = running.send(how)

    assert status == 0
    assert survivors(family) == []


def test_a_taken_port_is_named_before_anything_starts(tmp_path: Path) -> None:
    elsewhere = Demo(data=tmp_path / "data", port=free_ports())

    with socket.create_server(("127.0.0.1", elsewhere.port + 1)):
        status, said = elsewhere.answer("run")

    assert status == 1
    assert f"Port {elsewhere.port + 1} is in use" in said
    assert not (elsewhere.data / "postgres").exists()


@pytest.mark.parametrize("asked", ["demo-access", "reprice"])
def test_without_a_demo_there_is_nothing_to_ask(tmp_path: Path, asked: str) -> None:
    status, said = Demo(data=tmp_path / "data", port=free_ports()).answer(asked)

    assert status == 1
    assert "Start it with `make run`" in said
    assert not (tmp_path / "data").exists()


def test_reset_does_not_touch_a_folder_that_is_not_ours(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")

    status, said = Demo(data=tmp_path, port=free_ports()).answer("reset")

    assert status == 1
    assert "does not look like Loanerdesk's data" in said
    assert (tmp_path / "thesis.txt").exists()


def logins(demo: Demo) -> list[dict[str, str]]:
    """Who may sign in, as a script would learn it."""
    shown = demo.access()["logins"]
    assert isinstance(shown, list)
    return shown
