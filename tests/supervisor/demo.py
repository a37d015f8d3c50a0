"""A demo of its own for the tests: started like a dealer would, watched from outside."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from config.embedded import environment
from config.embedded.keys import keys_of
from config.embedded.places import open_place
from config.supervisor import ports
from config.supervisor.installation import ROOT
from config.supervisor.running import is_healthy

SUPERVISOR = (sys.executable, "-m", "config.supervisor")
START_SECONDS = 150.0


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
        said, _ = process.communicate(timeout=60)
        return process.returncode, said

    def start(self) -> float:
        """Start, and wait until the address was printed and the pages are healthy; the answer is the seconds it took."""
        started = time.monotonic()
        self.process = self.command("run")
        assert self.process.stdout is not None
        self.said = []
        for line in self.process.stdout:
            self.said.append(line)
            if "Ctrl-C stops" in line:
                break
        wait_until(lambda: self.healthy, seconds=START_SECONDS, otherwise="".join(self.said))
        return time.monotonic() - started

    def send(self, number: signal.Signals) -> int:
        """Signal the supervisor alone, and wait for its end."""
        assert self.process is not None
        self.process.send_signal(number)
        self.process.communicate(timeout=30)
        status, self.process = self.process.returncode, None
        return status

    @property
    def healthy(self) -> bool:
        """Whether everything answers."""
        return is_healthy(self.port)

    def living(self) -> list[str]:
        """Every process of this demo, wherever it hangs in the tree, as `pid command`."""
        return sorted(processes_of(self.data))

    def pid_of(self, word: str) -> int:
        """The oldest process whose command line contains the word."""
        return min(int(line.split()[0]) for line in self.living() if word in line)

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


def processes_of(data: Path) -> Iterator[str]:
    """Who was told this data folder, or works inside it."""
    mark = f"DATA_DIR={data}".encode()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            ours = mark in folder.joinpath("environ").read_bytes().split(b"\0")
            inside = folder.joinpath("cwd").readlink().is_relative_to(data)
            words = folder.joinpath("cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except (FileNotFoundError, ProcessLookupError, PermissionError):
            continue  # it ended while we looked
        if (ours or inside) and words:
            yield f"{folder.name} {words}"


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
