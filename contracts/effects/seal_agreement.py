"""An effect after the start: seal the signed agreement as PDF, and tell the guest where it is."""

from datetime import datetime
from typing import Any

from contracts.domain.messages import agreement_ready
from contracts.domain.paper import AgreementPaper, DocumentKind
from contracts.effects.keeping import Sealed, keep
from contracts.effects.printing import printed
from contracts.effects.sealing import seal, tell
from contracts.queries import loan as loan_with_everything
from contracts.queries.papers import agreement_paper
from dealerships.models import Dealership

FOLDER = "agreements"


def prepare(*, dealership: Dealership, payload: dict[str, Any], at: datetime) -> AgreementPaper:  # noqa: ARG001 - Outside
    """What is to be printed."""
    return agreement_paper(dealership=dealership, code=payload["code"])


def call(request: AgreementPaper) -> Sealed:
    """
    Print it and keep it; no vendor is asked, but it takes a while and writes a file.

    :raises NeedsAttention: the libraries that draw PDFs are missing
    """
    return keep(printed(request), folder=FOLDER)


def record(*, dealership: Dealership, payload: dict[str, Any], outcome: Sealed, at: datetime) -> None:
    """Write down its hash, and text or write the guest a link to it."""
    loan = loan_with_everything(dealership=dealership, code=payload["code"])
    if not seal(outcome, dealership=dealership, loan=loan, kind=DocumentKind.AGREEMENT, at=at):
        return
    tell(
        dealership=dealership,
        loan=loan,
        words=lambda address: agreement_ready(
            store=dealership.name,
            first_name=loan.customer.first_name,
            model=loan.contract.vehicle.model,
            dropoff_at=loan.dropoff_at,
            zone=dealership.zone,
            url=address,
        ),
        at=at,
    )
