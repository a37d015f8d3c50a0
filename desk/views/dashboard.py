"""The dashboard: the day's work, what needs a person, the fleet."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from dealerships.addresses import address
from dealerships.permits import actor, refuse
from dealerships.queries import attention as attention_rows
from dealerships.services.effects import UnableToTryAgain, dismiss, try_again
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
    return _helped(request, effect, lambda told: try_again(**told))


@require_POST
def dismiss_effect(request: "StaffRequest", effect: int) -> HttpResponse:
    """Let something that gave up rest."""
    return _helped(request, effect, lambda told: dismiss(reason="Dismissed on the dashboard", **told))


def _helped(request: "StaffRequest", effect: int, help_along: Callable[[dict[str, Any]], None]) -> HttpResponse:
    get_object_or_404(attention_rows(dealership=request.dealership), pk=effect)
    try:
        help_along({"dealership": request.dealership, "effect_id": effect, "by": actor(request), "at": timezone.now()})
    except UnableToTryAgain as reason:
        refuse(request, reason)
    return redirect(address(request.dealership, "dashboard"))
