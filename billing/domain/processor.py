"""What billing asks of a card processor: requests, answers, and the one rule by which an unknown outcome is settled."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from billing.domain.payments import PaymentKind, identity


class ChargeableCard(Protocol):
    """A card that the processor keeps: whose account, which customer of it, which payment method, and its name."""

    @property
    def account(self) -> str:
        """The dealership's own account at the processor."""

    @property
    def processor_customer(self) -> str:
        """The guest there."""

    @property
    def payment_method(self) -> str:
        """The card there."""

    @property
    def label(self) -> str:
        """What staff and guest know it by: Visa •• 4242."""


@dataclass(frozen=True, kw_only=True, slots=True)
class CardOnFile:
    """Such a card as a plain value."""

    account: str
    processor_customer: str
    payment_method: str
    label: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Request:
    """
    One movement of money to ask for.

    ``reference`` is the processor's name of what is captured, released or refunded. ``sent_before`` says that it may
    have happened already, ``may_be_sent`` that the processor still knows the key. An authorisation of nothing
    verifies the card.
    """

    kind: PaymentKind
    account: str
    key: str
    customer: str
    payment_method: str
    amount: Decimal
    currency: str
    about: str
    first_sent_at: datetime
    reference: str = ""
    guest_present: bool = False
    sent_before: bool = False
    may_be_sent: bool = True

    @property
    def name(self) -> str:
        """The payment's name in the processor's records, whatever its key."""
        return identity(self.key)


class Standing(StrEnum):
    """How something stands at the processor."""

    PENDING = "pending"
    HELD = "held"
    VERIFIED = "verified"
    TAKEN = "taken"
    LET_GO = "let_go"
    LAPSED = "lapsed"
    GIVEN_BACK = "given_back"
    DECLINED = "declined"
    FAULT_KEPT = "fault_kept"
    NEVER_RECEIVED = "never_received"


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """
    How something stands at the processor, whether it replied, was asked, or told us by itself.

    ``payment`` is the name of the payment that made it (``Request.name``), ``reference`` the processor's own name,
    ``amount`` what is held, taken or given back. A ``reason`` is fit for the advisor.
    """

    standing: Standing
    reference: str = ""
    payment: str = ""
    amount: Decimal = Decimal(0)
    capture_before: datetime | None = None
    reason: str = ""


class CardProcessor(Protocol):
    """Moves money on cards. Each call takes a time-out's length at most and never repeats itself."""

    def carry_out(self, request: Request) -> Answer:
        """Do it, under the request's key.

        :raises dealerships.domain.effects.TryAgain: what happened is not known
        :raises dealerships.domain.effects.NeedsAttention: only a person can help
        """

    def look_up(self, request: Request) -> Answer | None:
        """What became of it, or None when the processor has no record of it."""


def ask_or_send(processor: CardProcessor, request: Request) -> Answer:
    """
    Ask first where it may have happened; send only what the processor has no record of, and never after its key
    was forgotten.
    """
    known = processor.look_up(request) if request.sent_before else None
    if known is not None:
        return known
    if not request.may_be_sent:
        return Answer(standing=Standing.NEVER_RECEIVED, payment=request.name, reason=NEVER_RECEIVED)
    return processor.carry_out(request)


NEVER_RECEIVED = "The card processor never received this. Nothing was taken; ask for it again."
