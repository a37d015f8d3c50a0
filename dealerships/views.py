"""Where one lands after signing in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from dealerships.permits import forget_stores, stores_of


def home(request: HttpRequest) -> HttpResponse:
    """The dashboard of one's only dealership, or a choice of several."""
    forget_stores(request)
    stores = stores_of(request)
    if len(stores) == 1 and "choose" not in request.GET:
        return redirect("dashboard", stores[0]["slug"])
    return render(request, "desk/choose.html", {"choices": stores})
