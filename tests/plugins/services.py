"""
Starts a PostgreSQL of its own for each run of pytest, when it is imported: settings are read right after.

Name a folder in LOANERDESK_TEST_DATA to keep the server's data between runs (and then use `--reuse-db`).
The workers of pytest-xdist inherit the server through the environment.
"""

import atexit
import os
import sys
from pathlib import Path

from tests.plugins.throwaway import Throwaway

RUN = "LOANERDESK_TEST_RUN"
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")

_started: list[Throwaway] = []


def begin() -> None:
    """Start the server in the process that was started first; only point the others at it."""
    if RUN not in os.environ:
        kept = os.environ.get("LOANERDESK_TEST_DATA")
        server = Throwaway(kept=Path(kept) if kept else None)
        _started.append(server)
        atexit.register(finish)
        os.environ.update(server.start())
        os.environ[RUN] = str(server.sockets)
    os.environ["BROKER_URL"] = f"redis+socket://{os.environ[RUN]}/valkey-{WORKER}.sock"


def finish() -> None:
    """Stop what this process started; a second call does nothing."""
    while _started:
        _started.pop().stop()


if not {"--version", "-V", "--help", "-h"} & set(sys.argv):
    begin()
