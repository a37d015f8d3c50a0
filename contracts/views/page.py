"""The page of a contract, and the small forms on it."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from contracts import services
from contracts.domain.links import LinkPurpose
from contracts.forms import ReadingsForm
from contracts.queries import UnknownContract
from contracts.queries.page import contract_page
from contracts.queries.people import drivers_of
from contracts.views.acting import REFUSALS, doing, found, page_of, pressed
from dealerships.domain.permissions import Permission
from dealerships.presses import once

if TYPE_CHECKING:
    from dealerships.middleware import StaffRequest


def contract(request: "StaffRequest", code: str) -> HttpResponse:
    """Where it stands, what is missing, what comes next, the money, the messages, the history."""
    return shown(request, code)


def shown(
    request: "StaffRequest", code: str, *, readings: ReadingsForm | None = None, status: int = 200
) -> HttpResponse:
    """The page, with a form as it was typed where there is one."""
    try:
        page = contract_page(dealership=request.dealership, code=code, now=timezone.now())
    except UnknownContract:
        raise Http404 from None
    granted = request.staff.granted
    context = {
        "section": "contracts",
        "page": page,
        "readings": readings or ReadingsForm(contract=page.contract),
        "may_override": Permission.OVERRIDE in granted,
        "may_void": Permission.ACCOUNTING in granted,
        "may_collect": Permission.ACCOUNTING in granted,
    }
    return render(request, "contracts/page.html", context, status=status)


@require_POST
def readings(request: "StaffRequest", code: str) -> HttpResponse:
    """Save odometer and fuel out."""
    found(request, code)
    form = ReadingsForm(request.POST)

    def work() -> str:
        services.record_readings(**form.cleaned_data, **doing(request, code))
        return page_of(request, code)

    if form.is_valid():
        try:
            return once(request, work)
        except REFUSALS as reason:
            field = getattr(reason, "field", "")
            form.add_error(field if field in form.fields else "odometer", str(reason))
    return shown(request, code, readings=form, status=422)


@require_POST
def walk_around(request: "StaffRequest", code: str) -> HttpResponse:
    """The known issues were seen."""
    return pressed(request, code, lambda: services.see_issues(**doing(request, code)))


@require_POST
def send_link(request: "StaffRequest", code: str) -> HttpResponse:
    """Text the guest, or an additional driver, a link to complete the profile, read and sign."""
    loan, driver = found(request, code), request.POST.get("driver", "")
    names = {each.code: each.name for each in drivers_of(loan)}

    def work() -> None:
        services.send_guest_link(purpose=LinkPurpose.PROFILE, driver=driver, **doing(request, code))

    return pressed(request, code, work, done=f"A link is on its way to {names.get(driver, loan.customer.name)}.")


@require_POST
def hold(request: "StaffRequest", code: str) -> HttpResponse:
    """Ask the bank; the page follows along."""
    return pressed(request, code, lambda: services.authorise_hold(**doing(request, code)))


@require_POST
def start(request: "StaffRequest", code: str) -> HttpResponse:
    """Hand the vehicle over."""

    def work() -> None:
        started = services.start_contract(**doing(request, code))
        messages.success(request, f"Started. {started.reservation.customer.name} has the car.")

    return pressed(request, code, work)
