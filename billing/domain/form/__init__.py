"""The JSON form: the same for the command, the API, the evidence kept with every invoice, and the tests."""

from billing.domain.form.into import parse_case, parse_terms, parse_usage
from billing.domain.form.invoices import invoice_form, parse_invoice
from billing.domain.form.json_text import read_json, write_json
from billing.domain.form.out import case_form, terms_form, usage_form

__all__ = [
    "case_form",
    "invoice_form",
    "parse_case",
    "parse_invoice",
    "parse_terms",
    "parse_usage",
    "read_json",
    "terms_form",
    "usage_form",
    "write_json",
]
