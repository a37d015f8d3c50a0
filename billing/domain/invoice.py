"""
The invoice: lines with their working, taxes, and what they come to.

Lines and taxes are named tuples: a frozen dataclass takes three times as long to make, and making them was a quarter of
the engine's time.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple


class Line(NamedTuple):
    """
    One line of the bill; `working` holds the numbers and the rule it came from, in words fit for the guest.

    `unit_price` is None where rates differ. An adjustment has its `id`, a credit the line it `credits`.
    """

    code: str
    amount: Decimal
    taxable: bool
    quantity: Decimal | int
    unit_price: Decimal | None
    working: str
    id: str | None = None
    credits: str | None = None


class Waived(NamedTuple):
    """Something a guest would look for that comes to nothing, and why."""

    code: str
    working: str


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
