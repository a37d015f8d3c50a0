"""The text of a driver agreement: write it, save the draft, publish it, throw the draft away. For admins."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from contracts.services.previewing import want_preview
from customers.domain.languages import LANGUAGES
from dealerships.addresses import address
from dealerships.domain.permissions import Permission
from dealerships.permits import actor, needs
from dealerships.presses import ask, once
from desk.queries.agreement_page import agreement_page, unknown_in
from desk.views.agreements import about, known, page_of
from programs.domain.merge import UnknownFields
from programs.domain.palette import PALETTE
from programs.domain.texts import differences
from programs.forms import AgreementTextForm, DiscardForm, PublishForm
from programs.queries import NoSuchAgreement, writing
from programs.services.drafts import ChangedMeanwhile, NothingToPublish, discard_draft, publish_draft, save_draft

if TYPE_CHECKING:
    from dealerships.middleware import StaffRequest
    from programs.models import DriverAgreement

ENGLISH = "en-us"
TERMS = "#terms"


@require_GET
@needs(Permission.ADMIN)
def agreement(request: "StaffRequest", agreement: str) -> HttpResponse:
    """The draft, else the version in use, to write on."""
    return shown(request, known(request, agreement))


@require_POST
@needs(Permission.ADMIN)
def draft(request: "StaffRequest", agreement: str) -> HttpResponse:
    """Save what was typed, with the button beside a term or an unknown field carried out."""
    found, form = known(request, agreement), AgreementTextForm(request.POST)
    pressed = request.POST.get("press", "")

    def work() -> str:
        save_draft(text=form.text, **doing(request, found, form))
        place = "" if not pressed or pressed.startswith("rename:") else TERMS
        return page_of(request, found, language=wanted(request)) + place

    return carried_out(request, found, form, work, done="" if pressed else "The draft is saved.")


@require_POST
@needs(Permission.ADMIN)
def publish(request: "StaffRequest", agreement: str) -> HttpResponse:
    """Make what was typed the next version."""
    found, form = known(request, agreement), PublishForm(request.POST)

    def work() -> str:
        version = publish_draft(text=form.text, **doing(request, found, form))
        words = f"Version {version.number} is in use from now on. Contracts that are signed keep theirs."
        messages.success(request, words)
        return page_of(request, found, language=version.language)

    return carried_out(request, found, form, work)


@require_POST
@needs(Permission.ADMIN)
def print_preview(request: "StaffRequest", agreement: str) -> HttpResponse:
    """Save what was typed, and have it printed with sample data."""
    found, form = known(request, agreement), AgreementTextForm(request.POST)

    def work() -> str:
        save_draft(text=form.text, **doing(request, found, form))
        return print_wanted(request, found)

    return carried_out(request, found, form, work)


def print_wanted(request: "StaffRequest", agreement: "DriverAgreement") -> str:
    """Have the text printed as it is kept, and say where the PDF will be."""
    language = wanted(request)
    want_preview(dealership=request.dealership, agreement=agreement, language=language, at=timezone.now())
    return f"{address(request.dealership, 'agreement_preview', agreement=agreement.code)}?language={language}"


@needs(Permission.ADMIN)
def discard(request: "StaffRequest", agreement: str) -> HttpResponse:
    """Throw the draft away; what is in use stays."""
    found, language = known(request, agreement), wanted(request)
    begun = writing(dealership=request.dealership, agreement=found, language=language)
    form = DiscardForm(request.POST or None, initial={"shown": begun.fingerprint, "language": language})

    def work() -> str:
        discard_draft(**doing(request, found, form))
        return page_of(request, found)

    heading = f"Throw the draft of version {begun.number} away"
    question = about(request, heading, verb="Throw away", of=found, words="What is in use stays in use.", danger=True)
    refusals = (ChangedMeanwhile, NoSuchAgreement)
    return ask(request, form, question=question, work=work, refusals=refusals, done="The draft is thrown away.")


def carried_out(
    request: "StaffRequest",
    agreement: "DriverAgreement",
    form: AgreementTextForm,
    work: Callable[[], str],
    *,
    done: str = "",
) -> HttpResponse:
    """Do it once; or show what was typed again, with what is wrong, or with what a colleague has saved meanwhile."""
    if form.is_valid():
        try:
            return once(request, work, done=done)
        except ChangedMeanwhile as changed:
            return shown(request, agreement, form=form, changed=changed, status=409)
        except (UnknownFields, NothingToPublish) as reason:
            form.add_error("body", str(reason))
        except NoSuchAgreement as reason:
            messages.error(request, str(reason))
            return redirect(address(request.dealership, "agreements"))
    return shown(request, agreement, form=form, status=422)


def doing(request: "StaffRequest", agreement: "DriverAgreement", form: Form) -> dict[str, Any]:
    """What every use case of a text is told."""
    return {
        "dealership": request.dealership,
        "agreement": agreement,
        "language": wanted(request),
        "shown": form.cleaned_data["shown"],
        "by": actor(request),
        "at": timezone.now(),
    }


def shown(
    request: "StaffRequest",
    agreement: "DriverAgreement",
    *,
    form: AgreementTextForm | None = None,
    changed: ChangedMeanwhile | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page, with what was typed where something was."""
    page = agreement_page(dealership=request.dealership, agreement=agreement, language=wanted(request))
    form = form or AgreementTextForm(text=page.writing.text)
    typed = form.as_typed
    began_with = request.POST.get("shown", "") if status == 422 else page.writing.fingerprint
    context = {
        "section": "settings",
        "page": page,
        "form": form,
        "began_with": began_with,
        "unknown": unknown_in(typed.whole),
        "changed": changed,
        "differences": differences(changed.found.text, typed) if changed else [],
        "palette": PALETTE,
    }
    return render(request, "settings/agreements/editor.html", context, status=status)


def wanted(request: "StaffRequest") -> str:
    """
    The language that is meant, else the dealership's own.

    :raises Http404: nobody is written to in this language
    """
    language = request.POST.get("language") or request.GET.get("language") or request.dealership.language
    if language not in LANGUAGES:
        if language != request.dealership.language:
            raise Http404
        return ENGLISH
    return language
