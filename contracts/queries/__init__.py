"""Reads of contracts: loans as the counter sees them, what is missing, what they cost, documents and links."""

from contracts.queries.documents import document_bytes, documents
from contracts.queries.loans import (
    UnknownContract,
    contract,
    contract_of,
    contracts,
    handovers,
    links,
    loan,
    loans,
    terms_in_force,
)
from contracts.queries.running import Estimate, bill, estimate
from contracts.queries.standing import before_start, before_start_of, snapshot

__all__ = [
    "Estimate",
    "UnknownContract",
    "before_start",
    "before_start_of",
    "bill",
    "contract",
    "contract_of",
    "contracts",
    "document_bytes",
    "documents",
    "estimate",
    "handovers",
    "links",
    "loan",
    "loans",
    "snapshot",
    "terms_in_force",
]
