"""Settings > Vehicle groups: the list, adding a group, removing one. For admins."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from contracts.queries.groups import in_the_way
from contracts.services.removing_groups import GroupInUse, empty_group, remove_group
from dealerships.addresses import address
from dealerships.domain.permissions import Permission
from dealerships.permits import actor, needs, refuse
from dealerships.presses import Question, once
from desk.queries.vehicle_groups import group_list
from fleet.forms import GroupNameForm, NewHomeForm
from fleet.queries.groups import UnknownGroup, group_ever, groups, removed_groups
from fleet.queries.groups import group as group_by_code
from fleet.services import GroupRemoved
from fleet.services.groups import GroupNameTaken, create_group

if TYPE_CHECKING:
    from dealerships.middleware import StaffRequest
    from fleet.models import VehicleGroup

FAULTY, SHOWN = 422, 200


@require_GET
@needs(Permission.ADMIN)
def vehicle_groups(request: "StaffRequest") -> HttpResponse:
    """Current Vehicle Groups."""
    store = request.dealership
    removed = removed_groups(dealership=store)
    context = {"section": "settings", "rows": group_list(dealership=store), "removed": removed}
    return render(request, "settings/groups/list.html", context)


@require_http_methods(["GET", "POST"])
@needs(Permission.ADMIN)
def add(request: "StaffRequest") -> HttpResponse:
    """Name a new group; its settings open."""
    form = GroupNameForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return once(request, lambda: created(request, form.cleaned_data["name"]))
        except GroupNameTaken as reason:
            form.add_error("name", str(reason))
    back = address(request.dealership, "vehicle_groups")
    question = Question(
        heading="Add Vehicle Group",
        verb="Create New Group",
        back=back,
        section="settings",
        crumbs=(("Settings", address(request.dealership, "settings")), ("Vehicle Groups", back)),
    )
    context = {"form": form, "question": question, "section": "settings", "back": back}
    return render(request, "desk/form.html", context, status=FAULTY if form.errors else SHOWN)


@require_http_methods(["GET", "POST"])
@needs(Permission.ADMIN)
def remove(request: "StaffRequest", group: str) -> HttpResponse:
    """Ask first; where the group is in use, say by what, and offer to move the vehicles."""
    found = known(request, group)
    if request.method == "POST":
        try:
            return once(request, lambda: removed(request, found), done=f"“{found.name}” is removed.")
        except GroupInUse as reason:
            refuse(request, reason)
    return removal(request, found, status=409 if request.method == "POST" else SHOWN)


@require_POST
@needs(Permission.ADMIN)
def move(request: "StaffRequest", group: str) -> HttpResponse:
    """Give every vehicle of the group that can be moved another one."""
    found = known(request, group)
    form = NewHomeForm(request.POST, groups=others(request, found))
    if not form.is_valid():
        return removal(request, found, form=form, status=FAULTY)
    try:
        return once(request, lambda: moved(request, found, form.cleaned_data["group"]))
    except GroupRemoved as reason:
        refuse(request, reason)
        return redirect(address(request.dealership, "remove_vehicle_group", group=found.code))


def removal(
    request: "StaffRequest", group: "VehicleGroup", *, status: int, form: NewHomeForm | None = None
) -> HttpResponse:
    """The page that asks, or says what is in the way."""
    way, elsewhere = in_the_way(dealership=request.dealership, group=group), others(request, group)
    context = {
        "section": "settings",
        "group": group,
        "way": way,
        "elsewhere": elsewhere,
        "form": form or NewHomeForm(groups=elsewhere),
    }
    return render(request, "settings/groups/remove.html", context, status=status)


def created(request: "StaffRequest", name: str) -> str:
    """Make it, and open its settings."""
    made = create_group(dealership=request.dealership, name=name, by=actor(request), at=timezone.now())
    return address(request.dealership, "vehicle_group", group=made.code)


def removed(request: "StaffRequest", group: "VehicleGroup") -> str:
    """Remove it, and go back to the list."""
    remove_group(dealership=request.dealership, code=group.code, by=actor(request), at=timezone.now())
    return address(request.dealership, "vehicle_groups")


def moved(request: "StaffRequest", group: "VehicleGroup", to: int) -> str:
    """Empty the group, say how many were moved, and ask again."""
    outcome = empty_group(dealership=request.dealership, code=group.code, into=to, by=actor(request), at=timezone.now())
    count = len(outcome.done)
    messages.success(request, f"{count} vehicle{'' if count == 1 else 's'} moved.")
    return address(request.dealership, "remove_vehicle_group", group=group.code)


def others(request: "StaffRequest", group: "VehicleGroup") -> list[tuple[int, str]]:
    """The other groups, to choose from."""
    rows = groups(dealership=request.dealership).exclude(pk=group.pk)
    return list(rows.values_list("pk", "name"))


def known(request: "StaffRequest", code: str) -> "VehicleGroup":
    """
    :raises Http404: the dealership has no such group in use
    """
    try:
        return group_by_code(dealership=request.dealership, code=code)
    except UnknownGroup:
        raise Http404 from None


def known_ever(request: "StaffRequest", code: str) -> "VehicleGroup":
    """
    :raises Http404: the dealership never had such a group
    """
    try:
        return group_ever(dealership=request.dealership, code=code)
    except UnknownGroup:
        raise Http404 from None
