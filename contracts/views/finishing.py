"""Finish a contract: what came back, the bill line by line, how it is settled."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from billing.domain.refusals import BadUsage
from contracts import services
from contracts.domain.handback import UnableToFinish
from contracts.forms import HandbackForm
from contracts.queries import handovers
from contracts.queries.settling import Settling, settling
from contracts.views.acting import REFUSALS, doing, found, page_of
from dealerships.presses import once
from reservations.domain.lifecycle import Status

if TYPE_CHECKING:
    from dealerships.middleware import StaffRequest
    from reservations.models import Reservation

PREVIEW, LATER = "preview", "later"


def finish(request: "StaffRequest", code: str) -> HttpResponse:
    """Ask for the handback; show what it costs; then finish the contract with it."""
    loan, now = found(request, code), timezone.now()
    if loan.status != Status.STARTED:
        messages.error(request, f"This contract is {Status(loan.status).label.lower()}; there is nothing to finish.")
        return redirect(page_of(request, code))
    form = HandbackForm(request.POST or None, dealership=request.dealership)
    if not form.is_valid():
        return shown(request, loan, form, None, status=422 if form.is_bound else 200, now=now)

    if request.POST.get("press") == PREVIEW:
        return shown(request, loan, form, priced(request, loan, form, now), now=now)
    try:
        return finished(request, loan, form, now)
    except UnableToFinish as reason:
        for sentence in reason.reasons:
            form.add_error(reason.field if reason.field in form.fields else None, sentence)
    except REFUSALS as reason:
        form.add_error(None, str(reason))
    return shown(request, loan, form, priced(request, loan, form, now), status=422, now=now)


def finished(request: "StaffRequest", loan: "Reservation", form: HandbackForm, now: datetime) -> HttpResponse:
    """Take it back, bill it, settle it."""
    handback = form.handback(now=now, charge_later=request.POST.get("press") == LATER)

    def work() -> str:
        services.finish_contract(handback=handback, **{**doing(request, loan.code), "at": now})
        return page_of(request, loan.code)

    return once(request, work, done=f"Finished. {loan.customer.name} gets the agreement and the receipt.")


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
