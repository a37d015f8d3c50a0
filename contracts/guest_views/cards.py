"""Add a card: what will be held, then the processor's own page, then what came of it. No number ever comes here."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django_htmx.http import HttpResponseClientRedirect

from contracts.domain.visits import Step
from contracts.guest_views.door import Visit, guest_page, not_here
from contracts.guest_views.keeping import CARD_PAGE, keep, kept
from contracts.queries.people import card_of, collects_card
from contracts.queries.visits import card_declined_or_none, costs, has_signed, papers_to_bring
from customers.domain.setups import SetupState
from customers.queries.card_setups import card_setups
from customers.services import want_card_setup
from customers.services.card_setups import NoProcessorAccount
from dealerships.presses import once
from reservations.domain.lifecycle import BEFORE_START

if TYPE_CHECKING:
    from customers.models import CardSetup
    from dealerships.middleware import DealershipRequest

USUALLY_READY_AFTER = timedelta(seconds=40)
NOT_ONLINE = "Cards can’t be added online just now. Bring yours to the counter."


@guest_page
def card(request: "DealershipRequest", visit: Visit) -> HttpResponse:
    """Say what is held; then ask the processor for its page."""
    if visit.additional or visit.loan.status not in BEFORE_START or not collects_card(visit.loan):
        return visit.onwards()
    if request.method == "POST":
        return asked(request, visit)
    known = card_of(visit.driver)
    return visit.shown(
        request,
        "card.html",
        costs=costs(dealership=visit.dealership, loan=visit.loan),
        known=known,
        declined=known is not None and card_declined_or_none(visit.loan),
        to_bring=papers_to_bring(visit.standing.to_type),
    )


def asked(request: "DealershipRequest", visit: Visit) -> HttpResponse:
    """A worker opens the page; pressed twice, it is opened once."""

    def work() -> str:
        setup = want_card_setup(
            dealership=visit.dealership,
            customer=visit.driver,
            return_path=visit.page("guest_card_back"),
            by=visit.by,
            at=visit.at,
        )
        return visit.page("guest_card_page", code=setup.code)

    try:
        return once(request, work)
    except NoProcessorAccount:
        messages.error(request, NOT_ONLINE)
        return redirect(visit.page("guest_card"))


@guest_page
def card_page(request: "DealershipRequest", visit: Visit, code: str) -> HttpResponse:
    """Wait for the processor's page, go there once, then wait for what the bank says."""
    setup = card_setups(dealership=visit.dealership, customer=visit.driver).filter(code=code).first()
    if setup is None:
        return not_here(request)
    gone = kept(request, visit.token, CARD_PAGE) == code or "back" in request.GET
    if setup.state == SetupState.OPEN and not gone:
        keep(request, visit.token, CARD_PAGE, code)
        return sent_away(request, setup)
    return followed(request, visit, setup)


def followed(request: "DealershipRequest", visit: Visit, setup: "CardSetup") -> HttpResponse:
    """How the visit stands; one who looks again and again hears only of news."""
    partial = bool(request.headers.get("HX-Request"))
    slow = setup.state == SetupState.WANTED and visit.at - setup.wanted_at > USUALLY_READY_AFTER
    stands = "slow" if slow else setup.state
    if partial and request.GET.get("seen") == stands:
        return HttpResponse(status=204)
    return visit.shown(
        request,
        "card_state.html" if partial else "card_page.html",
        setup=setup,
        slow=slow,
        waiting=setup.state in {SetupState.WANTED, SetupState.OPEN},
        stands=stands,
    )


def sent_away(request: "DealershipRequest", setup: "CardSetup") -> HttpResponse:
    """To the processor's own page."""
    if request.headers.get("HX-Request"):
        return HttpResponseClientRedirect(setup.url)
    return HttpResponseRedirect(setup.url)


@guest_page
def card_back(request: "DealershipRequest", visit: Visit) -> HttpResponse:  # noqa: ARG001 - a guest's page
    """Back from the processor, which proves nothing: wait for its word."""
    newest = card_setups(dealership=visit.dealership, customer=visit.driver).first()
    if newest is None:
        return visit.onwards()
    return redirect(f"{visit.page('guest_card_page', code=newest.code)}?back=1")


@guest_page
def everything_in(request: "DealershipRequest", visit: Visit) -> HttpResponse:
    """Nothing is left to do here, for now."""
    if visit.step is not Step.EVERYTHING_IN:
        return visit.onwards()
    return visit.shown(
        request,
        "everything_in.html",
        known=None if visit.additional else card_of(visit.driver),
        signed=has_signed(visit.loan, visit.driver),
        may_change_card=not visit.additional and collects_card(visit.loan),
        to_bring=papers_to_bring(visit.standing.to_type),
    )


@guest_page
def over(request: "DealershipRequest", visit: Visit) -> HttpResponse:
    """Cancelled, or nobody came."""
    if visit.step is not Step.OVER:
        return visit.onwards()
    return visit.shown(request, "over.html")
