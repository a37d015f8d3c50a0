"""Bills as pages show them: each line in words, with its working; waived ones at zero."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from djmoney.money import Money

from billing.domain.adjustments import label
from billing.domain.invoice import Invoice, Line, Waived

if TYPE_CHECKING:
    from billing.models import Invoice as IssuedInvoice

COMES_FIRST = ("daily_rate", "fuel", "fuel_convenience_fee", "excess_mileage")


@dataclass(frozen=True, kw_only=True, slots=True)
class BillLine:
    """A line or a tax."""

    label: str
    amount: Money
    working: str
    waived: bool = False

    @property
    def is_credit(self) -> bool:
        """Whether it takes away."""
        return self.amount.amount < 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Bill:
    """Lines, taxes and what they come to."""

    days: int
    lines: Sequence[BillLine]
    taxes: Sequence[BillLine]
    total: Money


def bill_of(invoice: Invoice) -> Bill:
    """What the engine priced."""
    currency = invoice.currency
    items: list[Line | Waived] = [*invoice.waived, *invoice.lines]
    lines = [
        BillLine(label=in_words(each.code), amount=Money(each.amount, currency), working=each.working)
        if isinstance(each, Line)
        else BillLine(label=in_words(each.code), amount=Money(0, currency), working=each.working, waived=True)
        for each in sorted(items, key=lambda each: place(each.code))
    ]
    taxes = [_tax(each.kind, each.percent, Money(each.amount, currency)) for each in invoice.taxes]
    return Bill(days=invoice.days, lines=lines, taxes=taxes, total=Money(invoice.total, currency))


def issued_bill(invoice: "IssuedInvoice") -> Bill:
    """What was issued, from its rows."""
    lines = [
        BillLine(label=in_words(row.code), amount=row.amount, working=row.working, waived=row.waived)
        for row in sorted(invoice.lines.all(), key=lambda row: (place(row.code), not row.waived, row.position))
    ]
    taxes = [
        _tax(row.kind, row.percent, row.amount) for row in sorted(invoice.taxes.all(), key=lambda row: row.position)
    ]
    return Bill(days=invoice.days, lines=lines, taxes=taxes, total=invoice.total)


def place(code: str) -> int:
    """Where a line stands, charged or waived alike (billing.md, Form); fees and adjustments keep their order."""
    return COMES_FIRST.index(code) if code in COMES_FIRST else len(COMES_FIRST)


def in_words(code: str) -> str:
    """The name of a line: Daily rate, Road safety fee."""
    words = label(code)
    return words[:1].upper() + words[1:]


def _tax(kind: str, percent: Decimal, amount: Money) -> BillLine:
    digits = f"{percent:f}".rstrip("0").rstrip(".") if "." in f"{percent:f}" else f"{percent:f}"
    return BillLine(
        label=f"{kind.replace('_', ' ').capitalize()} tax {digits}%", amount=amount, working="On the taxable lines"
    )
