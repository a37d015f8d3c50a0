"""Reads of billing: what was paid, held, and is still owed."""

from billing.queries.balances import balance, on_its_way, owed, still_owed, unsettled
from billing.queries.conservation import Leak, leaks
from billing.queries.money import coming_holds, hold_of, holds, invoice_of, invoices, living_holds, payments, worth

__all__ = [
    "Leak",
    "balance",
    "coming_holds",
    "hold_of",
    "holds",
    "invoice_of",
    "invoices",
    "leaks",
    "living_holds",
    "on_its_way",
    "owed",
    "payments",
    "still_owed",
    "unsettled",
    "worth",
]
