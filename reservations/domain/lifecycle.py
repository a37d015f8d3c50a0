"""
The lifecycle of a loan.

    Booked ──assign──> Pending ──start──> Started ──finish──> Finished
       ↑ ←──unassign──────┘                  └──void──> Voided
       │    Booked, Pending ──cancel──> Cancelled   (a newer version from the partner re-opens it)
       └────Booked, Pending ──mark no show──> No show ──reinstate──> Booked
Overdue is Started and past the scheduled drop-off: computed, never stored.
"""

from enum import StrEnum

from kernel.lifecycle import move


class Status(StrEnum):
    """Where a loan stands."""

    BOOKED = "booked"
    PENDING = "pending"
    STARTED = "started"
    FINISHED = "finished"
    CANCELLED = "cancelled"
    NO_SHOW = "no_show"
    VOIDED = "voided"

    @property
    def label(self) -> str:
        """The words on the screens."""
        return self.value.replace("_", " ").capitalize()


CHOICES = [(status.value, status.label) for status in Status]
OPEN = frozenset({Status.BOOKED, Status.PENDING, Status.STARTED})
BEFORE_START = frozenset({Status.BOOKED, Status.PENDING})

ASSIGN = move(
    "assigned", {Status.BOOKED}, Status.PENDING, refusal="This contract is {status}; a vehicle can't be assigned."
)
UNASSIGN = move("unassigned", {Status.PENDING}, Status.BOOKED, refusal="This contract is {status}; its vehicle stays.")
START = move("started", {Status.PENDING}, Status.STARTED, refusal="This contract is {status}; it can't be started.")
FINISH = move("finished", {Status.STARTED}, Status.FINISHED, refusal="This contract is {status}; it can't be finished.")
VOID = move(
    "voided", {Status.STARTED}, Status.VOIDED, refusal="This contract is {status}; only a started one can be voided."
)
CANCEL = move("cancelled", BEFORE_START, Status.CANCELLED, refusal="This contract is {status}; it can't be cancelled.")
MARK_NO_SHOW = move(
    "marked as no show", BEFORE_START, Status.NO_SHOW, refusal="This contract is {status}, so it is no no-show."
)
REINSTATE = move(
    "reinstated", {Status.NO_SHOW}, Status.BOOKED, refusal="This contract is {status}; only a no show comes back."
)
REOPEN = move(
    "re-opened", {Status.CANCELLED}, Status.BOOKED, refusal="This contract is {status}; it was not cancelled."
)
