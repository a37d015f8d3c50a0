"""Rows of contracts."""

from contracts.models.contracts import Contract, Handover, StaffCharge
from contracts.models.documents import Document, DocumentKind, GuestLink, LinkPurpose
from contracts.models.signing import AcceptedTerm, FrozenTerms, Signature, SignatureMethod

__all__ = [
    "AcceptedTerm",
    "Contract",
    "Document",
    "DocumentKind",
    "FrozenTerms",
    "GuestLink",
    "Handover",
    "LinkPurpose",
    "Signature",
    "SignatureMethod",
    "StaffCharge",
]
