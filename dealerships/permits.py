"""Who asks, from where, and what they may do: read from a request, for views."""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dealerships.domain.actor import Actor
from dealerships.domain.permissions import Permission
from dealerships.models import Staff
from dealerships.queries import dealerships_of

if TYPE_CHECKING:
    from dealerships.middleware import StaffRequest

STORES = "stores"
PHONES = ("iPhone", "Android", "Mobile")

type_of_view = Callable[Concatenate["StaffRequest", ...], HttpResponse]


def actor(request: "StaffRequest") -> Actor:
    """The staff member who asks, as use cases and the history know them."""
    return request.staff.actor(origin=origin(request))


def origin(request: HttpRequest) -> str:
    """From where, in a word for the history: the counter, or a phone in the lot; and the address."""
    agent = request.headers.get("User-Agent", "")
    place = "phone" if any(word in agent for word in PHONES) else "counter"
    return f"{place}, {request.META.get('REMOTE_ADDR', '')}".rstrip(", ")


def needs(permission: Permission) -> Callable[[type_of_view], type_of_view]:
    """Let only staff with this permission in; tell the others, in words, who can do it."""

    def guard(view: type_of_view) -> type_of_view:
        @wraps(view)
        def guarded(request: "StaffRequest", *args: Any, **kwargs: Any) -> HttpResponse:
            if permission in request.staff.granted:
                return view(request, *args, **kwargs)
            return refused(request, permission)

        return guarded

    return guard


def refused(request: "StaffRequest", permission: Permission) -> HttpResponse:
    """A page that says which permission it takes, and who has it."""
    colleagues = Staff.objects.filter(
        dealership=request.dealership, status="active", permissions__contains=[permission]
    ).order_by("name")
    context = {"permission": permission.label, "colleagues": [staff.name for staff in colleagues[:3]]}
    return render(request, "desk/not_allowed.html", context, status=404)


def refuse(request: HttpRequest, reason: Exception) -> None:
    """Say why nothing was done, on the next page."""
    messages.error(request, str(reason))


def stores_of(request: HttpRequest) -> list[dict[str, str]]:
    """Where the user works, by name: read once per sign-in, so that no page asks again (``home`` reads anew)."""
    if not request.user.is_authenticated:
        return []
    if STORES not in request.session:
        found = dealerships_of(request.user).values("slug", "name", "dealer_code")
        request.session[STORES] = list(found)
    stores: list[dict[str, str]] = request.session[STORES]
    return stores


def forget_stores(request: HttpRequest) -> None:
    """Read anew where the user works."""
    request.session.pop(STORES, None)
