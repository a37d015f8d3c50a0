"""Assign a vehicle: those that are free, the booked ones first, then similar ones with why."""

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from contracts import services
from contracts.domain.snapshot import Override
from contracts.forms import ReasonForm, VinForm
from contracts.queries.choosing import choices
from contracts.views.acting import REFUSALS, about, doing, found, page_of, pressed
from dealerships.domain.permissions import Permission
from dealerships.permits import needs
from dealerships.presses import ask, once
from reservations.queries import UnknownReservation

if TYPE_CHECKING:
    from dealerships.middleware import StaffRequest


def assign(request: "StaffRequest", code: str) -> HttpResponse:
    """Show what is free; give the chosen one to the loan."""
    form, refusal = VinForm(request.POST or None), ""

    def work() -> str:
        services.assign_vehicle(vin=form.cleaned_data["vin"], **doing(request, code))
        return page_of(request, code)

    if request.method == "POST" and form.is_valid():
        try:
            return once(request, work, towards=page_of(request, code))
        except UnknownReservation:
            raise Http404 from None
        except REFUSALS as reason:
            refusal = str(reason)

    loan = found(request, code)
    words = request.GET.get("q", "")
    found_ones = choices(dealership=request.dealership, loan=loan, words=words, at=timezone.now())
    context = {"section": "contracts", "loan": loan, "choices": found_ones, "words": words, "refusal": refusal}
    return render(request, "contracts/assign.html", context, status=422 if refusal else 200)


def unassign(request: "StaffRequest", code: str) -> HttpResponse:
    """Take the vehicle back."""
    return pressed(request, code, lambda: services.unassign_vehicle(**doing(request, code)))


@needs(Permission.OVERRIDE)
def override(request: "StaffRequest", code: str, what: str) -> HttpResponse:
    """Set age, insurance or an open balance aside, with a reason."""
    found(request, code)
    if what not in set(Override):
        raise Http404
    form = ReasonForm(request.POST or None)

    def work() -> None:
        services.set_override(what=Override(what), reason=form.cleaned_data["reason"], **doing(request, code))

    question = about(
        request, code, f"Set {what} aside", "Override", here="Override", words="The reason stays in the history."
    )
    return ask(request, form, question=question, work=work, refusals=REFUSALS)
