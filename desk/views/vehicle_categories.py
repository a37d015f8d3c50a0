"""Settings > Vehicle Categories: the list, adding a category, changing one, removing one. For admins."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from dealerships.addresses import address
from dealerships.domain.permissions import Permission
from dealerships.permits import actor, needs
from dealerships.presses import Question, ask, came_from, once
from fleet.domain.categories import CategoryDetails, category_in_words
from fleet.forms import VehicleCategoryForm
from fleet.queries.categories import UnknownCategory, category_list, details_of
from fleet.queries.categories import category as category_by_id
from fleet.services.categories import CategoryNameTaken, NamedByTheApp, change_category, create_category
from kernel.changes import Overtaken, fingerprint
from reservations.queries.categories import in_the_way
from reservations.services.removing_categories import CategoryInUse, remove_category

if TYPE_CHECKING:
    from dealerships.middleware import StaffRequest
    from fleet.models import VehicleCategory

CLASH, FAULTY, SHOWN = 409, 422, 200


@require_GET
@needs(Permission.ADMIN)
def vehicle_categories(request: "StaffRequest") -> HttpResponse:
    """What guests can book by."""
    context = {"section": "settings", "rows": category_list(dealership=request.dealership)}
    return render(request, "settings/categories/list.html", context)


@require_http_methods(["GET", "POST"])
@needs(Permission.ADMIN)
def add(request: "StaffRequest") -> HttpResponse:
    """Name a new one; its name may be brought along, from where it was found missing."""
    brought = CategoryDetails(name=request.GET.get("name", ""))
    form = VehicleCategoryForm(request.POST or None, stored=brought)

    def work() -> None:
        made = create_category(
            dealership=request.dealership, details=form.details(), by=actor(request), at=timezone.now()
        )
        messages.success(request, f"“{made}” is added.")

    question = about(request, "Add Vehicle Category", verb="Create New Category")
    return ask(request, form, question=question, work=work, refusals=(CategoryNameTaken,), beside="name")


@require_http_methods(["GET", "POST"])
@needs(Permission.ADMIN)
def edit(request: "StaffRequest", category: int) -> HttpResponse:
    """Call it otherwise, or give it another code; what somebody else made of it meanwhile is told first."""
    found = known(request, category)
    form = VehicleCategoryForm(request.POST or None, stored=details_of(found))
    question, status = about(request, f"Edit {found.name}", verb="Save", here="Edit"), SHOWN
    if request.method == "POST":
        status = FAULTY
        if form.is_valid():
            try:
                return once(request, lambda: saved(request, found, form, question.back), done="The category is saved.")
            except CategoryNameTaken as reason:
                form.add_error("name", str(reason))
            except Overtaken as reason:
                form, status = overtaken(request, found, reason), CLASH
    context = {"form": form, "question": question, "section": "settings", "back": question.back}
    return render(request, "desk/form.html", context, status=status)


@require_http_methods(["GET", "POST"])
@needs(Permission.ADMIN)
def remove(request: "StaffRequest", category: int) -> HttpResponse:
    """Ask first; where the category is in use, say by what."""
    found, named = known(request, category), ""
    if request.method == "POST":
        try:
            return once(request, lambda: removed(request, found), done=f"“{found.name}” is removed.")
        except NamedByTheApp as reason:
            named = str(reason)
        except CategoryInUse:
            found = known(request, category)
    way = in_the_way(dealership=request.dealership, category=found)
    context = {"section": "settings", "category": found, "way": way, "named": named}
    status = CLASH if request.method == "POST" else SHOWN
    return render(request, "settings/categories/remove.html", context, status=status)


def saved(request: "StaffRequest", category: "VehicleCategory", form: VehicleCategoryForm, back: str) -> str:
    """Write it, and go back to the list."""
    try:
        change_category(
            dealership=request.dealership,
            category_id=category.pk,
            details=form.details(),
            shown=form.cleaned_data["shown"],
            by=actor(request),
            at=timezone.now(),
        )
    except UnknownCategory:
        raise Http404 from None
    return back


def overtaken(request: "StaffRequest", category: "VehicleCategory", reason: Overtaken) -> VehicleCategoryForm:
    """What was typed, beside what somebody else made of it; from now on both are known."""
    words = category_in_words(details_of(known(request, category.pk)))
    typed = request.POST.copy()
    typed["shown"] = fingerprint(words)
    form = VehicleCategoryForm(typed, stored=details_of(category))
    now = ", ".join(f"{label} {value}" for label, value in words.items())
    form.add_error(None, f"{reason} It is now: {now}. Save again to put what you typed in its place.")
    return form


def removed(request: "StaffRequest", category: "VehicleCategory") -> str:
    """Take it away, and go back to the list."""
    try:
        remove_category(dealership=request.dealership, category_id=category.pk, by=actor(request), at=timezone.now())
    except UnknownCategory:
        raise Http404 from None
    return address(request.dealership, "vehicle_categories")


def about(request: "StaffRequest", heading: str, *, verb: str, here: str = "") -> Question:
    """What a page with one form says around it; it leads back to the list, or to where a category was missed."""
    listed = address(request.dealership, "vehicle_categories")
    crumbs = (("Settings", address(request.dealership, "settings")), ("Vehicle Categories", listed))
    back = came_from(request, listed)
    return Question(heading=heading, verb=verb, back=back, section="settings", crumbs=crumbs, here=here)


def known(request: "StaffRequest", category_id: int) -> "VehicleCategory":
    """
    :raises Http404: the dealership has no such category
    """
    try:
        return category_by_id(dealership=request.dealership, category_id=category_id)
    except UnknownCategory:
        raise Http404 from None
