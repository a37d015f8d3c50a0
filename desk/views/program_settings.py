"""Settings > Programs > one program: its sections, each saved by itself, and what became of them. For admins."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch
from django.views.decorators.http import require_GET, require_http_methods

from dealerships.addresses import address
from dealerships.domain.permissions import Permission
from dealerships.permits import needs
from desk.queries.program_page import ProgramPage, program_page
from desk.queries.program_past import SECTIONS, program_past
from desk.queries.program_words import additional_summary, recovery_summary
from desk.views.program_panels import own_panels, panels_of
from desk.views.programs import known, known_ever, page_of
from desk.views.settings_panels import SHOWN, Panels, answer
from programs.queries import NoSuchProgram

if TYPE_CHECKING:
    from dealerships.middleware import StaffRequest
    from programs.models import Program


@require_GET
@needs(Permission.ADMIN)
def settings(request: "StaffRequest", program: str) -> HttpResponse:
    """Every section of a program, with its cars, and what it lacks for the Lexus App."""
    found = known(request, program)
    around = program_page(dealership=request.dealership, program=found)
    return page(request, found, around, panels_of(request, found, around), SHOWN)


@require_http_methods(["GET", "POST"])
@needs(Permission.ADMIN)
def section(request: "StaffRequest", program: str, panel: str) -> HttpResponse:
    """Save one section; asked for by itself, it is shown among the others."""
    found = known(request, program)
    back = page_of(request, found)
    if request.method == "GET":
        return redirect(back)
    around = program_page(dealership=request.dealership, program=found)
    panels = panels_of(request, found, around)

    def shown(again: Panels, status: int) -> HttpResponse:
        return page(request, found, around, again, status)

    try:
        return answer(request, panels, panel, page=shown, back=back)
    except NoSuchProgram as reason:
        messages.error(request, str(reason))
        return redirect(address(request.dealership, "programs"))


@require_GET
@needs(Permission.ADMIN)
def own(request: "StaffRequest", program: str) -> HttpResponse:
    """
    The settings that are the program's own.

    :raises Http404: it uses the group's
    """
    found = known(request, program)
    return own_page(request, found, own_panels(request, found), SHOWN)


@require_http_methods(["GET", "POST"])
@needs(Permission.ADMIN)
def own_section(request: "StaffRequest", program: str, panel: str) -> HttpResponse:
    """Save one section of the program's own settings."""
    found = known(request, program)
    back = address(request.dealership, "program_own_settings", program=found.code)
    if request.method == "GET":
        return redirect(back)
    panels = own_panels(request, found)
    return answer(request, panels, panel, page=lambda again, status: own_page(request, found, again, status), back=back)


@require_GET
@needs(Permission.ADMIN)
def history(request: "StaffRequest", program: str) -> HttpResponse:
    """Who changed what, from what, when; newest first."""
    found = known_ever(request, program)
    taken = program_past(dealership=request.dealership, program=found)
    context = {"section": "settings", "program": found, "steps": taken[::-1]}
    return render(request, "settings/programs/history.html", context)


@require_GET
@needs(Permission.ADMIN)
def version(request: "StaffRequest", program: str, change: int) -> HttpResponse:
    """
    The whole program as it stood after one change.

    :raises Http404: there was no such change
    """
    found = known_ever(request, program)
    taken = {step.number: step for step in program_past(dealership=request.dealership, program=found)}
    if change not in taken:
        raise Http404
    step = taken[change]
    sections = [(title, step.states[name]) for name, title in SECTIONS.items() if name in step.states]
    context = {"section": "settings", "program": found, "step": step, "sections": sections, "newest": max(taken)}
    return render(request, "settings/programs/version.html", context)


def page(request: "StaffRequest", program: "Program", around: ProgramPage, panels: Panels, status: int) -> HttpResponse:
    """The program's page, with one panel as it was typed, perhaps."""
    form = panels["rates"].form
    context = {
        "section": "settings",
        "program": program,
        "page": around,
        "panels": panels,
        "rates": [(row, form.bound(row.model)) for row in around.models],
        "recovery_words": recovery_summary(program),
        "additional_words": additional_summary(program),
        "lexus_app": lexus_app(request),
        "here": page_of(request, program),
    }
    return render(request, "settings/programs/page.html", context, status=status)


def own_page(request: "StaffRequest", program: "Program", panels: Panels, status: int) -> HttpResponse:
    """The program's own settings, with one panel as it was typed, perhaps."""
    if not panels:
        raise Http404
    context = {
        "section": "settings",
        "program": program,
        "panels": panels,
        "here": address(request.dealership, "program_own_settings", program=program.code),
    }
    return render(request, "settings/programs/own.html", context, status=status)


def lexus_app(request: "StaffRequest") -> str:
    """Where the Lexus App is connected, if that part is installed."""
    try:
        return address(request.dealership, "lexus_app_settings")
    except NoReverseMatch:
        return ""
