"""Rows of money."""

from billing.domain.payments import HoldState, PaymentKind, PaymentState
from billing.models.invoices import Invoice, InvoiceCounter, InvoiceLine, InvoiceTax
from billing.models.payments import Hold, Payment
from billing.models.settings import CostRecovery, CustomFee, Tax

__all__ = [
    "CostRecovery",
    "CustomFee",
    "Hold",
    "HoldState",
    "Invoice",
    "InvoiceCounter",
    "InvoiceLine",
    "InvoiceTax",
    "Payment",
    "PaymentKind",
    "PaymentState",
    "Tax",
]
