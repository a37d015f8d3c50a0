"""The dashboard: the day's work, what needs a person, the fleet."""

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from dealerships.addresses import address
from dealerships.permits import actor, refuse
from dealerships.services.effects import UnableToTryAgain, UnknownEffect, dismiss, try_again
from desk.queries.attention import needs_attention
from desk.queries.dashboard import fleet_stands, today, use_by_day, with_readiness

if TYPE_CHECKING:
    from dealerships.middleware import StaffRequest


def dashboard(request: "StaffRequest") -> HttpResponse:
    """Today, soonest first; the page refreshes its lists by itself."""
    now, dealership = timezone.now(), request.dealership
    fleet = fleet_stands(dealership=dealership)
    attention, attention_count = needs_attention(dealership=dealership)
    context = {
        "section": "dashboard",
        "today": with_readiness(today(dealership=dealership, now=now), dealership=dealership, now=now),
        "attention": attention,
        "attention_count": attention_count,
        "fleet": fleet,
        "use": use_by_day(dealership=dealership, now=now, usable=fleet.usable),
    }
    return render(request, "desk/dashboard.html", context)


@require_POST
def try_effect_again(request: "StaffRequest", effect: int) -> HttpResponse:
    """Put something that gave up back in line."""
    try:
        try_again(dealership=request.dealership, effect_id=effect, by=actor(request), at=timezone.now())
    except UnknownEffect:
        raise Http404 from None
    except UnableToTryAgain as reason:
        refuse(request, reason)
    return redirect(address(request.dealership, "dashboard"))


@require_POST
def dismiss_effect(request: "StaffRequest", effect: int) -> HttpResponse:
    """Let something that gave up rest."""
    try:
        dismiss(
            dealership=request.dealership,
            effect_id=effect,
            reason="Dismissed on the dashboard",
            by=actor(request),
            at=timezone.now(),
        )
    except UnknownEffect:
        raise Http404 from None
    except UnableToTryAgain as reason:
        refuse(request, reason)
    return redirect(address(request.dealership, "dashboard"))
