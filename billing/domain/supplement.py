"""Charges and credits after the invoice is issued: a supplement, never an edit (billing.md rule 12)."""

from collections.abc import Iterable, Sequence
from decimal import Decimal, localcontext

from billing.domain.adjustments import adjustment_lines
from billing.domain.engine import added_up
from billing.domain.invoice import Invoice, Line, TaxDue
from billing.domain.refusals import refuse
from billing.domain.sound_usage import refuse_unsound_adjustments
from billing.domain.taxes import taxable_base, taxes_due
from billing.domain.terms import Terms
from billing.domain.usage import Adjustment
from kernel.money import EXACT


def supplement(terms: Terms, issued: Sequence[Invoice], adjustments: Sequence[Adjustment]) -> Invoice:
    """
    Add charges and credits to the invoice and the supplements already `issued`, oldest first.

    Its tax is the tax on the old and new base together less the tax billed so far, under the frozen rates; it may be
    negative, as may the total.

    :raises BadUsage: a credit above what its line still bears, or of a line that was never billed
    """
    billed = [line for invoice in issued for line in invoice.lines]
    _refuse_known_ids(billed, adjustments)
    refuse_unsound_adjustments(tuple(adjustments))
    with localcontext(EXACT):
        added = adjustment_lines(billed, adjustments, terms.currency)
        due = taxes_due(terms, taxable_base([*billed, *added]))
        taxes = [tax for tax in _less_billed(due, issued) if tax.amount]
        return added_up(terms.currency, issued[0].days, added, (), taxes)


def _refuse_known_ids(billed: Iterable[Line], adjustments: Sequence[Adjustment]) -> None:
    known = {line.id for line in billed}
    for place, adjustment in enumerate(adjustments):
        if adjustment.id in known:
            refuse(f"adjustments[{place}].id", f"“{adjustment.id}” was billed already.")


def _less_billed(due: Iterable[TaxDue], issued: Sequence[Invoice]) -> Iterable[TaxDue]:
    billed: dict[str, Decimal] = {}
    for tax in (tax for invoice in issued for tax in invoice.taxes):
        billed[tax.kind] = billed.get(tax.kind, Decimal(0)) + tax.amount
    for tax in due:
        yield TaxDue(kind=tax.kind, percent=tax.percent, amount=tax.amount - billed.get(tax.kind, Decimal(0)))
