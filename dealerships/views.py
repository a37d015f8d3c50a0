"""Where one lands after signing in."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from dealerships.addresses import address
from dealerships.models import User
from dealerships.queries import dealerships_of


def home(request: HttpRequest) -> HttpResponse:
    """The dashboard of one's only dealership, or a choice of several."""
    stores = list(dealerships_of(cast("User", request.user)))
    if len(stores) == 1 and "choose" not in request.GET:
        return redirect(address(stores[0], "dashboard"))
    return render(request, "desk/choose.html", {"choices": stores})
