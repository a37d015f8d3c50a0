"""Finish a contract: what came back, the bill line by line, how it is settled."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from billing.domain.refusals import BadUsage
from contracts import services
from contracts.domain.handback import UnableToFinish
from contracts.forms import HandbackForm
from contracts.queries import handovers
from contracts.queries.settling import Settling, settling
from contracts.views.acting import REFUSALS, doing, found, page_of
from reservations.domain.lifecycle import Status
from reservations.queries import UnknownReservation

if TYPE_CHECKING:
    from dealerships.middleware import StaffRequest
    from reservations.models import Reservation

PREVIEW, LATER = "preview", "later"


def finish(request: "StaffRequest", code: str) -> HttpResponse:
    """Ask for the handback; show what it costs; then finish the contract with it."""
    form, now = HandbackForm(request.POST or None, dealership=request.dealership), timezone.now()
    pressed = form.is_bound and request.POST.get("press") != PREVIEW
    if pressed and form.is_valid() and (answer := finished(request, code, form, now)):
        return answer

    loan = found(request, code)
    if loan.status != Status.STARTED:
        messages.error(request, f"This contract is {Status(loan.status).label.lower()}; there is nothing to finish.")
        return redirect(page_of(request, code))
    refused = form.is_bound and (pressed or not form.is_valid())
    bill = priced(request, loan, form, now) if form.is_bound else None
    return shown(request, loan, form, bill, status=422 if refused else 200, now=now)


def finished(request: "StaffRequest", code: str, form: HandbackForm, now: datetime) -> HttpResponse | None:
    """
    Take it back, bill it; None where that can't be, which the form says.

    It needs no key against a second press: a contract is finished once, and its lock is the first statement.
    """
    handback = form.handback(now=now, charge_later=request.POST.get("press") == LATER)
    try:
        contract = services.finish_contract(handback=handback, **{**doing(request, code), "at": now})
    except UnknownReservation:
        raise Http404 from None
    except UnableToFinish as reason:
        for sentence in reason.reasons:
            form.add_error(reason.field if reason.field in form.fields else None, sentence)
        return None
    except REFUSALS as reason:
        form.add_error(None, str(reason))
        return None
    guest = contract.reservation.customer.name
    messages.success(request, f"Finished. {guest} gets the agreement and the receipt.")
    return redirect(page_of(request, code))


def priced(request: "StaffRequest", loan: "Reservation", form: HandbackForm, now: datetime) -> Settling | None:
    """The bill and its settlement as they would be; None where the handback can't be, which the form says."""
    if form.errors:
        return None
    handback = form.handback(now=now, charge_later=False)
    try:
        return settling(dealership=request.dealership, loan=loan, handback=handback, at=now)
    except UnableToFinish as reason:
        for sentence in reason.reasons:
            form.add_error(reason.field if reason.field in form.fields else None, sentence)
    except BadUsage as reason:
        form.add_error(None, reason.message)
    return None


def shown(
    request: "StaffRequest",
    loan: "Reservation",
    form: HandbackForm,
    bill: Settling | None,
    *,
    now: datetime,
    status: int = 200,
) -> HttpResponse:
    """The page, with what was typed."""
    contract = loan.contract
    context = {
        "section": "contracts",
        "loan": loan,
        "contract": contract,
        "out": list(handovers(dealership=request.dealership, contract=contract))[-1],
        "form": form,
        "settling": bill,
        "twice": "odometer_again" in form.errors or bool(form["odometer_again"].value()),
        "instant": now,
    }
    return render(request, "contracts/finish.html", context, status=status)
