"""Settings > Driver agreements: the list, and what happens to an agreement as a whole. For admins."""

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from customers.domain.languages import LANGUAGES
from dealerships.addresses import address
from dealerships.domain.permissions import Permission
from dealerships.permits import actor, needs, refuse
from dealerships.presses import Question, ask, once
from desk.queries.agreement_page import agreement_page
from desk.queries.agreements import agreement_list
from fleet.services.archiving_agreements import archive_agreement
from programs.forms import AgreementNameForm, ConfirmForm
from programs.queries import NoSuchAgreement
from programs.queries import agreement as agreement_by_code
from programs.services.agreements import NameTaken, StillUsed, create_agreement, make_default, rename_agreement

if TYPE_CHECKING:
    from dealerships.middleware import StaffRequest
    from programs.models import DriverAgreement


@require_GET
@needs(Permission.ADMIN)
def agreements(request: "StaffRequest") -> HttpResponse:
    """Every agreement in use, and which one a contract carries."""
    context = {"section": "settings", "page": agreement_list(dealership=request.dealership)}
    return render(request, "settings/agreements/list.html", context)


@needs(Permission.ADMIN)
def add(request: "StaffRequest") -> HttpResponse:
    """Name a new one; its page opens, to be written."""
    form = AgreementNameForm(request.POST or None)

    def work() -> str:
        made = create_agreement(
            dealership=request.dealership, name=form.cleaned_data["name"], by=actor(request), at=timezone.now()
        )
        return page_of(request, made)

    question = about(request, "Add Driver Agreement", verb="Create New Agreement")
    return ask(request, form, question=question, work=work, refusals=(NameTaken,), beside="name")


@needs(Permission.ADMIN)
def rename(request: "StaffRequest", agreement: str) -> HttpResponse:
    """Call it otherwise."""
    found = known(request, agreement)
    form = AgreementNameForm(request.POST or None, initial={"name": found.name})

    def work() -> None:
        rename_agreement(
            dealership=request.dealership,
            agreement=found,
            name=form.cleaned_data["name"],
            by=actor(request),
            at=timezone.now(),
        )

    question = about(request, f"Rename {found.name}", verb="Save", of=found, here="Rename")
    return ask(request, form, question=question, work=work, refusals=(NameTaken, NoSuchAgreement), beside="name")


@require_POST
@needs(Permission.ADMIN)
def default(request: "StaffRequest", agreement: str) -> HttpResponse:
    """Make it the one that contracts carry where neither program nor group names any."""
    found = known(request, agreement)

    def work() -> str:
        make_default(dealership=request.dealership, agreement=found, by=actor(request), at=timezone.now())
        return page_of(request, found)

    try:
        return once(request, work, done=f"{found.name} is the default.")
    except NoSuchAgreement as reason:
        refuse(request, reason)
        return redirect(address(request.dealership, "agreements"))


@needs(Permission.ADMIN)
def archive(request: "StaffRequest", agreement: str) -> HttpResponse:
    """Put it away, unless something would be without one."""
    found = known(request, agreement)

    def work() -> str:
        archive_agreement(dealership=request.dealership, agreement=found, by=actor(request), at=timezone.now())
        return address(request.dealership, "agreements")

    question = about(
        request,
        f"Archive {found.name}",
        verb="Archive",
        of=found,
        here="Archive",
        words="Contracts that were signed on it keep it. Its name is free again.",
        danger=True,
    )
    done = f"{found.name} is archived."
    return ask(
        request,
        ConfirmForm(request.POST if request.method == "POST" else None),
        question=question,
        work=work,
        refusals=(StillUsed, NoSuchAgreement),
        done=done,
    )


@require_GET
@needs(Permission.ADMIN)
def languages(request: "StaffRequest", agreement: str) -> HttpResponse:
    """Choose a language that it is not worded in yet."""
    found = known(request, agreement)
    page = agreement_page(dealership=request.dealership, agreement=found, language=request.dealership.language)
    spoken = {tab.code for tab in page.tabs}
    choices = [(code, label) for code, label in LANGUAGES.items() if code not in spoken]
    context = {"section": "settings", "agreement": found, "choices": choices}
    return render(request, "settings/agreements/languages.html", context)


def known(request: "StaffRequest", code: str) -> "DriverAgreement":
    """
    :raises Http404: the dealership has no such agreement in use
    """
    try:
        return agreement_by_code(dealership=request.dealership, code=code)
    except NoSuchAgreement:
        raise Http404 from None


def page_of(request: "StaffRequest", agreement: "DriverAgreement", *, language: str = "") -> str:
    """The page on which it is written, in a language."""
    path = address(request.dealership, "agreement", agreement=agreement.code)
    return f"{path}?language={language}" if language else path


def about(
    request: "StaffRequest",
    heading: str,
    *,
    verb: str,
    of: "DriverAgreement | None" = None,
    here: str = "",
    words: str = "",
    danger: bool = False,
) -> Question:
    """What a page with one form says around it."""
    listed = address(request.dealership, "agreements")
    crumbs = [("Settings", address(request.dealership, "settings")), ("Driver Agreements", listed)]
    back = page_of(request, of) if of else listed
    if of:
        crumbs.append((of.name, back))
    return Question(
        heading=heading,
        verb=verb,
        back=back,
        section="settings",
        words=words,
        danger=danger,
        crumbs=tuple(crumbs),
        here=here,
    )
