"""What runs under the supervisor, and how each part is started, asked and stopped."""

import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from config.embedded import children, postgres, valkey
from config.supervisor.installation import ROOT, Installation

Start = Callable[[], subprocess.Popen[bytes]]
Command = tuple[str, ...]
AT_ONCE = signal.SIGKILL
"""For orphans that talk to the broker: with it gone a polite end may never come, and they lose nothing (tests/kills)."""


@dataclass(frozen=True, kw_only=True)
class Service:
    """One part: its name in messages and logs, how it starts, and the signal that ends it in good order."""

    name: str
    start: Start
    log: Path
    farewell: signal.Signals = signal.SIGTERM


def database(cluster: postgres.Cluster) -> Service:
    """PostgreSQL."""
    return Service(
        name="postgres",
        start=lambda: postgres.start(cluster),
        log=cluster.log,
        farewell=postgres.FAREWELL,
    )


def broker(installation: Installation) -> Service:
    """Valkey."""
    place = installation.place
    log = place.logs / "valkey.log"
    return Service(
        name="valkey",
        start=lambda: valkey.start(socket=place.broker, data=place.data / "valkey", log=log),
        log=log,
        farewell=valkey.FAREWELL,
    )


def outside_world(installation: Installation) -> Service:
    """The sandbox."""
    return _python(installation, "sandbox", ("-m", "sandbox"))


def web(installation: Installation) -> Service:
    """The pages."""
    return _python(
        installation,
        "web",
        (
            *("-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(installation.port)),
            *("--workers", "2", "--blocking-threads", "4", "--respawn-failed-workers", "--workers-kill-timeout", "3"),
            *("--no-access-log", "--log-level", "warning", "config.wsgi:application"),
        ),
    )


def background(installation: Installation) -> tuple[Service, ...]:
    """What works behind the pages: relay, worker, beat."""
    return (
        _python(installation, "relay", ("manage.py", "relay"), orphaned=AT_ONCE),
        _python(installation, "worker", _worker(), orphaned=AT_ONCE),
        _python(installation, "beat", _beat(installation), orphaned=AT_ONCE),
    )


def _worker() -> Command:
    return ("-m", "celery", "-A", "config", "worker", "--concurrency", "2", "--loglevel", "INFO", "--without-gossip")


def _beat(installation: Installation) -> Command:
    schedule = installation.place.data / "beat-schedule"
    return ("-m", "celery", "-A", "config", "beat", "--loglevel", "INFO", "--pidfile=", f"--schedule={schedule}")


def _python(
    installation: Installation, name: str, arguments: Command, *, orphaned: signal.Signals = signal.SIGTERM
) -> Service:
    log = installation.place.logs / f"{name}.log"

    def start() -> subprocess.Popen[bytes]:
        return children.start(
            [sys.executable, *arguments],
            log=log,
            farewell=orphaned,
            environment=installation.variables(),
            directory=ROOT,
        )

    return Service(name=name, start=start, log=log)
