"""Carry out a bench: every line that it prints is a figure for docs/proof.md."""

import subprocess
import sys

from config.proof.record import FIGURE
from config.supervisor.installation import ROOT


def main(name: str) -> int:
    """Run it; what it complains of goes to the log as it is."""
    done = subprocess.run(
        [sys.executable, "-m", name], cwd=ROOT, stdout=subprocess.PIPE, text=True, errors="replace", check=False
    )
    for line in done.stdout.splitlines():
        print(f"{FIGURE}{line.removeprefix(FIGURE)}", flush=True)
    return done.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
