"""The index of settings: what there is to set, each with how it stands."""

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch

from dealerships.addresses import address
from dealerships.domain.permissions import Permission
from dealerships.queries import staff

if TYPE_CHECKING:
    from dealerships.middleware import StaffRequest


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
    return render(request, "desk/settings.html", context)


def _page(request: "StaffRequest", name: str) -> str:
    try:
        return address(request.dealership, name)
    except NoReverseMatch:
        return ""
