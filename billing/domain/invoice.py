"""
The invoice: lines with their working, taxes, and what they come to.

Lines and taxes are named tuples: a frozen dataclass takes three times as long to make, and making them was a quarter of
the engine's time. A working holds the numbers and the rule, and becomes words when somebody reads it: the words were
half of the engine's time, and a replay of hundreds of contracts reads none.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple, Protocol


class Working(Protocol):
    """The numbers and the rule that a line came from; as a `str`, in words fit for the guest."""

    def __str__(self) -> str:
        """Say it."""
        ...


class Line(NamedTuple):
    """
    One line of the bill; `told` is its working, `working` the same in words.

    `unit_price` is None where rates differ. An adjustment has its `id`, a credit the line it `credits`.
    """

    code: str
    amount: Decimal
    taxable: bool
    quantity: Decimal | int
    unit_price: Decimal | None
    told: Working
    id: str | None = None
    credits: str | None = None

    @property
    def working(self) -> str:
        """The working in words."""
        return str(self.told)


class Waived(NamedTuple):
    """Something a guest would look for that comes to nothing, and why."""

    code: str
    told: Working

    @property
    def working(self) -> str:
        """Why, in words."""
        return str(self.told)


class TaxDue(NamedTuple):
    """One tax on the taxable lines, rounded by itself."""

    kind: str
    percent: Decimal
    amount: Decimal


@dataclass(frozen=True, kw_only=True, slots=True)
class Invoice:
    """What a loan costs, in the one currency of its terms."""

    currency: str
    days: int
    lines: tuple[Line, ...]
    waived: tuple[Waived, ...]
    taxes: tuple[TaxDue, ...]
    subtotal: Decimal
    tax: Decimal
    total: Decimal
