"""Price every bill of the running demo again: `manage.py reprice`, told how to reach the demo's database."""

import subprocess
import sys
from pathlib import Path

from config.embedded import places
from config.supervisor.installation import ROOT, open_installation


class NotRunning(Exception):
    """Nothing serves this folder."""


def reprice(data: Path) -> None:
    """
    Carry the command out; what it says and how it ends is its own.

    :raises NotRunning: there is no database to ask
    """
    if not (places.sockets_of(data) / "pg").exists():
        raise NotRunning(f"No demo runs in {data}. Start it with `make run`.")
    command = [sys.executable, "manage.py", "reprice"]
    sys.exit(subprocess.run(command, cwd=ROOT, env=open_installation().variables(), check=False).returncode)
