"""Settings > Dealership: the store itself, section by section, and what became of it. For admins."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from dealerships.addresses import address
from dealerships.domain.permissions import Permission
from dealerships.models import Dealership
from dealerships.permits import actor, forget_stores, needs
from dealerships.queries import about_of, hours_of, ways_of
from dealerships.services.store import DealerCodeTaken, save_about, save_hours, save_ways
from desk.forms import AboutForm, HoursForm, WaysForm
from desk.queries.store_past import SECTIONS, store_past
from desk.views.settings_panels import SHOWN, Panel, Panels, answer

if TYPE_CHECKING:
    from dealerships.middleware import StaffRequest


@require_GET
@needs(Permission.ADMIN)
def dealership(request: "StaffRequest") -> HttpResponse:
    """Every section of the store's settings, and what was set when it was opened."""
    return page(request, panels_of(request.dealership), SHOWN)


@require_http_methods(["GET", "POST"])
@needs(Permission.ADMIN)
def section(request: "StaffRequest", panel: str) -> HttpResponse:
    """
    Save one section; asked for by itself, it is shown among the others.

    :raises Http404: there is no such section
    """
    if panel not in SECTIONS:
        raise Http404
    back = address(request.dealership, "dealership")
    if request.method == "GET":
        return redirect(back)
    panels = panels_of(request.dealership)
    return answer(request, panels, panel, page=lambda shown, status: page(request, shown, status), back=back)


@require_GET
@needs(Permission.ADMIN)
def history(request: "StaffRequest") -> HttpResponse:
    """Who changed what, from what, when; newest first."""
    _, *taken = store_past(dealership=request.dealership)
    return render(request, "settings/dealership/history.html", {"section": "settings", "steps": taken[::-1]})


@require_GET
@needs(Permission.ADMIN)
def version(request: "StaffRequest", change: int) -> HttpResponse:
    """
    The whole store as it stood after one change.

    :raises Http404: there was no such change, or none at all
    """
    taken = {step.number: step for step in store_past(dealership=request.dealership)}
    if change not in taken or len(taken) == 1:
        raise Http404
    step = taken[change]
    sections = [(title, step.states[name]) for name, title in SECTIONS.items()]
    context = {"section": "settings", "step": step, "sections": sections, "newest": max(taken)}
    return render(request, "settings/dealership/version.html", context)


def page(request: "StaffRequest", panels: Panels, status: int) -> HttpResponse:
    """The page, with one panel as it was typed, perhaps."""
    context = {"section": "settings", "panels": panels, "here": address(request.dealership, "dealership")}
    return render(request, "settings/dealership/page.html", context, status=status)


def panels_of(store: Dealership) -> dict[str, Panel]:
    """The sections of the store."""
    about, hours, ways = about_of(store), hours_of(store), ways_of(store)
    found = [
        Panel(
            make=lambda data: AboutForm(data, about=about, country=store.country),
            save=saved_by(save_about),
            refusals={DealerCodeTaken: "dealer_code"},
            **named(store, "about"),
        ),
        Panel(make=lambda data: HoursForm(data, hours=hours), save=saved_by(save_hours), **named(store, "hours")),
        Panel(make=lambda data: WaysForm(data, ways=ways), save=saved_by(save_ways), **named(store, "ways")),
    ]
    return {panel.name: panel.fresh() for panel in found}


def named(store: Dealership, name: str) -> dict[str, Any]:
    """What every panel of the store says alike."""
    return {
        "name": name,
        "title": SECTIONS[name],
        "post": address(store, "dealership_section", panel=name),
        "past": lambda: store_past(dealership=store),
    }


def saved_by(save: Any) -> Callable[[Any, QueryDict, "StaffRequest"], object]:
    """Save what was typed, in the name of whoever asks; their list of stores is read anew."""

    def work(value: Any, data: QueryDict, request: "StaffRequest") -> object:
        doing = {"dealership": request.dealership, "by": actor(request), "at": timezone.now()}
        forget_stores(request)
        return save(value, shown=str(data.get("shown", "")), **doing)

    return work
