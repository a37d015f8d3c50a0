"""An agreement as it would be printed, for a guest, a car and a loan that are made up."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.files.storage import default_storage

from contracts.domain.paper import AgreementPaper, Row, SignatureShown, Store, TermAccepted
from contracts.domain.wording import phone_in_words
from contracts.queries.merging import address
from contracts.queries.papers import parts
from dealerships.models import Dealership
from programs.domain.merge import FIELDS, merged, merged_words, unknown_fields
from programs.domain.texts import AgreementText
from programs.queries import Writing, writing

if TYPE_CHECKING:
    from programs.models import DriverAgreement

SAMPLE = "Sample"
FACTS = (
    ("Driver", "customer.name", "licence.number"),
    ("Car", "vehicle.model", "vehicle.vin"),
    ("Plate", "vehicle.plate", ""),
    ("Out", "out.odometer", "out.fuel"),
    ("Due back", "dropoff.scheduled", ""),
    ("Estimate", "estimate.amount", ""),
    ("Hold", "hold.amount", "hold.working"),
)


class NothingWritten(Exception):
    """There is no text in this language yet."""

    def __init__(self, name: str) -> None:
        """Say what to do first."""
        super().__init__(f"“{name}” has no text in this language yet. Write it and save the draft first.")


@dataclass(frozen=True, kw_only=True, slots=True)
class Preview:
    """A paper, and where its PDF is kept once it is printed: one for each agreement and language."""

    paper: AgreementPaper
    folder: str

    @property
    def path(self) -> str:
        """Its name tells the paper from any other, so that an older one is never taken for it."""
        return f"{self.folder}/{hashlib.sha256(repr(self.paper).encode()).hexdigest()}.pdf"

    @property
    def is_printed(self) -> bool:
        """Whether the PDF is there."""
        return default_storage.exists(self.path)


def preview(*, dealership: Dealership, agreement: "DriverAgreement", language: str) -> Preview:
    """
    The text that is written on, else the one in use, with sample data.

    :raises NothingWritten: there is none in this language
    """
    found = writing(dealership=dealership, agreement=agreement, language=language)
    return Preview(
        paper=sample_paper(dealership, found.text, language=language, at=_written_at(found, agreement.name)),
        folder=f"previews/{dealership.slug}/{agreement.code}-{language}",
    )


def sample_paper(dealership: Dealership, text: AgreementText, *, language: str, at: datetime) -> AgreementPaper:
    """A text with every field filled in; unknown ones say so in brackets."""
    values = sample_values(dealership, text)
    before, middle, after = parts(merged(text.body, values))
    return AgreementPaper(
        code=SAMPLE,
        language=language,
        printed_at=at,
        store=Store(
            name=dealership.name,
            address=address(dealership),
            phone=phone_in_words(dealership.phone),
            dealer_code=dealership.dealer_code,
        ),
        facts=[Row(label=label, value=values[name], note=values.get(note, "")) for label, name, note in FACTS],
        body_before_terms=before,
        body_before_signature=middle,
        body_after=after,
        terms=list(_terms(text, values)),
        signatures=[_signature(values["customer.name"])],
        certificate=(),
        digest="",
    )


def sample_values(dealership: Dealership, text: AgreementText) -> Mapping[str, str]:
    """The samples of every field, the store's own name and address among them."""
    return {
        **FIELDS,
        "dealership.name": dealership.name,
        "dealership.address": address(dealership),
        "dealership.phone": phone_in_words(dealership.phone),
        "dealer_code": dealership.dealer_code,
        **{name: f"[{name}: unknown field]" for name in unknown_fields(text.whole)},
    }


def _terms(text: AgreementText, values: Mapping[str, str]) -> Iterator[TermAccepted]:
    for position, term in enumerate(text.terms, start=1):
        yield TermAccepted(
            position=position,
            title=term.title,
            text=merged_words(term.text, values),
            accepted=["each driver, by itself"],
        )


def _signature(name: str) -> SignatureShown:
    return SignatureShown(name=name, method=SAMPLE, path="", box=None, signed="on the day of the pickup", place="")


def _written_at(found: Writing, name: str) -> datetime:
    if found.draft:
        return found.draft.saved_at
    if found.in_use:
        return found.in_use.published_at
    raise NothingWritten(name)
