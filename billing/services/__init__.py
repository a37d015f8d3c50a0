"""Writes of billing: invoices, holds, settlements, refunds, and what the processor says of them."""

from billing.services.by_hand import MoreThanIsOwed, record_manual_payment
from billing.services.holding import CardOfAnotherAccount, HoldStands, release_hold, replace_hold, want_hold
from billing.services.invoicing import NotBilled, issue_invoice, issue_supplement
from billing.services.outcomes import apply
from billing.services.refunding import NothingToRefund, refund
from billing.services.sending import send
from billing.services.settling import NothingToCollect, collect, settle

__all__ = [
    "CardOfAnotherAccount",
    "HoldStands",
    "MoreThanIsOwed",
    "NotBilled",
    "NothingToCollect",
    "NothingToRefund",
    "apply",
    "collect",
    "issue_invoice",
    "issue_supplement",
    "record_manual_payment",
    "refund",
    "release_hold",
    "replace_hold",
    "send",
    "settle",
    "want_hold",
]
