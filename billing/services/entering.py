"""Enter an invoice into the books: its number, itself, its lines and its taxes, all in one statement."""

from collections.abc import Sequence
from json import dumps
from typing import Any

from django.db import connection

from billing.models import Invoice, InvoiceCounter, InvoiceLine, InvoiceTax

# Raw SQL, so that an invoice of a hundred lines costs what one of a single line does, and the row of the counter is
# locked for no longer than needed. The counter never falls behind the newest invoice, whoever entered that.
ENTER = f"""
    WITH newest AS (
        SELECT number::int AS number FROM "{Invoice._meta.db_table}"
        WHERE dealership_id = %(dealership)s ORDER BY id DESC LIMIT 1
    ), counted AS (
        INSERT INTO "{InvoiceCounter._meta.db_table}" AS counter (dealership_id, last)
        VALUES (%(dealership)s, coalesce((SELECT number FROM newest), 0) + 1)
        ON CONFLICT (dealership_id) DO UPDATE SET last = greatest(counter.last + 1, excluded.last)
        RETURNING last::text AS number
    ), invoice AS (
        INSERT INTO "{Invoice._meta.db_table}" (dealership_id, number, about, supplements_id, days, currency, subtotal,
            tax, total, evidence, engine_version, issued_at)
        SELECT %(dealership)s, lpad(number, greatest(6, length(number)), '0'), %(about)s, %(supplements)s, %(days)s,
            %(currency)s, %(subtotal)s, %(tax)s, %(total)s, %(evidence)s::jsonb, %(engine_version)s, %(issued_at)s
        FROM counted
        RETURNING id, number
    ), lines AS (
        INSERT INTO "{InvoiceLine._meta.db_table}" (dealership_id, invoice_id, position, code, description, currency,
            amount, taxable, waived, working)
        SELECT %(dealership)s, invoice.id, line.*
        FROM invoice, unnest(%(line_position)s::int[], %(line_code)s::text[], %(line_description)s::text[],
            %(line_currency)s::text[], %(line_amount)s::numeric[], %(line_taxable)s::bool[], %(line_waived)s::bool[],
            %(line_working)s::text[]) AS line
    ), taxes AS (
        INSERT INTO "{InvoiceTax._meta.db_table}" (dealership_id, invoice_id, position, kind, percent, currency, amount)
        SELECT %(dealership)s, invoice.id, tax.*
        FROM invoice, unnest(%(tax_position)s::int[], %(tax_kind)s::text[], %(tax_percent)s::numeric[],
            %(tax_currency)s::text[], %(tax_amount)s::numeric[]) AS tax
    )
    SELECT id, number FROM invoice
"""  # noqa: S608 - the names are our own tables'

OF_LINES = ("position", "code", "description", "currency", "amount", "taxable", "waived", "working")
OF_TAXES = ("position", "kind", "percent", "currency", "amount")


def enter(invoice: Invoice, *, lines: Sequence[InvoiceLine], taxes: Sequence[InvoiceTax]) -> None:
    """Write a new invoice under the next number of its dealership; others that are issued there wait until then."""
    values = _own(invoice) | _columns("line", OF_LINES, lines) | _columns("tax", OF_TAXES, taxes)
    with connection.cursor() as cursor:
        cursor.execute(ENTER, values)
        invoice.pk, invoice.number = cursor.fetchone()


def _own(invoice: Invoice) -> dict[str, Any]:
    return {
        "dealership": invoice.dealership_id,
        "about": invoice.about,
        "supplements": invoice.supplements_id,
        "days": invoice.days,
        "currency": invoice.currency,
        "subtotal": invoice.subtotal.amount,
        "tax": invoice.tax.amount,
        "total": invoice.total.amount,
        "evidence": dumps(invoice.evidence),
        "engine_version": invoice.engine_version,
        "issued_at": invoice.issued_at,
    }


def _columns(name: str, columns: Sequence[str], rows: Sequence[InvoiceLine] | Sequence[InvoiceTax]) -> dict[str, Any]:
    return {f"{name}_{column}": [_plain(getattr(row, column)) for row in rows] for column in columns}


def _plain(value: Any) -> Any:
    """An amount in the row's currency as its digits."""
    return getattr(value, "amount", value)
