"""Documents: the receipt as a page, and the sealed PDFs, checked against their hash before they go out."""

from io import BytesIO
from typing import TYPE_CHECKING

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase

from contracts.domain.visits import Step
from contracts.guest_views.door import Visit, guest_page, not_here
from contracts.queries import document_bytes
from contracts.queries import documents as sealed_documents
from contracts.queries.documents import Tampered
from contracts.queries.visits import receipt
from reservations.domain.lifecycle import Status

if TYPE_CHECKING:
    from dealerships.middleware import DealershipRequest


RECEIPT = "receipt"


@guest_page
def documents(request: "DealershipRequest", visit: Visit) -> HttpResponse:
    """The receipt of a finished loan; before that the agreement."""
    if visit.step is not Step.DOCUMENTS:
        return visit.onwards()
    kinds = set(sealed_documents(dealership=visit.dealership, code=visit.loan.code).values_list("kind", flat=True))
    if visit.additional:
        return visit.shown(
            request, "documents.html", kinds=kinds - {RECEIPT}, started=visit.loan.status == Status.STARTED
        )
    if visit.loan.status == Status.FINISHED:
        told = receipt(dealership=visit.dealership, loan=visit.loan)
        return visit.shown(request, "receipt.html", receipt=told, paper=told.paper, kinds=kinds)
    return visit.shown(request, "documents.html", kinds=kinds, started=visit.loan.status == Status.STARTED)


@guest_page
def document(request: "DealershipRequest", visit: Visit, kind: str) -> HttpResponseBase:
    """A sealed PDF, to keep."""
    sealed = sealed_documents(dealership=visit.dealership, code=visit.loan.code).filter(kind=kind).first()
    if sealed is None or (visit.additional and kind == RECEIPT):
        return not_here(request)
    try:
        content = document_bytes(sealed)
    except (FileNotFoundError, Tampered):
        return visit.shown(request, "unreadable.html", status=410)
    name = f"{visit.loan.code}-{kind}.pdf"
    return FileResponse(BytesIO(content), as_attachment=True, filename=name, content_type="application/pdf")
