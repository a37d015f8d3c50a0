"""The index of settings: what there is to set, each with how it stands, and what was changed lately."""

from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch
from django.views.decorators.http import require_GET

from dealerships.addresses import address
from dealerships.domain.permissions import Permission
from dealerships.models import Dealership
from dealerships.permits import needs
from dealerships.queries import history, staff
from desk.queries.programs import titles_and_lacks
from fleet.queries.groups import categories, groups, home_counts
from programs.queries import agreements, drafts

if TYPE_CHECKING:
    from dealerships.middleware import StaffRequest

LATELY = 5
A_PAGE = 50
CHANGES = "settings"
"""The subject under which every change of settings is told."""


def settings_index(request: "StaffRequest") -> HttpResponse:
    """Only the sections that this staff member may open."""
    granted = request.staff.granted
    people = list(staff(dealership=request.dealership)) if Permission.EMPLOYEES in granted else []
    context = {
        "section": "settings",
        "may_staff": Permission.EMPLOYEES in granted,
        "active": sum(one.status == "active" for one in people),
        "invited": sum(one.status == "invited" for one in people),
        "lexus_app": _page(request, "lexus_app_settings") if Permission.ADMIN in granted else "",
    }
    if Permission.ADMIN in granted:
        context |= {"admin": True, **_what_loans_cost(request.dealership), "lately": _lately(request.dealership)}
    return render(request, "desk/settings.html", context)


@require_GET
@needs(Permission.ADMIN)
def changes(request: "StaffRequest") -> HttpResponse:
    """Everything that was changed in settings, newest first."""
    told = history(dealership=request.dealership, subject=CHANGES)
    page = Paginator(told, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "settings/changes.html", {"section": "settings", "page": page})


def _what_loans_cost(dealership: Dealership) -> dict[str, Any]:
    (titles, lacks), texts = titles_and_lacks(dealership=dealership), list(agreements(dealership=dealership))
    return {
        "groups": groups(dealership=dealership).count(),
        "vehicles": sum(home_counts(dealership=dealership).values()),
        "categories": ", ".join(categories(dealership=dealership).values_list("name", flat=True)),
        "programs": ", ".join(titles),
        "without_rate": lacks,
        "agreements": texts,
        "default_agreement": next((each.name for each in texts if each.is_default), ""),
        "drafts": drafts(dealership=dealership).count(),
    }


def _lately(dealership: Dealership) -> list[Any]:
    return list(history(dealership=dealership, subject=CHANGES)[:LATELY])


def _page(request: "StaffRequest", name: str) -> str:
    try:
        return address(request.dealership, name)
    except NoReverseMatch:
        return ""
