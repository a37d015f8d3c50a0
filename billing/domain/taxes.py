"""Taxes: each a percentage of the taxable lines, rounded by itself, never on another (billing.md rule 10)."""

from collections.abc import Iterable
from decimal import Decimal

from billing.domain.invoice import Line, TaxDue
from billing.domain.terms import Terms
from kernel.money import rounded

ZERO = Decimal(0)


def taxable_base(lines: Iterable[Line]) -> Decimal:
    """Add up the lines that are marked taxable."""
    return sum([line.amount for line in lines if line.taxable], ZERO)


def taxes_due(terms: Terms, base: Decimal) -> list[TaxDue]:
    """Return every tax of the terms on a base, those of nothing too; none where no card is collected (rule 11)."""
    if not terms.collect_card:
        return []
    return [
        TaxDue(kind=tax.kind, percent=tax.percent, amount=rounded(base * tax.percent / 100, terms.currency))
        for tax in terms.taxes
    ]
