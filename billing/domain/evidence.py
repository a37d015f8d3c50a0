"""The evidence kept with an invoice: what was priced, what came out, and by which engine."""

from billing.domain.engine import ENGINE_VERSION, price
from billing.domain.form import case_form, invoice_form, parse_case, parse_invoice
from billing.domain.form.shape import Shape
from billing.domain.invoice import Invoice
from billing.domain.terms import Terms
from billing.domain.usage import Usage

EVIDENCE = frozenset({"engine", "case", "invoice"})


class EvidenceContradicts(Exception):
    """Pricing what was kept does not come to what was billed."""

    def __init__(self, billed: Invoice, priced: Invoice) -> None:
        """Say both totals."""
        super().__init__(f"Billed {billed.total} {billed.currency}, priced again {priced.total} {priced.currency}.")
        self.billed = billed
        self.priced = priced


def evidence_of(terms: Terms, usage: Usage, invoice: Invoice) -> dict[str, object]:
    """Write down how an invoice came about."""
    return {"engine": ENGINE_VERSION, "case": case_form(terms, usage), "invoice": invoice_form(invoice)}


def price_again(evidence: object) -> Invoice:
    """
    Price kept evidence again, and compare all that is money: workings may be worded anew.

    :raises EvidenceContradicts: it comes to something else
    :raises BadUsage: what was kept can't be read
    """
    kept = Shape(evidence, "", EVIDENCE)
    billed = parse_invoice(kept.required("invoice"))
    priced = price(*parse_case(kept.required("case")))
    if _money(billed) != _money(priced):
        raise EvidenceContradicts(billed, priced)
    return priced


def _money(invoice: Invoice) -> tuple[object, ...]:
    lines = [(line.code, line.amount, line.taxable, line.id, line.credits) for line in invoice.lines]
    taxes = [(tax.kind, tax.percent, tax.amount) for tax in invoice.taxes]
    return invoice.currency, invoice.days, lines, taxes, invoice.subtotal, invoice.tax, invoice.total
