"""Migrations and demo data, in one process: each start of Django costs a second and a half."""

import sys
from collections.abc import Callable

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
