"""
A small installation beside the tests: its own broker, a real relay, real Celery workers, and the sandbox's processor.

A worker is made ready before it is needed, and begins to consume when it is let in, so that another is at hand the
moment one is killed.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import connection, connections
from django.utils import timezone

from config.embedded import children, valkey
from dealerships.models import Dealership, Due, Effect
from dealerships.tenancy import as_dealership

if TYPE_CHECKING:
    from sandbox.testing import RunningSandbox

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 60.0


class WaitedInVain(AssertionError):
    """What should have happened by itself did not."""


@dataclass(kw_only=True)
class Worker:
    """One Celery worker, in a process group of its own."""

    pid: int
    log: Path
    door: Path

    def let_in(self) -> None:
        """Begin to consume."""
        self.door.touch()

    def kill(self) -> None:
        """SIGKILL to the worker and its children, at once."""
        while self._killed():
            time.sleep(0.001)

    def _killed(self) -> bool:
        """Whether there was anybody left to kill."""
        try:
            os.killpg(self.pid, signal.SIGKILL)
        except ProcessLookupError:
            return False
        return True


@dataclass(kw_only=True)
class Installation:
    """Broker, relay and workers on the tests' database, with the sandbox outside."""

    folder: Path
    sandbox: "RunningSandbox"
    store: Dealership
    started: list[subprocess.Popen[bytes]] = field(default_factory=list)
    workers: list[Worker] = field(default_factory=list)
    nursery: subprocess.Popen[str] | None = None

    def __post_init__(self) -> None:
        """Listen to what the processor announces."""
        self.broker_socket = self.folder / "broker.sock"
        self.ear = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.ear.bind(str(self.folder / "ear.sock"))
        self.ear.settimeout(PATIENCE_SECONDS)
        self.sandbox.client.announce_to(str(self.folder / "ear.sock"))

    def environment(self) -> dict[str, str]:
        """What the processes are told; the application knows a sandbox only as an address."""
        return {
            **os.environ,  # noqa: TID251 - children are told what we were told
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DATABASE_NAME": str(connections["owner"].settings_dict["NAME"]),
            "BROKER_URL": f"redis+socket://{self.broker_socket}",
            "STRIPE_API_BASE": self.sandbox.stripe_base,
        }

    def start_broker(self) -> subprocess.Popen[bytes]:
        """A Valkey that keeps what it was told."""
        broker = valkey.start(socket=self.broker_socket, data=self.folder / "broker", log=self.folder / "broker.log")
        valkey.wait_until_ready(self.broker_socket, broker)
        self.started.append(broker)
        return broker

    def start_relay(self) -> subprocess.Popen[bytes]:
        """`manage.py relay`, as in production."""
        return self._start([sys.executable, "manage.py", "relay"], name="relay")

    def ready_worker(self) -> Worker:
        """A worker that has imported everything and waits to be let in."""
        number = len(self.workers) + 1
        door, log = self.folder / f"door-{number}", self.folder / f"worker-{number}.log"
        worker = Worker(pid=self._forked(door, log), log=log, door=door)
        self.workers.append(worker)
        return worker

    def _forked(self, door: Path, log: Path) -> int:
        self.nursery = self.nursery or self._start_nursery()
        assert self.nursery.stdin is not None
        assert self.nursery.stdout is not None
        self.nursery.stdin.write(f"{door} {log}\n")
        self.nursery.stdin.flush()
        return int(self.nursery.stdout.readline())

    def _start_nursery(self) -> subprocess.Popen[str]:
        with (self.folder / "nursery.log").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "tests.kills.nursery"],
                cwd=ROOT,
                env=self.environment(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                start_new_session=True,
            )

    def _start(self, command: list[str], *, name: str) -> subprocess.Popen[bytes]:
        log = self.folder / f"{name}.log"
        process = children.start(command, log=log, environment=self.environment(), directory=ROOT)
        self.started.append(process)
        return process

    def stop(self) -> None:
        """Stop everything that was started here, without waiting for farewells."""
        self.ear.close()
        for worker in self.workers:
            worker.kill()
        if self.nursery is not None:
            self.nursery.communicate()
        for process in reversed(self.started):
            children.stop(process, farewell=signal.SIGKILL)

    def hear(self) -> dict[str, Any]:
        """What the processor answers next; returns right after its last byte was written."""
        try:
            heard: dict[str, Any] = json.loads(self.ear.recv(4096))
        except TimeoutError as silence:
            raise WaitedInVain(f"The processor answered nothing.\n{self.logs()}") from silence
        return heard

    def heard_already(self) -> Iterator[dict[str, Any]]:
        """What it announced meanwhile."""
        self.ear.setblocking(False)
        try:
            while True:
                yield json.loads(self.ear.recv(4096))
        except BlockingIOError:
            return
        finally:
            self.ear.settimeout(PATIENCE_SECONDS)

    def let_leases_end(self) -> None:
        """As if the minute had passed after which a dead worker's work is taken over."""
        past = timezone.now() - timedelta(seconds=1)
        with as_dealership(self.store):
            Effect.objects.filter(dealership=self.store, lease_until__isnull=False).update(lease_until=past)
            Due.objects.filter(dealership=self.store).update(lease_until=None)
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_notify('due', '')")

    def wait_until(self, done: Callable[[], bool], *, what: str) -> None:
        """Look every few milliseconds, as the store.

        :raises WaitedInVain: it is not so after a minute
        """
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            with as_dealership(self.store):
                if done():
                    return
            if time.monotonic() > deadline:
                raise WaitedInVain(f"{what}\n{self.logs()}")
            time.sleep(0.01)

    def logs(self) -> str:
        """The last words of everybody."""
        logs = sorted(self.folder.glob("*.log"))
        return "\n".join(f"== {log.name}\n{log.read_text(errors='replace')[-1500:]}" for log in logs[-3:])


@contextmanager
def installation(*, folder: Path, sandbox: "RunningSandbox", store: Dealership) -> Iterator[Installation]:
    """An installation that stops with the block, however it ends."""
    running = Installation(folder=folder, sandbox=sandbox, store=store)
    try:
        yield running
    finally:
        running.stop()
