"""
Migrations and demo data, in one process, and only where something may have to be done, as on another PORT: to see that
nothing has takes Django five seconds of every start.
"""

import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from config.embedded import children
from config.supervisor.installation import ROOT, Installation

LINES_SHOWN = 12


class UnableToPrepare(Exception):
    """The database could not be brought up to date."""


def prepare(installation: Installation, *, pause: Callable[[], None]) -> None:
    """
    Bring the database up to date and see that the demo's data is there.

    :raises UnableToPrepare: with the end of what was said
    """
    stamp = installation.place.data / "prepared"
    wanted = f"{fingerprint(installation.cluster().data)} {installation.address}"
    if stamp.exists() and stamp.read_text() == wanted:
        return
    log = installation.place.logs / "prepare.log"
    log.unlink(missing_ok=True)
    command = [sys.executable, "manage.py", "prepare_demo"]
    preparing = children.start(command, log=log, environment=installation.variables(), directory=ROOT)
    try:
        while preparing.poll() is None:
            pause()
    finally:
        children.stop(preparing)
    if preparing.returncode != 0:
        last = log.read_text(errors="replace").splitlines()[-LINES_SHOWN:]
        raise UnableToPrepare("\n".join(["The data could not be prepared:", *last, f"The whole story is in {log}"]))
    stamp.write_text(wanted)


def fingerprint(cluster: Path) -> str:
    """Of what was prepared: this very database, by these migrations and those of the locked packages."""
    made = (cluster / "PG_VERSION").stat()
    seen = sha256(f"{made.st_ino} {made.st_mtime_ns}".encode())
    for path in (ROOT / "requirements.lock", *migrations()):
        seen.update(path.read_bytes())
    return seen.hexdigest()


def migrations() -> list[Path]:
    """Our own, of every app."""
    return sorted(path for depth in ("*", "*/*") for path in ROOT.glob(f"{depth}/migrations/0*.py"))
