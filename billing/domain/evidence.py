"""The evidence kept with an invoice: what was priced, what came out, and by which engine."""

from collections.abc import Sequence
from decimal import Decimal

from billing.domain.engine import ENGINE_VERSION, price
from billing.domain.form import case_form, invoice_form, parse_case, parse_invoice
from billing.domain.form.shape import Shape
from billing.domain.invoice import Invoice, Line
from billing.domain.refusals import refuse
from billing.domain.supplement import supplement
from billing.domain.terms import Terms
from billing.domain.usage import CREDIT, Adjustment, Usage

EVIDENCE = frozenset({"engine", "case", "supplements", "invoice"})


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


def case_kept(evidence: object) -> tuple[Terms, Usage]:
    """
    Read what was priced.

    :raises BadUsage: what was kept can't be read
    """
    return parse_case(Shape(evidence, "", EVIDENCE).required("case"))


def invoice_kept(evidence: object) -> Invoice:
    """
    Read what was billed.

    :raises BadUsage: what was kept can't be read
    """
    return parse_invoice(Shape(evidence, "", EVIDENCE).required("invoice"))


def price_again(evidence: object) -> Invoice:
    """
    Price kept evidence again, and compare all that is money: workings may be worded anew.

    :raises EvidenceContradicts: it comes to something else
    :raises BadUsage: what was kept can't be read, or another engine priced it
    """
    _refuse_other_engine(evidence)
    return _agreeing(invoice_kept(evidence), price(*case_kept(evidence)))


def _refuse_other_engine(evidence: object) -> None:
    engine = Shape(evidence, "", EVIDENCE).text("engine")
    if engine != ENGINE_VERSION:
        refuse("engine", f"Engine “{engine}” priced this, and only engine {ENGINE_VERSION} is known here.")


def add_again(evidence: object, terms: Terms, issued: Sequence[Invoice]) -> Invoice:
    """
    Work out a supplement again, under the first invoice's terms and on top of what was `issued` before it.

    What staff entered is read from its lines, which keep all of it.

    :raises EvidenceContradicts: it comes to something else
    :raises BadUsage: what was kept can't be read, another engine priced it, or it could not have been added
    """
    _refuse_other_engine(evidence)
    billed = invoice_kept(evidence)
    entered = [_entered(f"invoice.lines[{place}]", line) for place, line in enumerate(billed.lines)]
    return _agreeing(billed, supplement(terms, issued, entered))


def _entered(path: str, line: Line) -> Adjustment:
    if line.unit_price is None or line.id is None:
        refuse(path, "A supplement has only charges and credits, each with its id and amount.")
    return Adjustment(
        id=line.id,
        code=line.code,
        amount=_amount(line.code, line.unit_price),
        taxable=line.code != CREDIT and line.taxable,
        credits=line.credits,
    )


def _amount(code: str, unit_price: Decimal) -> Decimal:
    return -unit_price if code == CREDIT else unit_price


def _agreeing(billed: Invoice, priced: Invoice) -> Invoice:
    if _money(billed) != _money(priced):
        raise EvidenceContradicts(billed, priced)
    return priced


def _money(invoice: Invoice) -> tuple[object, ...]:
    lines = [(line.code, line.amount, line.taxable, line.id, line.credits) for line in invoice.lines]
    taxes = [(tax.kind, tax.percent, tax.amount) for tax in invoice.taxes]
    return invoice.currency, invoice.days, lines, taxes, invoice.subtotal, invoice.tax, invoice.total
