"""Additional drivers of a loan: who they are, somebody more, one less; each signs on a phone of their own."""

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from contracts.queries.people import drivers_of
from contracts.views.acting import doing, found, pressed
from customers.queries import UnknownCustomer, find, profile
from reservations.domain.booking import MOST_DRIVERS
from reservations.services import add_driver, take_out_driver

if TYPE_CHECKING:
    from customers.models import Customer
    from dealerships.middleware import StaffRequest

MOST_SHOWN = 12


@require_GET
def drivers(request: "StaffRequest", code: str) -> HttpResponse:
    """Those who are named, and a search for somebody more; a profile that was just made is found already."""
    loan, words = found(request, code), request.GET.get("q", "").strip()
    named = drivers_of(loan)
    just_made = [named_by(request, request.GET["customer"])] if "customer" in request.GET else []
    matching = find(dealership=request.dealership, words=words)[:MOST_SHOWN]
    context = {
        "section": "contracts",
        "loan": loan,
        "named": named[1:],
        "full": len(named) > MOST_DRIVERS,
        "words": words,
        "found": [one for one in [*just_made, *matching] if one.code not in {each.code for each in named}],
    }
    return render(request, "contracts/drivers.html", context)


@require_POST
def add(request: "StaffRequest", code: str) -> HttpResponse:
    """Somebody more drives."""
    found(request, code)
    driver = named_by(request, request.POST.get("driver", ""))
    return pressed(
        request,
        code,
        lambda: add_driver(driver=driver, **doing(request, code)),
        done=f"{driver.name} is an additional driver.",
    )


@require_POST
def take_out(request: "StaffRequest", code: str) -> HttpResponse:
    """One drives no longer."""
    found(request, code)
    driver = named_by(request, request.POST.get("driver", ""))
    return pressed(
        request,
        code,
        lambda: take_out_driver(driver=driver, **doing(request, code)),
        done=f"{driver.name} is no driver any more.",
    )


def named_by(request: "StaffRequest", code: str) -> "Customer":
    """
    :raises Http404: no profile here has this code
    """
    try:
        return profile(dealership=request.dealership, code=code)
    except UnknownCustomer:
        raise Http404 from None
