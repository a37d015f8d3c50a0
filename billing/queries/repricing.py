"""Every invoice ever issued, priced again from its evidence: each that doesn't come to what was billed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch

from billing.domain.engine import ENGINE_VERSION
from billing.domain.evidence import EvidenceContradicts, add_again, case_kept, invoice_kept, price_again
from billing.domain.invoice import Invoice as Priced
from billing.domain.refusals import BadUsage
from billing.domain.terms import Terms
from billing.models import Invoice
from dealerships.models import Dealership

AT_ONCE = 200


class NotAsIssued(Exception):
    """The rows of an invoice and the evidence beside them tell of different bills."""

    def __init__(self, what: str) -> None:
        """Name what differs."""
        super().__init__(f"The rows and the evidence differ in {what}.")


@dataclass(frozen=True, kw_only=True, slots=True)
class Checked:
    """An invoice that was priced again; without ``what``, to the same cent."""

    number: str
    about: str
    what: str = ""


def priced_again(*, dealership: Dealership) -> Iterator[Checked]:
    """
    Every invoice of the dealership, each followed by its supplements; read as a stream, however many there are.

    Must run in one transaction under the dealership's scope.
    """
    added = Invoice.objects.filter(dealership=dealership).order_by("id").prefetch_related("lines", "taxes")
    first = Invoice.objects.filter(dealership=dealership, supplements__isnull=True).order_by("id")
    whole = first.prefetch_related("lines", "taxes", Prefetch("supplemented_by", queryset=added))
    for invoice in whole.iterator(chunk_size=AT_ONCE):
        yield _checked(invoice)
        supplements = list(invoice.supplemented_by.all())
        for place, supplement in enumerate(supplements):
            yield _checked_addition(supplement, [invoice, *supplements[:place]])


def _checked(invoice: Invoice) -> Checked:
    try:
        _refuse_other_rows(invoice, price_again(invoice.evidence))
    except (EvidenceContradicts, BadUsage, NotAsIssued) as difference:
        return Checked(number=invoice.number, about=invoice.about, what=str(difference))
    return Checked(number=invoice.number, about=invoice.about)


def _checked_addition(added: Invoice, before: Sequence[Invoice]) -> Checked:
    try:
        terms = _terms_of_both(added, before[0])
        issued = [invoice_kept(each.evidence) for each in before]
        _refuse_other_rows(added, add_again(added.evidence, terms, issued))
    except (EvidenceContradicts, BadUsage, NotAsIssued) as difference:
        return Checked(number=added.number, about=added.about, what=str(difference))
    return Checked(number=added.number, about=added.about)


def _terms_of_both(added: Invoice, first: Invoice) -> Terms:
    agreed = case_kept(first.evidence)
    if case_kept(added.evidence) != agreed:
        raise NotAsIssued("what was agreed, which is the first invoice's")
    return agreed[0]


def _refuse_other_rows(invoice: Invoice, priced: Priced) -> None:
    told = {
        "the engine": (invoice.engine_version, ENGINE_VERSION),
        "currency or days": ((invoice.currency, invoice.days), (priced.currency, priced.days)),
        "the lines": (_lines(invoice), [(line.code, line.amount, line.taxable) for line in priced.lines]),
        "the taxes": (_taxes(invoice), [tuple(tax) for tax in priced.taxes]),
        "the sums": (_sums(invoice), (priced.subtotal, priced.tax, priced.total)),
        "the words": (_words(invoice), _words_kept(invoice_kept(invoice.evidence))),
    }
    for what, (in_rows, in_evidence) in told.items():
        if in_rows != in_evidence:
            raise NotAsIssued(what)


def _lines(invoice: Invoice) -> list[tuple[object, ...]]:
    rows = sorted(invoice.lines.all(), key=lambda row: row.position)
    return [(row.code, row.amount.amount, row.taxable) for row in rows if not row.waived]


def _taxes(invoice: Invoice) -> list[tuple[object, ...]]:
    rows = sorted(invoice.taxes.all(), key=lambda row: row.position)
    return [(row.kind, row.percent, row.amount.amount) for row in rows]


def _sums(invoice: Invoice) -> tuple[object, ...]:
    return invoice.subtotal.amount, invoice.tax.amount, invoice.total.amount


def _words(invoice: Invoice) -> list[tuple[str, str, bool]]:
    rows = sorted(invoice.lines.all(), key=lambda row: row.position)
    return [(row.code, row.working, row.waived) for row in rows]


def _words_kept(kept: Priced) -> list[tuple[str, str, bool]]:
    return [(line.code, line.working, False) for line in kept.lines] + [
        (waived.code, waived.working, True) for waived in kept.waived
    ]
