"""
The heir: a process that outlives the supervisor, by seconds, and ends what the supervisor's death has not ended.

The kernel tells our children that we died (config/embedded/children.py), but not those they have forked themselves, and
a child may be unable to obey; elsewhere than on Linux it tells nobody. The heir reads a pipe to which the supervisor
alone writes: each line names the process groups that live, in place of those named before. When the pipe closes,
however the supervisor ended, the groups have a moment to end by themselves; then they are killed.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

PATIENCE_SECONDS = 4.0
GLANCE_SECONDS = 0.05


class Heir:
    """The supervisor's end of the pipe."""

    def __init__(self, *, patience: float = PATIENCE_SECONDS) -> None:
        """Nobody is there yet; `patience` is in seconds, from our death to their killing."""
        self.patience = patience
        self.process: subprocess.Popen[bytes] | None = None
        self.pipe = -1

    @property
    def lives(self) -> bool:
        """Whether somebody would notice our death."""
        return self.process is not None and self.process.poll() is None

    def told(self, groups: Iterable[int]) -> None:
        """Name every process group that lives; begins to exist, or exists again, when needed."""
        if not self.lives:
            self._begin()
        os.write(
            self.pipe, f"{' '.join(map(str, groups))}\n".encode()
        )  # so short a line is written whole or not at all

    def dismissed(self) -> None:
        """There is nothing to inherit any more; returns when the heir has gone."""
        if self.process is None:
            return
        if self.lives:
            self.told([])
        os.close(self.pipe)
        self.process.wait()
        self.process = None

    def _begin(self) -> None:
        if self.process is not None:
            os.close(self.pipe)
        theirs, self.pipe = os.pipe()
        self.process = subprocess.Popen(
            [sys.executable, "-I", Path(__file__), str(self.patience)],
            stdin=theirs,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd="/",
            start_new_session=True,  # the terminal's Ctrl-C and its end are not for the heir
        )
        os.close(theirs)


def inherit(patience: float) -> None:
    """Wait for the supervisor's death, then for the end of its groups, and end those that do not end."""
    groups = _last_named()
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline and any(_signalled(group, 0) for group in groups):
        time.sleep(GLANCE_SECONDS)
    for group in groups:
        _signalled(group, signal.SIGKILL)


def _last_named() -> Sequence[int]:
    groups: Sequence[int] = []
    for line in sys.stdin:
        groups = [int(word) for word in line.split()]
    return groups


def _signalled(group: int, number: int) -> bool:
    """Send a signal (0 only asks); False when nobody of the group is left, or (on macOS) only zombies are."""
    try:
        os.killpg(group, number)
    except (ProcessLookupError, PermissionError):
        return False
    return True


if __name__ == "__main__":
    inherit(float(sys.argv[1]))
