"""A document to print, as plain values: everything in words, nothing left to look up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from contracts.domain.drawing import Box


class DocumentKind(StrEnum):
    """What a PDF is."""

    AGREEMENT = "agreement"
    RECEIPT = "receipt"

    @property
    def label(self) -> str:
        """The word on the screens."""
        return self.value.capitalize()


DOCUMENT_CHOICES = [(kind.value, kind.label) for kind in DocumentKind]


@dataclass(frozen=True, kw_only=True, slots=True)
class Store:
    """The letterhead."""

    name: str
    address: str
    phone: str
    dealer_code: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """A label and its value; ``note`` stands small beside or below it."""

    label: str
    value: str
    note: str = ""
    credit: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class TermAccepted:
    """A term, and when each driver accepted it."""

    position: int
    title: str
    text: str
    accepted: Sequence[str]


@dataclass(frozen=True, kw_only=True, slots=True)
class SignatureShown:
    """A signature: drawn (``path`` within ``box``), typed, or given on paper."""

    name: str
    method: str
    path: str
    box: Box | None
    signed: str
    place: str


@dataclass(frozen=True, kw_only=True, slots=True)
class AgreementPaper:
    """The agreement: what was agreed, by whom, and the certificate of how; ``language`` is that of its text."""

    code: str
    language: str
    printed_at: datetime
    store: Store
    facts: Sequence[Row]
    body_before_terms: str
    body_before_signature: str
    body_after: str
    terms: Sequence[TermAccepted]
    signatures: Sequence[SignatureShown]
    certificate: Sequence[Row]
    digest: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ReceiptPaper:
    """The receipt: every line with its working, taxes, payments, what is left."""

    code: str
    number: str
    printed_at: datetime
    date: str
    store: Store
    facts: Sequence[Row]
    lines: Sequence[Row]
    total: str
    payments: Sequence[Row]
    left: str
    agreement_digest: str
