"""End a loan in other ways: cancel, no show, void; bring it back; collect what is owed; hand out its documents."""

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from billing.domain.processor import CardOnFile
from billing.services import collect as collect_balance
from contracts import services
from contracts.forms import ReasonForm, VoidForm
from contracts.queries import document_bytes, documents
from contracts.queries.documents import Tampered
from contracts.queries.people import card_of
from contracts.views.acting import REFUSALS, about, doing, found, pressed
from dealerships.domain.permissions import Permission
from dealerships.permits import actor, needs
from dealerships.presses import ask
from reservations.domain.channels import Channel

if TYPE_CHECKING:
    from dealerships.middleware import StaffRequest


def cancel(request: "StaffRequest", code: str) -> HttpResponse:
    """Cancel before the start, with a reason."""
    loan, form = found(request, code), ReasonForm(request.POST or None)

    def work() -> None:
        services.cancel_contract(reason=form.cleaned_data["reason"], **doing(request, code))

    told = " The Lexus App is told." if loan.channel == Channel.LEXUS_APP else ""
    words = f"Vehicle and hold are free again.{told}"
    heading = f"Cancel {code}, {loan.customer.name}"
    said = {"here": "Cancel", "leave": "Keep it", "words": words, "danger": True}
    question = about(request, code, heading, "Cancel reservation", **said)
    return ask(request, form, question=question, work=work, refusals=REFUSALS, done=f"{code} is cancelled.")


@require_POST
def no_show(request: "StaffRequest", code: str) -> HttpResponse:
    """Nobody came."""
    found(request, code)
    return pressed(request, code, lambda: services.mark_no_show(**doing(request, code)))


@require_POST
def reinstate(request: "StaffRequest", code: str) -> HttpResponse:
    """They come after all."""
    found(request, code)
    return pressed(request, code, lambda: services.reinstate(**doing(request, code)), done=f"{code} is booked again.")


@needs(Permission.ACCOUNTING)
def void(request: "StaffRequest", code: str) -> HttpResponse:
    """Take back a contract that was begun by mistake."""
    guest, form = found(request, code).customer, VoidForm(request.POST or None)

    def work() -> None:
        services.void_contract(**form.cleaned_data, **doing(request, code))

    words = "Within 60 minutes and 5 miles of the start: the hold is released, the car is staged again."
    question = about(
        request, code, f"Void {code}, {guest.name}", "Void contract", here="Void", words=words, danger=True
    )
    return ask(request, form, question=question, work=work, refusals=REFUSALS, template="contracts/void.html")


@needs(Permission.ACCOUNTING)
@require_POST
def collect(request: "StaffRequest", code: str) -> HttpResponse:
    """Charge what is still owed to the card on file."""
    loan = found(request, code)
    if getattr(loan, "contract", None) is None or loan.contract.invoice is None:
        raise Http404
    card = card_of(loan.customer)
    on_file = (
        CardOnFile(
            account=card.account,
            processor_customer=card.processor_customer,
            payment_method=card.payment_method,
            label=str(card),
        )
        if card
        else None
    )

    def work() -> None:
        collect_balance(
            dealership=request.dealership,
            invoice=loan.contract.invoice,
            card=on_file,
            by=actor(request),
            at=timezone.now(),
        )

    return pressed(request, code, work)


def document(request: "StaffRequest", code: str, kind: str) -> HttpResponse:
    """The sealed PDF, checked against its hash."""
    found(request, code)
    sealed = documents(dealership=request.dealership, code=code).filter(kind=kind).first()
    if sealed is None:
        raise Http404
    try:
        content = document_bytes(sealed)
    except (FileNotFoundError, Tampered) as fault:
        return HttpResponse(str(fault), status=410, content_type="text/plain; charset=utf-8")
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{code}-{kind}.pdf"'
    return response
