"""How a message to a guest stands: states only go forward, so late or repeated reports change nothing."""

from enum import StrEnum


class MessageState(StrEnum):
    """
    queued ──sent──> sent ──delivered──> delivered
       │  └─unknown─> unknown (a lost reply) ──found──> sent
       └────────failed, also from unknown and sent────> failed
    """

    QUEUED = "queued"
    SENT = "sent"
    DELIVERED = "delivered"
    FAILED = "failed"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        """The words on the screens."""
        return "Not known yet" if self is MessageState.UNKNOWN else self.value.capitalize()


CHOICES = [(state.value, state.label) for state in MessageState]
FORWARD = (
    MessageState.QUEUED,
    MessageState.UNKNOWN,
    MessageState.SENT,
    MessageState.FAILED,
    MessageState.DELIVERED,
)


def is_ahead(report: str, state: str) -> bool:
    """Whether a report tells something newer than what is known; *delivered* is the last word."""
    return FORWARD.index(MessageState(report)) > FORWARD.index(MessageState(state))
