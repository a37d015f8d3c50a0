"""The question that a link asks, and the way to a new link. Opening a link without answering changes nothing."""

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from contracts import services
from contracts.domain.links import WrongDigits
from contracts.domain.visits import Step
from contracts.guest_views.door import open_page, origin, somebody, visit
from contracts.guest_views.forms import ChallengeForm, typed
from contracts.guest_views.keeping import ANSWER, keep
from contracts.services.renewing import NoNewLink, old_link, send_new_link
from customers.services import NoWayToReach
from dealerships.addresses import address

if TYPE_CHECKING:
    from dealerships.middleware import DealershipRequest

PAGES = {
    Step.LICENCE: "guest_licence",
    Step.INSURANCE: "guest_insurance",
    Step.ADDRESS: "guest_address",
    Step.CARD: "guest_card",
    Step.AGREEMENT: "guest_agreement",
    Step.EVERYTHING_IN: "guest_everything_in",
    Step.DOCUMENTS: "guest_documents",
    Step.OVER: "guest_over",
}


@open_page
def landing(request: "DealershipRequest", token: str) -> HttpResponse:
    """Ask who it is; who has answered goes on to what comes next."""
    here = visit(request, token)
    if here is not None:
        return redirect(here.page(PAGES[here.step]))
    link = services.open_link(dealership=request.dealership, token=token, at=timezone.now())
    asks = services.question(dealership=request.dealership, link=link).asks
    form = ChallengeForm(typed(request), asks=asks)
    if form.is_valid():
        try:
            return answer(request, token, form.cleaned_data["digits"])
        except WrongDigits as reason:
            form.add_error("digits", str(reason))
    return render(request, "guest/question.html", {"form": form, "asks": asks}, status=422 if form.is_bound else 200)


def answer(request: "DealershipRequest", token: str, digits: str) -> HttpResponse:
    """
    :raises WrongDigits: they are not those that we have
    """
    right = services.answer_challenge(
        dealership=request.dealership,
        token=token,
        digits=digits,
        origin=origin(request),
        by=somebody(request),
        at=timezone.now(),
    )
    request.session.cycle_key()
    keep(request, token, ANSWER, right)
    return redirect(address(request.dealership, "guest_link", token=token))


@require_POST
@open_page
def new_link(request: "DealershipRequest", token: str) -> HttpResponse:
    """Send a new link to the phone or email that we have; the answer is always the same."""
    try:
        send_new_link(dealership=request.dealership, token=token, by=somebody(request), at=timezone.now())
    except (NoNewLink, NoWayToReach):
        return sent_page(request, token)  # whoever asks may be anybody: they don't learn what we know
    return sent_page(request, token)


def sent_page(request: "DealershipRequest", token: str) -> HttpResponse:
    """To the page that says so."""
    return redirect(address(request.dealership, "guest_new_link_sent", token=token))


@require_safe
@open_page
def new_link_sent(request: "DealershipRequest", token: str) -> HttpResponse:
    """It comes, if we know this loan."""
    old_link(dealership=request.dealership, token=token)
    return render(request, "guest/sent.html")
