"""A vehicle's status and issues; the page that shows it all is the desk's."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from dealerships.addresses import address
from dealerships.permits import actor, refuse
from dealerships.presses import Question, ask, came_from
from fleet import services
from fleet.forms import IssueForm, StatusForm
from fleet.queries import UnknownVehicle, vehicle
from fleet.services.issues import NothingDescribed, UnknownIssue
from kernel.lifecycle import IllegalMove

if TYPE_CHECKING:
    from dealerships.middleware import StaffRequest
    from fleet.models import Vehicle


def found(request: "StaffRequest", vin: str) -> "Vehicle":
    """
    :raises Http404: the dealership has no vehicle with this VIN
    """
    try:
        return vehicle(dealership=request.dealership, vin=vin)
    except UnknownVehicle:
        raise Http404 from None


@require_POST
def status(request: "StaffRequest", vin: str) -> HttpResponse:
    """Set the status by hand."""
    car, form = found(request, vin), StatusForm(request.POST)
    page = address(request.dealership, "vehicle", vin=vin)
    if form.is_valid():
        try:
            moved = services.set_status(
                dealership=request.dealership,
                vin=vin,
                status=form.cleaned_data["status"],
                by=actor(request),
                at=timezone.now(),
            )
        except IllegalMove as reason:
            refuse(request, reason)
        else:
            messages.success(request, f"{car} is {moved.get_status_display()}.")
    return redirect(came_from(request, page))


def issue(request: "StaffRequest", vin: str) -> HttpResponse:
    """Note damage or a fault."""
    car, form = found(request, vin), IssueForm(request.POST or None)
    page = address(request.dealership, "vehicle", vin=vin)

    def work() -> None:
        services.note_issue(
            dealership=request.dealership,
            vin=vin,
            description=form.cleaned_data["description"],
            by=actor(request),
            at=timezone.now(),
        )

    question = Question(
        heading=f"Report an issue of {car}",
        here="Report an issue",
        verb="Report issue",
        back=came_from(request, page),
        section="vehicles",
        crumbs=(("Vehicles", address(request.dealership, "vehicles")), (str(car), page)),
    )
    return ask(request, form, question=question, work=work, refusals=(NothingDescribed,))


@require_POST
def close_issue(request: "StaffRequest", vin: str, issue: int) -> HttpResponse:
    """The fault is mended."""
    found(request, vin)
    try:
        services.close_issue(
            dealership=request.dealership, vin=vin, issue_id=issue, by=actor(request), at=timezone.now()
        )
    except UnknownIssue as reason:
        refuse(request, reason)
    return redirect(came_from(request, address(request.dealership, "vehicle", vin=vin)))
