"""
The lifecycles of holds and payments: what money may become next.

A hold:

    wanted ──authorise──> held ──ask to capture──> capturing ──capture──> captured
       │   replacing ──────↑│ ↑──────keep──────────────┘
       │       │            └──ask to release──> releasing ──release──> released
       └───────┴──decline──> failed      held, capturing, releasing ──lapse──> lapsed

*Replacing* is wanted while an older hold still stands: the older one is let go only once the new one is held. A hold
whose release is asked for while it is still wanted is releasing already, and is let go as soon as it is known.

A payment:

    wanted ──send──> sent ──> succeeded | failed
       ↑               └──lose sight──> unknown ──> succeeded | failed
       └──────want again──────────────────┘
"""

from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from kernel.lifecycle import move

RESENT_AT_MOST_AFTER = timedelta(hours=23)
"""The processor forgets a key after 24 hours; from then on it would take it for a new one."""

SMALLEST_CHARGE = Decimal("0.50")
"""What the processor takes at least, in dollars of either sort (billing.md rule 14)."""


class HoldState(StrEnum):
    """Where a hold stands."""

    WANTED = "wanted"
    REPLACING = "replacing"
    HELD = "held"
    CAPTURING = "capturing"
    CAPTURED = "captured"
    RELEASING = "releasing"
    RELEASED = "released"
    LAPSED = "lapsed"
    FAILED = "failed"

    @property
    def label(self) -> str:
        """The words on the screens."""
        return _HOLD_LABELS[self]


class PaymentKind(StrEnum):
    """What the money does."""

    AUTHORISE = "authorise"
    CAPTURE = "capture"
    RELEASE = "release"
    CHARGE = "charge"
    REFUND = "refund"
    MANUAL = "manual"

    @property
    def label(self) -> str:
        """The words on the screens."""
        return _KIND_LABELS[self]


class PaymentState(StrEnum):
    """Where a payment stands; *unknown* is settled by asking the processor, never by guessing."""

    WANTED = "wanted"
    SENT = "sent"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        """The words on the screens."""
        return _STATE_LABELS[self]


_HOLD_LABELS = {
    HoldState.WANTED: "Being authorised",
    HoldState.REPLACING: "Being renewed",
    HoldState.HELD: "Held",
    HoldState.CAPTURING: "Being captured",
    HoldState.CAPTURED: "Captured",
    HoldState.RELEASING: "Being released",
    HoldState.RELEASED: "Released",
    HoldState.LAPSED: "Lapsed",
    HoldState.FAILED: "Declined",
}
_KIND_LABELS = {
    PaymentKind.AUTHORISE: "Hold",
    PaymentKind.CAPTURE: "Capture of the hold",
    PaymentKind.RELEASE: "Release of the hold",
    PaymentKind.CHARGE: "Charge to the card",
    PaymentKind.REFUND: "Refund",
    PaymentKind.MANUAL: "Manual payment",
}
_STATE_LABELS = {
    PaymentState.WANTED: "Wanted",
    PaymentState.SENT: "Sent",
    PaymentState.SUCCEEDED: "Succeeded",
    PaymentState.FAILED: "Failed",
    PaymentState.UNKNOWN: "Not known yet",
}
HOLD_CHOICES = [(state.value, state.label) for state in HoldState]
KIND_CHOICES = [(kind.value, kind.label) for kind in PaymentKind]
PAYMENT_CHOICES = [(state.value, state.label) for state in PaymentState]

COMING = frozenset({HoldState.WANTED, HoldState.REPLACING})
ALIVE = frozenset({HoldState.WANTED, HoldState.HELD})
AT_THE_BANK = frozenset({HoldState.HELD, HoldState.CAPTURING, HoldState.RELEASING})
ON_ITS_WAY = frozenset({PaymentState.WANTED, PaymentState.SENT, PaymentState.UNKNOWN})
NOT_ANSWERED = frozenset({PaymentState.SENT, PaymentState.UNKNOWN})
BRINGS_MONEY = frozenset({PaymentKind.CAPTURE, PaymentKind.CHARGE, PaymentKind.MANUAL})
ONCE_PER_HOLD = (PaymentKind.AUTHORISE, PaymentKind.CAPTURE, PaymentKind.RELEASE)

AUTHORISE = move("authorised", COMING, HoldState.HELD, refusal="This hold is {status}; it can't be authorised.")
DECLINE = move(
    "declined", COMING | {HoldState.RELEASING}, HoldState.FAILED, refusal="This hold is {status}; nothing was declined."
)
ASK_TO_CAPTURE = move(
    "asked to capture", {HoldState.HELD}, HoldState.CAPTURING, refusal="This hold is {status}; it can't be captured."
)
CAPTURE = move("captured", AT_THE_BANK, HoldState.CAPTURED, refusal="This hold is {status}; it can't be captured.")
KEEP = move(
    "kept", {HoldState.CAPTURING}, HoldState.HELD, refusal="This hold is {status}; no capture of it was refused."
)
ASK_TO_RELEASE = move(
    "asked to release",
    COMING | {HoldState.HELD},
    HoldState.RELEASING,
    refusal="This hold is {status}; there is nothing to release.",
)
RELEASE = move("released", AT_THE_BANK, HoldState.RELEASED, refusal="This hold is {status}; it can't be released.")
LAPSE = move("lapsed", AT_THE_BANK, HoldState.LAPSED, refusal="This hold is {status}; it can't lapse.")

SEND = move("sent", {PaymentState.WANTED}, PaymentState.SENT, refusal="This payment is {status}; it was sent already.")
LOSE_SIGHT = move(
    "not known yet", NOT_ANSWERED, PaymentState.UNKNOWN, refusal="This payment is {status}, and that is known."
)
WANT_AGAIN = move(
    "wanted again", NOT_ANSWERED, PaymentState.WANTED, refusal="This payment is {status}; it is not wanted again."
)
SUCCEED = move(
    "succeeded", ON_ITS_WAY, PaymentState.SUCCEEDED, refusal="This payment is {status}; it can't succeed any more."
)
FAIL = move("failed", ON_ITS_WAY, PaymentState.FAILED, refusal="This payment is {status}; it can't fail any more.")


def may_be_sent(first_sent_at: datetime | None, at: datetime) -> bool:
    """Whether the processor still knows the key, or has never seen it."""
    return first_sent_at is None or at - first_sent_at < RESENT_AT_MOST_AFTER


def identity(key: str) -> str:
    """What stays of a payment's key when it is wanted again: its name in the processor's records."""
    return key.partition(".")[0]


def tries(key: str) -> int:
    """How many keys the payment has had: `7f3a` is its first, `7f3a.2` its second."""
    return int(key.partition(".")[2] or 1)


def next_key(key: str) -> str:
    """The key under which a payment is wanted again, once nothing can have happened under this one."""
    return f"{identity(key)}.{tries(key) + 1}"
