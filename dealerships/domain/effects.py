"""What an effect may answer, and how long it waits before another attempt."""

from collections.abc import Sequence
from datetime import timedelta
from enum import StrEnum

BACK_OFF = (
    timedelta(seconds=2),
    timedelta(seconds=10),
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
)
LEASE = timedelta(seconds=60)
"""Longer than any vendor call may take, so that two workers never carry out one effect side by side."""
PATIENCE = timedelta(minutes=2)
"""So long what follows from a partner's message may wait, in a crowd, behind what somebody is waiting for."""


class State(StrEnum):
    """
    waiting ──done──> done
       │ after the last attempt, or at once where trying again can't help
       └──> needs_attention ──try again──> waiting
                  └──dismiss──> dismissed
    waiting ──withdraw──> withdrawn
    """

    WAITING = "waiting"
    DONE = "done"
    NEEDS_ATTENTION = "needs_attention"
    DISMISSED = "dismissed"
    WITHDRAWN = "withdrawn"


class TryAgain(Exception):
    """The outside did not answer, or not now; ``after`` is the outside's own wish, if it had one."""

    def __init__(self, reason: str, *, after: timedelta | None = None) -> None:
        super().__init__(reason)
        self.after = after


class NeedsAttention(Exception):
    """Only a person can help; the message says, in words, what is the matter."""


def wait_after(attempts: int, *, back_off: Sequence[timedelta] = BACK_OFF) -> timedelta | None:
    """How long to wait after this many attempts, or None when there are no more."""
    return back_off[attempts - 1] if attempts <= len(back_off) else None
