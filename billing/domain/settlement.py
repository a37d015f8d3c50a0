"""Settlement: every cent of a total is captured, charged, paid, or left as the unsettled balance (rule 14)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

NOTHING = Decimal(0)


class UnableToRefund(Exception):
    """More is to be given back than the payments bear."""

    def __init__(self, surplus: Decimal, refundable: Decimal) -> None:
        """Say what could be given back."""
        super().__init__(f"{surplus} can't be refunded: the payments bear only {refundable}.")


@dataclass(frozen=True, kw_only=True, slots=True)
class Settlement:
    """What to capture from the hold, what of it to release, what to charge to the card, what stays unsettled."""

    capture: Decimal
    release: Decimal
    charge: Decimal
    unsettled: Decimal


def settle(*, due: Decimal, hold: Decimal, smallest_charge: Decimal = NOTHING) -> Settlement:
    """
    Split what a guest still owes between the living hold and the card on file.

    `due` is the total less manual payments and other payers' shares; below zero it captures nothing. A difference
    below the processor's smallest charge stays unsettled, as must a charge that then fails.
    """
    owed = max(due, NOTHING)
    capture = min(hold, owed)
    difference = owed - capture
    charge = difference if difference >= smallest_charge else NOTHING
    return Settlement(capture=capture, release=hold - capture, charge=charge, unsettled=difference - charge)


@dataclass(frozen=True, kw_only=True, slots=True)
class Balance:
    """
    Where a total went; all amounts are of what succeeded.

    Always total = captured + charged + manual + shares - refunded + unsettled - surplus.
    """

    total: Decimal
    captured: Decimal = NOTHING
    charged: Decimal = NOTHING
    manual: Decimal = NOTHING
    shares: Decimal = NOTHING
    refunded: Decimal = NOTHING

    @property
    def paid(self) -> Decimal:
        """What was paid and not given back."""
        return self.captured + self.charged + self.manual + self.shares - self.refunded

    @property
    def unsettled(self) -> Decimal:
        """What is still to be paid."""
        return max(self.total - self.paid, NOTHING)

    @property
    def surplus(self) -> Decimal:
        """What is to be given back."""
        return max(self.paid - self.total, NOTHING)


@dataclass(frozen=True, kw_only=True, slots=True)
class Payment:
    """A payment that succeeded, and what of it was given back already."""

    reference: str
    at: datetime
    amount: Decimal
    refunded: Decimal = NOTHING

    @property
    def bears(self) -> Decimal:
        """What can still be given back of it."""
        return self.amount - self.refunded


@dataclass(frozen=True, kw_only=True, slots=True)
class Refund:
    """An amount to give back of one payment."""

    reference: str
    amount: Decimal


def refunds(payments: Sequence[Payment], surplus: Decimal) -> tuple[Refund, ...]:
    """
    Give a surplus back, newest payment first, never more than each payment bears; of equal times the last listed first.

    :raises UnableToRefund: the payments together bear less
    """
    refundable = sum((payment.bears for payment in payments), NOTHING)
    if surplus > refundable:
        raise UnableToRefund(surplus, refundable)
    numbered = sorted(enumerate(payments), key=lambda each: (each[1].at, each[0]), reverse=True)
    return tuple(_given_back((payment for _, payment in numbered), surplus))


def _given_back(payments: Iterable[Payment], surplus: Decimal) -> Iterator[Refund]:
    for payment in payments:
        amount = min(payment.bears, surplus)
        surplus -= amount
        if amount > 0:
            yield Refund(reference=payment.reference, amount=amount)
