"""A demo of its own for the tests: started like a dealer would, watched from outside."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from config.embedded import environment
from config.embedded.keys import keys_of
from config.embedded.places import open_place
from config.supervisor import ports
from config.supervisor.installation import ROOT
from config.supervisor.running import is_healthy
from tests.supervisor.processes import Living, family_of

SUPERVISOR = (sys.executable, "-m", "config.supervisor")
START_SECONDS = 300.0
STOP_SECONDS = 60.0


@dataclass(kw_only=True)
class Demo:
    """One data folder, its ports, and the supervisor that may be running on it."""

    data: Path
    port: int
    process: subprocess.Popen[str] | None = None
    said: list[str] = field(default_factory=list)

    def command(self, *words: str) -> subprocess.Popen[str]:
        """Start `python -m config.supervisor …` on this folder."""
        return subprocess.Popen(
            [*SUPERVISOR, *words],
            cwd=ROOT,
            env={**os.environ, "DATA_DIR": str(self.data), "PORT": str(self.port)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def answer(self, *words: str) -> tuple[int, str]:
        """The exit status and the words of a command that ends by itself."""
        process = self.command(*words)
        said, _ = process.communicate(timeout=START_SECONDS)
        return process.returncode, said

    def start(self) -> None:
        """Start, and wait until the address was printed and the pages are healthy."""
        self.process = self.command("run")
        assert self.process.stdout is not None
        self.said = []
        for line in self.process.stdout:
            self.said.append(line)
            if "Ctrl-C stops" in line:
                break
        else:
            self.send(signal.SIGTERM)
            raise AssertionError("".join(["It ended by itself:\n", *self.said]))
        wait_until(lambda: self.healthy, seconds=START_SECONDS, otherwise="".join(self.said))

    def send(self, number: signal.Signals) -> int:
        """Signal the supervisor alone, and wait for its end."""
        assert self.process is not None
        self.process.send_signal(number)
        self.process.communicate(timeout=STOP_SECONDS)
        status, self.process = self.process.returncode, None
        return status

    @property
    def healthy(self) -> bool:
        """Whether everything answers."""
        return is_healthy(self.port)

    def family(self) -> Sequence[Living]:
        """The supervisor and everything below it."""
        return family_of(self.process.pid) if self.process is not None else []

    def part(self, pattern: str) -> set[int]:
        """The supervisor's own children whose command line matches."""
        assert self.process is not None
        children = [person for person in self.family() if person.parent == self.process.pid]
        return {child.pid for child in children if re.search(pattern, child.words)}

    def database(self) -> psycopg.Connection:
        """Connect as the owner."""
        keys, place = keys_of(self.data), open_place(self.data)
        told = environment.database_variables(keys, sockets=place.postgres)
        return psycopg.connect(
            host=told["DATABASE_HOST"],
            port=told["DATABASE_PORT"],
            dbname=told["DATABASE_NAME"],
            user=told["DATABASE_OWNER_USER"],
            password=told["DATABASE_OWNER_PASSWORD"],
            autocommit=True,
        )

    def access(self) -> dict[str, object]:
        """What `make demo-access` prints."""
        status, said = self.answer("demo-access")
        assert status == 0, said
        shown: dict[str, object] = json.loads(said)
        return shown


def wait_until(condition: Callable[[], bool], *, seconds: float, otherwise: str = "") -> None:
    """Fail unless the condition comes true in time."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, otherwise or f"waited {seconds} s in vain"
        time.sleep(0.1)


def free_ports() -> int:
    """The first of three free ports in a row."""
    for first in range(20_000 + os.getpid() % 10_000, 60_000, 7):
        try:
            ports.refuse_taken(range(first, first + 3))
        except ports.PortInUse:
            continue
        return first
    raise AssertionError("no three free ports in a row")
