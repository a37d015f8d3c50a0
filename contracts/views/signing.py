"""Sign on this device: the agreement to read, each term to accept, consent, and a name or a drawing."""

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from contracts import services
from contracts.domain.terms import CONSENT
from contracts.forms import SignatureForm
from contracts.queries.frozen import frozen_terms, signed
from contracts.queries.papers import parts
from contracts.queries.people import drivers_of
from contracts.views.acting import REFUSALS, doing, found, page_of
from dealerships.addresses import address
from dealerships.permits import refuse
from dealerships.presses import once

if TYPE_CHECKING:
    from dealerships.middleware import StaffRequest
    from reservations.models import Reservation


@require_POST
def freeze(request: "StaffRequest", code: str) -> HttpResponse:
    """Freeze the terms, then show them for signature."""
    found(request, code)
    try:
        services.freeze_terms(**doing(request, code))
    except REFUSALS as reason:
        refuse(request, reason)
        return redirect(page_of(request, code))
    return redirect(address(request.dealership, "sign", code=code))


def sign(request: "StaffRequest", code: str) -> HttpResponse:
    """Show the frozen terms, and take the signature of the next driver who has not signed."""
    loan = found(request, code)
    frozen = frozen_terms(loan)
    if frozen is None:
        return redirect(page_of(request, code))
    done = signed(frozen, drivers_of(loan))
    driver = next((each for each in drivers_of(loan) if each.code not in done), None)
    if driver is None:
        return redirect(page_of(request, code))
    terms = frozen.shown["terms"]
    form = SignatureForm(
        request.POST or None,
        positions=[term["position"] for term in terms],
        initial={"driver": driver.code},
    )
    if request.method == "POST" and form.is_valid():
        try:
            return taken(request, loan, form)
        except REFUSALS as reason:
            form.add_error(None, str(reason))
    context = {
        "section": "contracts",
        "loan": loan,
        "driver": driver,
        "frozen": frozen,
        "body": parts(frozen.body),
        "terms": terms,
        "form": form,
        "consent": CONSENT,
        "accepted": set(form["accepted"].value() or []),
    }
    return render(request, "contracts/sign.html", context, status=422 if request.method == "POST" else 200)


def taken(request: "StaffRequest", loan: "Reservation", form: SignatureForm) -> HttpResponse:
    """Accept what was ticked, then sign; one without the other leaves nothing."""
    said = form.cleaned_data

    def work() -> str:
        signature = services.Signed(
            method=form.method,
            name=said["name"],
            drawing=said["drawing"],
            consent=said["consent"],
            device=request.headers.get("User-Agent", ""),
        )
        accepted = [int(position) for position in said["accepted"]]
        services.sign(driver=said["driver"], signature=signature, accepted=accepted, **doing(request, loan.code))
        return page_of(request, loan.code)

    return once(request, work, done="Signed. The terms are frozen.")
