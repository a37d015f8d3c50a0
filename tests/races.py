"""
Two people at once, without luck: the first is held inside its transaction after all its work, the second is seen
*waiting* for a lock in ``pg_locks``, then the first is let go, and both outcomes are read.

The test must commit: it asks for `transactional` (or a fixture that does).
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import connection, connections

from dealerships.models import Dealership
from dealerships.tenancy import as_dealership

PATIENCE_SECONDS = 60.0
WAITING = "SELECT count(*) FROM pg_locks WHERE pid = %s AND NOT granted"


@dataclass
class Runner:
    """One of the two: what they did, and what came of it."""

    work: Callable[[], Any]
    dealership: Dealership
    before_commit: Callable[[], None] = lambda: None
    value: Any = None
    refusal: Exception | None = None
    pid: int = 0
    begun: threading.Event = field(default_factory=threading.Event)
    done: threading.Event = field(default_factory=threading.Event)
    thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin, in a thread and a connection of their own."""
        self.thread = threading.Thread(target=self._run, daemon=True)
        self.thread.start()

    def join(self) -> None:
        """Wait until they are through."""
        if not self.done.wait(PATIENCE_SECONDS):
            pytest.fail("Somebody never came to an end.")

    def _run(self) -> None:
        try:
            with as_dealership(self.dealership):
                self.pid = connection.connection.info.backend_pid
                self.begun.set()
                self.value = self.work()
                self.before_commit()
        except Exception as refusal:  # noqa: BLE001 - whatever it is, the test reads it
            self.refusal = refusal
        finally:
            connections.close_all()
            self.done.set()


def race(dealership: Dealership, first: Callable[[], Any], second: Callable[[], Any]) -> tuple[Runner, Runner]:
    """
    Let ``first`` do all its work and hold its locks; start ``second``; once it waits, let ``first`` commit.

    Fails where the second never waits: then nothing kept the two apart.
    """
    finished, let_go = threading.Event(), threading.Event()

    def hold() -> None:
        finished.set()
        let_go.wait(PATIENCE_SECONDS)

    one = Runner(work=first, dealership=dealership, before_commit=hold)
    other = Runner(work=second, dealership=dealership)
    one.start()
    if not _either(finished, one.done):
        pytest.fail("The first never finished its work.")
    other.start()
    waited = other.begun.wait(PATIENCE_SECONDS) and _seen_waiting(other)
    let_go.set()
    one.join()
    other.join()
    if not waited:
        pytest.fail(f"The second never waited for the first: it got {other.value!r}, {other.refusal!r}.")
    return one, other


def _either(*events: threading.Event) -> bool:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        if any(event.wait(0.01) for event in events):
            return True
    return False


def _seen_waiting(runner: Runner) -> bool:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline and not runner.done.is_set():
        with connection.cursor() as cursor:
            cursor.execute(WAITING, [runner.pid])
            if cursor.fetchone()[0]:
                return True
        time.sleep(0.01)
    return False
