"""Rows of contracts."""

from contracts.models.contracts import Contract, Handover, StaffCharge
from contracts.models.documents import Document, GuestLink
from contracts.models.signing import AcceptedTerm, FrozenTerms, Signature

__all__ = [
    "AcceptedTerm",
    "Contract",
    "Document",
    "FrozenTerms",
    "GuestLink",
    "Handover",
    "Signature",
    "StaffCharge",
]
