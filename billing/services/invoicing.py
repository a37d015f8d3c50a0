"""Issue invoices: numbered without gaps, whole with their evidence, never edited, only added to."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from django.db import transaction
from djmoney.money import Money

from billing.domain.adjustments import label
from billing.domain.engine import ENGINE_VERSION, price
from billing.domain.evidence import evidence_of
from billing.domain.form import case_form, invoice_form, parse_case, parse_invoice
from billing.domain.invoice import Invoice as Draft
from billing.domain.invoice import Line, TaxDue, Waived
from billing.domain.supplement import supplement
from billing.domain.terms import Terms
from billing.domain.usage import Adjustment, Usage
from billing.models import Invoice, InvoiceLine, InvoiceTax
from billing.services.entering import enter
from billing.services.locking import lock_money
from dealerships.domain.actor import Actor
from dealerships.domain.permissions import Permission
from dealerships.models import Dealership
from dealerships.services.history import record


class NotBilled(Exception):
    """There is no invoice to add to."""

    def __init__(self) -> None:
        super().__init__("This contract has no bill yet: enter the charge on the contract itself.")


@transaction.atomic
def issue_invoice(*, dealership: Dealership, about: str, terms: Terms, usage: Usage, at: datetime) -> Invoice:
    """
    Bill a loan, once.

    :raises billing.domain.refusals.BadUsage: the usage contradicts the terms
    """
    draft = price(terms, usage)
    return _issue(dealership, about, draft, evidence_of(terms, usage, draft), at, first=None)


@transaction.atomic
def issue_supplement(
    *, dealership: Dealership, about: str, adjustments: Sequence[Adjustment], by: Actor, at: datetime
) -> Invoice:
    """
    Add charges and credits to a loan that is billed already (billing.md rule 12).

    :raises dealerships.domain.permissions.NotAllowed: *Accounting* is needed
    :raises NotBilled: the loan has no invoice
    :raises billing.domain.refusals.BadUsage: a credit above what its line still bears, or of no line
    """
    by.must(Permission.ACCOUNTING)
    lock_money(dealership=dealership, about=about)
    issued = list(Invoice.objects.filter(dealership=dealership, about=about).order_by("id"))
    if not issued:
        raise NotBilled
    terms, usage = parse_case(issued[0].evidence["case"])
    draft = supplement(terms, [parse_invoice(each.evidence["invoice"]) for each in issued], adjustments)
    evidence = {
        "engine": ENGINE_VERSION,
        "case": case_form(terms, usage),
        "supplements": issued[0].number,
        "invoice": invoice_form(draft),
    }
    invoice = _issue(dealership, about, draft, evidence, at, first=issued[0])
    details = {"invoice": invoice.number, "total": str(invoice.total)}
    record("billed more", dealership=dealership, subjects=[about], by=by, at=at, details=details)
    return invoice


def _issue(
    dealership: Dealership,
    about: str,
    draft: Draft,
    evidence: Mapping[str, object],
    at: datetime,
    *,
    first: Invoice | None,
) -> Invoice:
    invoice = Invoice(
        dealership=dealership,
        about=about,
        supplements=first,
        days=draft.days,
        currency=draft.currency,
        subtotal=Money(draft.subtotal, draft.currency),
        tax=Money(draft.tax, draft.currency),
        total=Money(draft.total, draft.currency),
        evidence=evidence,
        engine_version=ENGINE_VERSION,
        issued_at=at,
    )
    enter(invoice, lines=list(_lines(dealership, invoice, draft)), taxes=list(_taxes(dealership, invoice, draft.taxes)))
    return invoice


def _lines(dealership: Dealership, invoice: Invoice, draft: Draft) -> Iterator[InvoiceLine]:
    items: list[Line | Waived] = [*draft.lines, *draft.waived]
    for position, item in enumerate(items, start=1):
        yield InvoiceLine(
            dealership=dealership,
            invoice=invoice,
            position=position,
            code=item.code,
            description=_described(item),
            currency=draft.currency,
            amount=Money(item.amount if isinstance(item, Line) else 0, draft.currency),
            taxable=isinstance(item, Line) and item.taxable,
            waived=isinstance(item, Waived),
            working=item.working,
        )


def _described(item: Line | Waived) -> str:
    words = label(item.code)
    return words[:1].upper() + words[1:]


def _taxes(dealership: Dealership, invoice: Invoice, taxes: Sequence[TaxDue]) -> Iterator[InvoiceTax]:
    for position, tax in enumerate(taxes, start=1):
        yield InvoiceTax(
            dealership=dealership,
            invoice=invoice,
            position=position,
            kind=tax.kind,
            percent=tax.percent,
            currency=invoice.currency,
            amount=Money(tax.amount, invoice.currency),
        )
