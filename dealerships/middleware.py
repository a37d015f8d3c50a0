"""Enter the dealership that an address names, for the whole request; and answer forms that stand in a dialog."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseRedirectBase
from django.urls import Resolver404, resolve

from dealerships.models import Dealership, Staff
from dealerships.queries import dealership_at, staff_of_user
from dealerships.tenancy import as_dealership

Answer = Callable[[HttpRequest], HttpResponse]


UNKEEPABLE = "\0"
"""No column can hold it, so nothing has it in its name; the database would call the question a fault."""
ASKED_IN_A_DIALOG = "HTTP_X_DIALOG"
"""Looked up where the server put it: ``request.headers`` would go through all of them, for every webhook too."""


class DealershipRequest(HttpRequest):
    """A request under a dealership's address: staff's, or a guest's with a link."""

    dealership: Dealership


class StaffRequest(DealershipRequest):
    """A request by an active staff member of that dealership."""

    staff: Staff


class DealershipMiddleware:
    """
    One transaction around the whole response, with the scope of the dealership named by the address: lazy templates
    see its rows, and a failed request leaves nothing behind. A stranger gets 404, never 403.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        slug = named_dealership(request.path_info)
        if slug is None:
            return self.get_response(request)
        if UNKEEPABLE in request.path_info:
            raise Http404
        return self._inside(request, found(slug))

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        args: tuple[Any, ...],  # noqa: ARG002 - Django's signature
        kwargs: dict[str, Any],
    ) -> None:
        """Refuse strangers, and spare the views the word that the scope already says."""
        if kwargs.pop("dealership_slug", None) is None or not getattr(view, "login_required", True):
            return
        request.staff = member(request)  # type: ignore[attr-defined]

    def _inside(self, request: HttpRequest, dealership: Dealership) -> HttpResponse:
        with as_dealership(dealership):
            request.dealership = dealership  # type: ignore[attr-defined]
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
            return response


class DialogMiddleware:
    """
    A form that a script sent out of a dialog is told where to go, and the browser itself goes there: following the
    redirect, the script would see the next page, and the browser would have to ask for it again, without its toast.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if ASKED_IN_A_DIALOG in request.META and isinstance(response, HttpResponseRedirectBase):
            response.status_code = HTTPStatus.NO_CONTENT
        return response


def named_dealership(path: str) -> str | None:
    """The slug in an address, or None where the address is nobody's."""
    try:
        return resolve(path).kwargs.get("dealership_slug")
    except Resolver404:
        return None


def found(slug: str) -> Dealership:
    """
    :raises Http404: no dealership has this slug
    """
    dealership = dealership_at.only(slug=slug)
    if dealership is None:
        raise Http404
    return dealership


def member(request: HttpRequest) -> Staff:
    """
    The staff member who asks, found within the dealership's own rows.

    :raises Http404: the user does not work here, or no longer
    """
    if not request.user.is_authenticated:
        raise Http404
    staff = staff_of_user.only(dealership=request.dealership, user=request.user.pk)  # type: ignore[attr-defined]
    if staff is None:
        raise Http404
    return staff
