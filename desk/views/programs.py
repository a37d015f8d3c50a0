"""Settings > Programs: the list, adding a program, removing one. For admins."""

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from contracts.services.removing_programs import ProgramInUse, remove_program
from dealerships.addresses import address
from dealerships.domain.permissions import Permission
from dealerships.permits import actor, needs
from dealerships.presses import Question, ask
from desk.queries.programs import program_list
from programs.forms import ConfirmForm, TitleForm
from programs.queries import NoSuchProgram, program_by_code
from programs.queries.programs import program_ever, removed_programs
from programs.services.programs import TitleTaken, create_program

if TYPE_CHECKING:
    from dealerships.middleware import StaffRequest
    from programs.models import Program


@require_GET
@needs(Permission.ADMIN)
def programs(request: "StaffRequest") -> HttpResponse:
    """The programs in use."""
    store = request.dealership
    removed = removed_programs(dealership=store)
    context = {"section": "settings", "rows": program_list(dealership=store), "removed": removed}
    return render(request, "settings/programs/list.html", context)


@needs(Permission.ADMIN)
def add(request: "StaffRequest") -> HttpResponse:
    """Title a new one; its page opens, to be set up."""
    form = TitleForm(request.POST or None)

    def work() -> str:
        made = create_program(
            dealership=request.dealership, title=form.cleaned_data["title"], by=actor(request), at=timezone.now()
        )
        return page_of(request, made)

    back = address(request.dealership, "programs")
    question = Question(
        heading="Add Program", verb="Create New Program", back=back, section="settings", crumbs=crumbs(request)
    )
    return ask(request, form, question=question, work=work, refusals=(TitleTaken,), beside="title")


@needs(Permission.ADMIN)
def remove(request: "StaffRequest", program: str) -> HttpResponse:
    """Ask first; where contracts of it are open, say which."""
    found = known(request, program)

    def work() -> str:
        remove_program(dealership=request.dealership, code=found.code, by=actor(request), at=timezone.now())
        return address(request.dealership, "programs")

    question = Question(
        heading=f"Remove {found.title}",
        here="Remove",
        verb="Remove",
        back=page_of(request, found),
        section="settings",
        words="Its vehicles stay in their groups. Its settings stay in the history, under Removed Programs.",
        danger=True,
        crumbs=(*crumbs(request), (found.title, page_of(request, found))),
    )
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    refusals, done = (ProgramInUse, NoSuchProgram), f"“{found.title}” is removed."
    return ask(request, form, question=question, work=work, refusals=refusals, done=done)


def crumbs(request: "StaffRequest") -> tuple[tuple[str, str], ...]:
    """The way to the list."""
    store = request.dealership
    return (("Settings", address(store, "settings")), ("Programs", address(store, "programs")))


def page_of(request: "StaffRequest", program: "Program") -> str:
    """The page of a program."""
    return address(request.dealership, "program", program=program.code)


def known(request: "StaffRequest", code: str) -> "Program":
    """
    :raises Http404: the dealership has no such program in use
    """
    try:
        return program_by_code(dealership=request.dealership, code=code)
    except NoSuchProgram:
        raise Http404 from None


def known_ever(request: "StaffRequest", code: str) -> "Program":
    """
    :raises Http404: the dealership never had such a program
    """
    try:
        return program_ever(dealership=request.dealership, code=code)
    except NoSuchProgram:
        raise Http404 from None
