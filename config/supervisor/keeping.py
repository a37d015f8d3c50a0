"""Keeping services alive: start again what dies, ever more slowly if it dies at once."""

import subprocess
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from config.embedded import children
from config.supervisor.heir import Heir
from config.supervisor.services import Service

FIRST_DELAY_SECONDS = 0.5
LONGEST_DELAY_SECONDS = 30.0
SETTLED_SECONDS = 60.0
PATIENCE_SECONDS = 8.0

Say = Callable[[str], None]


@dataclass(kw_only=True)
class Kept:
    """A service under our care, and how it fared."""

    service: Service
    process: subprocess.Popen[bytes]
    started_at: float
    deaths: int = 0
    again_at: float | None = None


@dataclass(kw_only=True)
class Keeper:
    """Starts services, looks after them, and stops them in the reverse order of their starting."""

    say: Say
    kept: list[Kept] = field(default_factory=list)
    heir: Heir = field(default_factory=Heir)

    def start(self, service: Service) -> subprocess.Popen[bytes]:
        """Start a service and keep it from now on."""
        process = service.start()
        self.kept.append(Kept(service=service, process=process, started_at=time.monotonic()))
        self._tell_heir()
        return process

    def look_after(self) -> None:
        """Notice who died, and start again whose delay is over; call it a few times a second."""
        for kept in self.kept:
            if kept.again_at is None and kept.process.poll() is not None:
                self._mourn(kept)
            elif kept.again_at is not None and time.monotonic() >= kept.again_at:
                self._revive(kept)
        if not self.heir.lives:
            self._tell_heir()

    def stop(self) -> None:
        """Stop everything: the application first and together, then what it stands on, one after the other."""
        ordered = list(reversed(self.kept))
        standing = [kept for kept in ordered if kept.service.name in FOUNDATIONS]
        stop_together(kept for kept in ordered if kept not in standing)
        for kept in standing:
            stop_together([kept])
        self.kept.clear()
        self.heir.dismissed()

    def kill(self) -> None:
        """Kill everything at once; safe in a signal handler, because it waits for nobody."""
        for kept in self.kept:
            children.sweep(kept.process)

    def _mourn(self, kept: Kept) -> None:
        children.sweep(kept.process)
        lived = time.monotonic() - kept.started_at
        kept.deaths = 1 if lived > SETTLED_SECONDS else kept.deaths + 1
        kept.again_at = time.monotonic() + delay_after(kept.deaths)
        self._tell_heir()
        self.say(f"{kept.service.name} stopped by itself and is being started again; see {kept.service.log}")

    def _revive(self, kept: Kept) -> None:
        kept.process = kept.service.start()
        kept.started_at = time.monotonic()
        kept.again_at = None
        self._tell_heir()

    def _tell_heir(self) -> None:
        self.heir.told(kept.process.pid for kept in self.kept if kept.again_at is None)


FOUNDATIONS = ("sandbox", "valkey", "postgres")


def delay_after(deaths: int) -> float:
    """Seconds to wait before the next start, after so many deaths in a row."""
    return float(min(LONGEST_DELAY_SECONDS, FIRST_DELAY_SECONDS * 2 ** (deaths - 1)))


def stop_together(those: Iterable[Kept]) -> None:
    """Ask all of them at once, then wait for each until the common patience is over."""
    stopping = list(those)
    for kept in stopping:
        children.ask_to_stop(kept.process, farewell=kept.service.farewell)
    deadline = time.monotonic() + PATIENCE_SECONDS
    for kept in stopping:
        remaining = max(0.1, deadline - time.monotonic())
        children.wait_or_kill(kept.process, patience=remaining)
