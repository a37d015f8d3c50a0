"""A guest types in what is missing: licence, insurance, address. One page each; each can be brought to the counter."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import HttpResponse

from contracts.domain.visits import Step
from contracts.guest_views.door import Visit, guest_page
from contracts.guest_views.forms import typed
from contracts.guest_views.keeping import SKIPPED, keep
from contracts.guest_views.paper_forms import AddressForm, InsuranceForm, LicenceForm
from customers import services
from customers.domain.sources import Source

if TYPE_CHECKING:
    from dealerships.middleware import DealershipRequest


@guest_page
def licence(request: "DealershipRequest", visit: Visit) -> HttpResponse:
    """The driver's licence, as it stands on the card."""
    form = LicenceForm(typed(request), **days(visit), initial={"state": visit.driver.state or visit.dealership.state})

    def save() -> None:
        services.record_licence(licence=form.details(), source=Source.GUEST, **about(visit))

    return asked(request, visit, Step.LICENCE, form, save)


@guest_page
def insurance(request: "DealershipRequest", visit: Visit) -> HttpResponse:
    """The guest's own insurance."""
    form = InsuranceForm(typed(request), **days(visit))

    def save() -> None:
        services.record_insurance(insurance=form.details(), source=Source.GUEST, **about(visit))

    return asked(request, visit, Step.INSURANCE, form, save)


@guest_page
def address(request: "DealershipRequest", visit: Visit) -> HttpResponse:
    """Where the guest lives, for an agreement that names it."""
    form = AddressForm(typed(request), initial={"state": visit.dealership.state})

    def save() -> None:
        services.change_contact(details=form.details(visit.driver.contact()), **about(visit))

    return asked(request, visit, Step.ADDRESS, form, save)


def asked(
    request: "DealershipRequest", visit: Visit, step: Step, form: forms.Form, save: Callable[[], Any]
) -> HttpResponse:
    """Show the form, take it in, or leave it to the counter; what is there already is not asked for again."""
    if step not in visit.standing.to_type:
        return visit.onwards()
    if request.method == "POST" and "skip" in request.POST:
        keep(request, visit.token, SKIPPED, " ".join(sorted({*visit.skipped, step})))
        return visit.onwards()
    if form.is_valid():
        save()
        return visit.onwards()
    left = visit.standing.to_type
    return visit.shown(
        request,
        f"{step}.html",
        status=422 if form.is_bound else 200,
        form=form,
        place=left.index(step),
        whole=len(left),
    )


def about(visit: Visit) -> dict[str, Any]:
    """Whose profile it is, by whom, when."""
    return {"dealership": visit.dealership, "customer": visit.driver, "by": visit.by, "at": visit.at}


def days(visit: Visit) -> dict[str, Any]:
    """Through which days a paper must run."""
    local = visit.dealership.local
    return {"today": local(visit.at).date(), "back_on": local(visit.loan.dropoff_at).date()}
