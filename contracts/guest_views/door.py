"""The door of a guest's link: who has no answered link sees the question, or that there is nothing here."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, wraps
from typing import TYPE_CHECKING, Any, Concatenate

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers

from contracts.domain.links import EndedLink, LinkPurpose, LockedLink, UnknownLink
from contracts.domain.visits import Step
from contracts.guest_views.keeping import ANSWER, SKIPPED, kept
from contracts.models import GuestLink
from contracts.queries import loan as loan_with_everything
from contracts.queries.link_drivers import driver_of
from contracts.queries.visits import Standing, standing_of
from contracts.services import answered
from dealerships.addresses import address
from dealerships.domain.actor import Actor, Kind

if TYPE_CHECKING:
    from customers.models import Customer
    from dealerships.middleware import DealershipRequest
    from dealerships.models import Dealership
    from reservations.models import Reservation

OpenView = Callable[Concatenate["DealershipRequest", str, ...], HttpResponseBase]
GuestView = Callable[Concatenate["DealershipRequest", "Visit", ...], HttpResponseBase]


@dataclass(frozen=True, kw_only=True)
class Visit:
    """A driver behind an answered link: the guest, or an additional driver with a link of their own."""

    dealership: "Dealership"
    link: GuestLink
    token: str
    loan: "Reservation"
    driver: "Customer"
    skipped: frozenset[str]
    by: Actor
    at: datetime

    @cached_property
    def standing(self) -> Standing:
        """What comes next, and what can be typed in."""
        if self.link.purpose == LinkPurpose.DOCUMENTS:
            return Standing(step=Step.DOCUMENTS)
        return standing_of(
            dealership=self.dealership, loan=self.loan, driver=self.driver, skipped=self.skipped, at=self.at
        )

    @property
    def step(self) -> Step:
        """What comes next."""
        return self.standing.step

    @property
    def additional(self) -> bool:
        """Whether this is somebody whom the guest named: no money of the loan is theirs to see."""
        return self.driver is not self.loan.customer

    def page(self, name: str, **more: Any) -> str:
        """The address of a page of this link."""
        return address(self.dealership, name, token=self.token, **more)

    def onwards(self) -> HttpResponse:
        """To whatever comes next."""
        return redirect(self.page("guest_link"))

    def shown(self, request: HttpRequest, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
        """One of the guest's pages."""
        known = {"token": self.token, "loan": self.loan, "driver": self.driver, "additional": self.additional}
        return render(request, f"guest/{template}", {**known, **context}, status=status)

    def doing(self) -> dict[str, Any]:
        """What every use case is told."""
        return {"dealership": self.dealership, "code": self.loan.code, "by": self.by, "at": self.at}


def open_page(view: OpenView) -> OpenView:
    """A page for whoever holds a link; it says nothing of the loan."""

    @login_not_required
    @wraps(view)
    def guarded(request: "DealershipRequest", token: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return private(view(request, token, *args, **kwargs))
        except UnknownLink:
            return private(not_here(request))
        except EndedLink as reason:
            return private(ended(request, token, reason))

    return guarded


def guest_page(view: GuestView) -> OpenView:
    """A page for a guest who has answered; others are led to the question."""

    @open_page
    @wraps(view)
    def guarded(request: "DealershipRequest", token: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
        found = visit(request, token)
        if found is None:
            return redirect(address(request.dealership, "guest_link", token=token))
        return view(request, found, *args, **kwargs)

    return guarded


def visit(request: "DealershipRequest", token: str) -> Visit | None:
    """
    The guest's visit; None until the question is answered.

    :raises UnknownLink: there never was such a link here
    :raises EndedLink: it has expired or is locked
    """
    dealership, at = request.dealership, timezone.now()
    link = answered(dealership=dealership, token=token, answer=kept(request, token, ANSWER), at=at)
    if link is None:
        return None
    loan = loan_with_everything(dealership=dealership, code=link.reservation.code)
    driver = driver_of(link, loan)
    by = Actor(kind=Kind.GUEST, name=driver.name, origin=origin(request))
    skipped = frozenset(kept(request, token, SKIPPED).split())
    return Visit(dealership=dealership, link=link, token=token, loan=loan, driver=driver, skipped=skipped, by=by, at=at)


def somebody(request: HttpRequest) -> Actor:
    """Whoever holds the link, before they have shown that they are the guest."""
    return Actor(kind=Kind.GUEST, name="Somebody with the link", origin=origin(request))


def origin(request: HttpRequest) -> str:
    """From where, for the history and the certificate of a signature."""
    return f"guest’s link, {request.META.get('REMOTE_ADDR', '')}".rstrip(", ")


def ended(request: HttpRequest, token: str, reason: EndedLink) -> HttpResponse:
    """No name, no loan; only how to get a new link."""
    context = {"token": token, "locked": isinstance(reason, LockedLink)}
    return render(request, "guest/ended.html", context, status=410)


def not_here(request: HttpRequest) -> HttpResponse:
    """There is nothing here, for whoever guesses."""
    return render(request, "guest/not_here.html", status=404)


def private(response: HttpResponseBase) -> HttpResponseBase:
    """Kept by no cache, listed by no search engine."""
    add_never_cache_headers(response)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
