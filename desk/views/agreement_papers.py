"""A driver agreement as paper: a version that was published, and what is being written with sample data. For admins."""

from typing import TYPE_CHECKING

from django.core.files.storage import default_storage
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from contracts.queries.carrying import contracts_by_version
from contracts.queries.sample import NothingWritten, Preview, preview
from contracts.services.previewing import PRINT
from customers.domain.languages import LANGUAGES
from dealerships.domain.permissions import Permission
from dealerships.permits import needs
from dealerships.presses import once
from dealerships.queries import is_waiting
from desk.views.agreement_text import print_wanted, wanted
from desk.views.agreements import known
from programs.queries import text_of, versions, writing

if TYPE_CHECKING:
    from dealerships.middleware import StaffRequest
    from programs.models import DriverAgreement


@require_http_methods(["GET", "POST"])
@never_cache
@needs(Permission.ADMIN)
def preview_page(request: "StaffRequest", agreement: str) -> HttpResponse:
    """The text with sample data, and its PDF once a worker has printed it; its button has it printed."""
    found, language = known(request, agreement), wanted(request)
    sample = sampled(request, found)
    if request.method == "POST":
        return once(request, lambda: print_wanted(request, found))
    about = f"{found.reference}/{language}"
    context = {
        "section": "settings",
        "agreement": found,
        "writing": writing(dealership=request.dealership, agreement=found, language=language),
        "paper": sample.paper,
        "printed": sample.is_printed,
        "waiting": not sample.is_printed and is_waiting(dealership=request.dealership, kind=PRINT, about=about),
        "language": language,
        "label": LANGUAGES[language],
    }
    return render(request, "settings/agreements/preview.html", context)


@require_GET
@never_cache
@needs(Permission.ADMIN)
def preview_file(request: "StaffRequest", agreement: str) -> HttpResponse:
    """The PDF of the text as it is now; an older one is not shown for it."""
    found = known(request, agreement)
    try:
        with default_storage.open(sampled(request, found).path) as stored:
            content: bytes = stored.read()
    except FileNotFoundError:
        raise Http404 from None
    head = content_disposition_header(as_attachment=True, filename=f"{found.name}.pdf")
    return HttpResponse(content, content_type="application/pdf", headers={"Content-Disposition": head or "attachment"})


@require_GET
@needs(Permission.ADMIN)
def version(request: "StaffRequest", agreement: str, number: int) -> HttpResponse:
    """What a version says, in use or not."""
    found, language = known(request, agreement), wanted(request)
    rows = versions(dealership=request.dealership, agreement=found).filter(language=language)
    published = rows.filter(number=number).first()
    if published is None:
        raise Http404
    contracts = contracts_by_version(dealership=request.dealership, agreement=found)
    context = {
        "section": "settings",
        "agreement": found,
        "version": published,
        "text": text_of(published),
        "label": LANGUAGES[language],
        "language": language,
        "contracts": contracts.get(published.pk, 0),
    }
    return render(request, "settings/agreements/version.html", context)


def sampled(request: "StaffRequest", agreement: "DriverAgreement") -> Preview:
    """
    :raises Http404: there is no text in this language
    """
    try:
        return preview(dealership=request.dealership, agreement=agreement, language=wanted(request))
    except NothingWritten:
        raise Http404 from None
