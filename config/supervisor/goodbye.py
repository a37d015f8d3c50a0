"""Ctrl-C, SIGTERM, a closed terminal, a killed `make`: noticed at safe points only, so that no child is forgotten."""

import ctypes
import os
import signal
import sys
import time
from collections.abc import Callable
from types import FrameType

GLANCE_SECONDS = 0.1
PR_SET_PDEATHSIG = 1
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopping(Exception):
    """We were asked to stop."""


class Goodbye:
    """Remembers that we were asked to stop; asked again, it stops being patient."""

    def __init__(self, *, impatient: Callable[[], None]) -> None:
        """Listen from now on; `impatient` runs inside the signal handler at the second request."""
        self.asked = 0
        self.impatient = impatient
        for number in SIGNALS:
            signal.signal(number, self._hear)
        _follow_make()

    def pause(self) -> None:
        """
        Wait a moment.

        :raises Stopping: we were asked to stop
        """
        if self.asked == 0:
            time.sleep(GLANCE_SECONDS)
        if self.asked:
            raise Stopping

    def _hear(self, _number: int, _frame: FrameType | None) -> None:
        self.asked += 1
        if self.asked > 1:
            self.impatient()


def _follow_make() -> None:
    """Stop when the `make` that started us is killed; run by hand, we outlive our shell like any program."""
    if "MAKELEVEL" in os.environ and sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(signal.SIGTERM))
