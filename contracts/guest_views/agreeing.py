"""Agree: consent to sign electronically, each term by itself, then the signature. Paper is offered throughout."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from billing.domain.refusals import BadUsage
from contracts import services
from contracts.domain.drawing import NotASignature
from contracts.domain.signatures import Signed
from contracts.domain.terms import CONSENT
from contracts.domain.visits import Step
from contracts.guest_views.door import Visit, guest_page
from contracts.guest_views.forms import ConsentForm, SignForm, TermForm, typed
from contracts.guest_views.keeping import CONSENT as CONSENT_KEPT
from contracts.guest_views.keeping import keep, kept
from contracts.queries.people import card_of
from contracts.queries.visits import Signing, costs, signing
from dealerships.presses import once
from kernel.lifecycle import IllegalMove

if TYPE_CHECKING:
    from dealerships.middleware import DealershipRequest

NOT_READY = "The agreement is not ready to sign. Ask at the counter."


@guest_page
def agreement(request: "DealershipRequest", visit: Visit) -> HttpResponse:
    """What it is about, and consent; going on freezes the terms, unless they are."""
    if visit.step is not Step.AGREEMENT:
        return visit.onwards()
    form = ConsentForm(typed(request))
    if form.is_valid():
        return consented(request, visit)
    return visit.shown(
        request,
        "agreement.html",
        status=422 if form.is_bound else 200,
        form=form,
        **money(visit),
        words=CONSENT,
    )


def consented(request: "DealershipRequest", visit: Visit) -> HttpResponse:
    """Freeze, remember the consent, show the terms."""
    try:
        frozen = services.freeze_terms(**visit.doing())
    except (services.UnableToFreeze, IllegalMove, BadUsage):
        messages.error(request, NOT_READY)  # the reasons are the counter's to mend
        return redirect(visit.page("guest_agreement"))
    keep(request, visit.token, CONSENT_KEPT, frozen.digest)
    return redirect(visit.page("guest_terms"))


@guest_page
def terms(request: "DealershipRequest", visit: Visit) -> HttpResponse:
    """One term at a time; the next one that is not accepted."""
    open_terms = opened(request, visit)
    if open_terms is None:
        return visit.onwards()
    form = TermForm(typed(request))
    if form.is_valid():
        return accepted(request, visit, form.cleaned_data["position"])
    if not open_terms.waiting:
        return redirect(visit.page("guest_sign"))
    return visit.shown(request, "terms.html", signing=open_terms, term=open_terms.waiting[0])


def accepted(request: "DealershipRequest", visit: Visit, position: int) -> HttpResponse:
    """Accept it; twice changes nothing."""
    try:
        services.accept_term(driver=visit.driver.code, position=position, **visit.doing())
    except services.UnableToSign as reason:
        messages.error(request, str(reason))
        return visit.onwards()
    return redirect(visit.page("guest_terms"))


@guest_page
def whole_agreement(request: "DealershipRequest", visit: Visit) -> HttpResponse:
    """Every word that is signed."""
    frozen = signing(dealership=visit.dealership, loan=visit.loan, driver=visit.driver)
    if frozen is None:
        return visit.onwards()
    return visit.shown(request, "whole_agreement.html", signing=frozen)


@guest_page
def sign(request: "DealershipRequest", visit: Visit) -> HttpResponse:
    """Sign with a finger, or type the name."""
    open_terms = opened(request, visit)
    if open_terms is None or open_terms.waiting:
        return visit.onwards() if open_terms is None else redirect(visit.page("guest_terms"))
    form = SignForm(typed(request))
    if form.is_valid():
        try:
            return signed(request, visit, form)
        except NotASignature as reason:
            form.add_error(None, str(reason))
        except services.UnableToSign as reason:
            messages.error(request, str(reason))
            return visit.onwards()
    return visit.shown(
        request,
        "sign.html",
        status=422 if form.is_bound else 200,
        form=form,
        signing=open_terms,
        **money(visit),
    )


def signed(request: "DealershipRequest", visit: Visit, form: SignForm) -> HttpResponse:
    """
    :raises NotASignature: the drawing is none
    :raises UnableToSign: somebody was quicker, or the terms have changed
    """
    guest, said = visit.driver, form.cleaned_data
    signature = Signed(
        method=form.method,
        name=said["name"] or guest.name,
        drawing=said["drawing"],
        consent=True,
        origin=visit.by.origin,
        device=request.headers.get("User-Agent", ""),
    )

    def work() -> str:
        services.sign(driver=guest.code, signature=signature, **visit.doing())
        return visit.page("guest_link")

    return once(request, work)


@guest_page
def paper(request: "DealershipRequest", visit: Visit) -> HttpResponse:
    """Paper, at no cost."""
    return visit.shown(request, "paper.html")


def money(visit: Visit) -> dict[str, Any]:
    """What it costs and what is held, for whom it concerns: the guest."""
    if visit.additional:
        return {"costs": None, "card": None}
    return {"costs": costs(dealership=visit.dealership, loan=visit.loan), "card": card_of(visit.driver)}


def opened(request: "DealershipRequest", visit: Visit) -> Signing | None:
    """The terms that the guest consented to sign electronically; None where something else comes first."""
    if visit.step is not Step.AGREEMENT:
        return None
    found = signing(dealership=visit.dealership, loan=visit.loan, driver=visit.driver)
    consent = kept(request, visit.token, CONSENT_KEPT)
    return found if found is not None and found.frozen.digest == consent else None
