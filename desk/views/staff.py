"""Who works here, with what permissions."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render

from dealerships.domain.permissions import Permission
from dealerships.models import Staff, StaffStatus
from dealerships.permits import needs
from dealerships.queries import staff
from desk.views.lists import tabs

if TYPE_CHECKING:
    from dealerships.middleware import StaffRequest

SHAPES = {StaffStatus.ACTIVE: "done", StaffStatus.INVITED: "queued", StaffStatus.DEACTIVATED: "disposed"}
LABELS = {"all": "All", **dict(StaffStatus.choices)}


@dataclass(frozen=True, kw_only=True)
class Member:
    """A staff member as the list shows them."""

    staff: Staff
    shape: str
    label: str
    words: str


@needs(Permission.EMPLOYEES)
def members(request: "StaffRequest") -> HttpResponse:
    """Everyone, by name; the set their permissions make up, and each of them."""
    everyone = [member(one) for one in staff(dealership=request.dealership)]
    tab = request.GET.get("tab", "all")
    shown = [one for one in everyone if tab in {"all", one.staff.status}]
    counts = {name: sum(one.staff.status == name for one in everyone) for name, _ in StaffStatus.choices}
    context = {
        "section": "settings",
        "members": shown,
        "tabs": tabs(LABELS, tab, {"all": len(everyone), **counts}),
    }
    return render(request, "desk/staff.html", context)


def member(one: Staff) -> Member:
    """With their permissions in words."""
    held = sorted(permission.label for permission in one.granted)
    if one.service_advisor:
        held.insert(0, "Service advisor")
    status = StaffStatus(one.status)
    words = "All" if one.role_name == "General manager" else ", ".join(held) or "None further"
    return Member(staff=one, shape=SHAPES[status], label=str(status.label), words=words)
