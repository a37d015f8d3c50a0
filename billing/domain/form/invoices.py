"""The invoice in the JSON form, out, and in again to be added to (billing.md rule 12)."""

from billing.domain.form.out import Form
from billing.domain.form.shape import Shape
from billing.domain.invoice import Invoice, Line, TaxDue, Waived
from billing.domain.words import plain
from kernel.money import exact_text

INVOICE = frozenset({"currency", "days", "lines", "waived", "taxes", "subtotal", "tax", "total"})
LINE = frozenset({"code", "amount", "taxable", "quantity", "unit_price", "working", "id", "credits"})


def invoice_form(invoice: Invoice) -> Form:
    """Write an invoice whole."""
    return {
        "currency": invoice.currency,
        "days": invoice.days,
        "lines": [_line_form(line, invoice.currency) for line in invoice.lines],
        "waived": [{"code": waived.code, "working": waived.working} for waived in invoice.waived],
        "taxes": [_tax_form(tax) for tax in invoice.taxes],
        "subtotal": f"{invoice.subtotal:f}",
        "tax": f"{invoice.tax:f}",
        "total": f"{invoice.total:f}",
    }


def _line_form(line: Line, currency: str) -> Form:
    form: Form = {
        "code": line.code,
        "amount": f"{line.amount:f}",
        "taxable": line.taxable,
        "quantity": plain(line.quantity),
        "unit_price": None if line.unit_price is None else exact_text(line.unit_price, currency),
        "working": line.working,
    }
    named = {"id": line.id, "credits": line.credits}
    return form | {name: value for name, value in named.items() if value is not None}


def _tax_form(tax: TaxDue) -> Form:
    return {"kind": str(tax.kind), "percent": f"{tax.percent:f}", "amount": f"{tax.amount:f}"}


def parse_invoice(form: object) -> Invoice:
    """
    Read an invoice as it was written.

    :raises BadUsage: with the path of the first field that is wrong
    """
    invoice = Shape(form, "", INVOICE)
    return Invoice(
        currency=invoice.text("currency"),
        days=invoice.count("days"),
        lines=tuple(_line(item, path) for item, path in invoice.items("lines")),
        waived=tuple(_waived(item, path) for item, path in invoice.items("waived")),
        taxes=tuple(_tax(item, path) for item, path in invoice.items("taxes")),
        subtotal=invoice.signed("subtotal"),
        tax=invoice.signed("tax"),
        total=invoice.signed("total"),
    )


def _line(item: object, path: str) -> Line:
    line = Shape(item, path, LINE)
    return Line(
        code=line.text("code"),
        amount=line.signed("amount"),
        taxable=line.mark("taxable"),
        quantity=line.distance("quantity"),
        unit_price=line.signed("unit_price") if "unit_price" in line else None,
        told=line.text("working"),
        id=line.text("id") if "id" in line else None,
        credits=line.text("credits") if "credits" in line else None,
    )


def _waived(item: object, path: str) -> Waived:
    waived = Shape(item, path, frozenset({"code", "working"}))
    return Waived(code=waived.text("code"), told=waived.text("working"))


def _tax(item: object, path: str) -> TaxDue:
    tax = Shape(item, path, frozenset({"kind", "percent", "amount"}))
    return TaxDue(kind=tax.text("kind"), percent=tax.amount("percent"), amount=tax.signed("amount"))
