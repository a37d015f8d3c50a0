"""Rows of money."""

from billing.models.invoices import Invoice, InvoiceLine, InvoiceTax
from billing.models.payments import Hold, HoldState, Payment, PaymentKind, PaymentState
from billing.models.settings import CostRecovery, CustomFee, Tax

__all__ = [
    "CostRecovery",
    "CustomFee",
    "Hold",
    "HoldState",
    "Invoice",
    "InvoiceLine",
    "InvoiceTax",
    "Payment",
    "PaymentKind",
    "PaymentState",
    "Tax",
]
