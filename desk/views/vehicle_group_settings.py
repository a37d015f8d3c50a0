"""Settings > Vehicle groups > one group: its sections, each saved by itself, and what became of them over time."""

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from dealerships.addresses import address
from dealerships.domain.permissions import Permission
from dealerships.permits import needs
from desk.queries.vehicle_groups import SECTIONS, general_past, group_counts, group_past
from desk.views.settings_panels import (
    SHOWN,
    Owner,
    Panel,
    Panels,
    additional_panel,
    answer,
    recovery_panels,
    saved_by,
)
from desk.views.vehicle_groups import known, known_ever
from fleet.domain.groups import General
from fleet.forms import GeneralForm
from fleet.queries.groups import general_words
from fleet.services.groups import AgreementNotInUse, GroupNameTaken, save_general
from programs.queries import agreements

if TYPE_CHECKING:
    from dealerships.middleware import StaffRequest
    from fleet.models import VehicleGroup


@require_GET
@needs(Permission.ADMIN)
def settings(request: "StaffRequest", group: str) -> HttpResponse:
    """Every section of a group's settings."""
    found = known(request, group)
    return page(request, found, panels_of(request, found), SHOWN)


@require_http_methods(["GET", "POST"])
@needs(Permission.ADMIN)
def section(request: "StaffRequest", group: str, panel: str) -> HttpResponse:
    """Save one section; asked for by itself, it is shown among the others."""
    found = known(request, group)
    back = address(request.dealership, "vehicle_group", group=found.code)
    if request.method == "GET":
        return redirect(back)
    panels = panels_of(request, found)
    return answer(request, panels, panel, page=lambda shown, status: page(request, found, shown, status), back=back)


@require_GET
@needs(Permission.ADMIN)
def history(request: "StaffRequest", group: str) -> HttpResponse:
    """Who changed what, from what, when; newest first."""
    found = known_ever(request, group)
    taken = group_past(dealership=request.dealership, group=found)
    context = {"section": "settings", "group": found, "steps": taken[::-1]}
    return render(request, "settings/groups/history.html", context)


@require_GET
@needs(Permission.ADMIN)
def version(request: "StaffRequest", group: str, change: int) -> HttpResponse:
    """
    The whole settings as they stood after one change.

    :raises Http404: there was no such change
    """
    found = known_ever(request, group)
    taken = {step.number: step for step in group_past(dealership=request.dealership, group=found)}
    if change not in taken:
        raise Http404
    step = taken[change]
    sections = [(title, step.states[name]) for name, title in SECTIONS.items() if name in step.states]
    context = {"section": "settings", "group": found, "step": step, "sections": sections, "newest": max(taken)}
    return render(request, "settings/groups/version.html", context)


def page(request: "StaffRequest", group: "VehicleGroup", panels: Panels, status: int) -> HttpResponse:
    """The settings page, with one panel as it was typed, perhaps."""
    home_of, open_contracts = group_counts(dealership=request.dealership, group=group)
    context = {
        "section": "settings",
        "group": group,
        "panels": panels,
        "home_of": home_of,
        "open_contracts": open_contracts,
        "here": address(request.dealership, "vehicle_group", group=group.code),
    }
    return render(request, "settings/groups/page.html", context, status=status)


def panels_of(request: "StaffRequest", group: "VehicleGroup") -> dict[str, Panel]:
    """The sections of a group."""
    store = request.dealership

    def post(name: str) -> str:
        return address(store, "vehicle_group_section", group=group.code, panel=name)

    owner = Owner(subject=group.reference, name=group.name, post=post)
    panels = recovery_panels(dealership=store, settings_id=group.cost_recovery_id, owner=owner)
    general = general_panel(request, group, owner)
    additional = additional_panel(dealership=store, row=group.additional, owner=owner)
    return {"general": general, **panels, "additional": additional}


def general_panel(request: "StaffRequest", group: "VehicleGroup", owner: Owner) -> Panel:
    """Name and driver agreement."""
    store, stored = request.dealership, general_words(group)
    choices = list(agreements(dealership=store).values_list("pk", "name"))
    general = General(name=group.name, agreement_id=group.agreement_id)
    return Panel(
        name="general",
        title="General Group Settings",
        post=owner.post("general"),
        make=lambda data: GeneralForm(data, general=general, stored=stored, agreements=choices),
        save=saved_by(save_general, group.pk, owner),
        past=lambda: general_past(dealership=store, group=group),
        refusals={GroupNameTaken: "name", AgreementNotInUse: "agreement"},
    ).fresh()
