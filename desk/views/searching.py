"""One search box that understands all: names, phones, plates, codes, Reservation IDs."""

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from dealerships.addresses import address
from desk.queries.searching import found

if TYPE_CHECKING:
    from dealerships.middleware import StaffRequest


def search(request: "StaffRequest") -> HttpResponse:
    """Contracts, customers and vehicles that the words may mean; a code alone leads straight to its page."""
    words = request.GET.get("q", "").strip()[:100]
    seen = found(dealership=request.dealership, words=words, now=timezone.now())
    if len(seen.rows) == 1 and seen.rows[0].is_called(words):
        return redirect(address(request.dealership, "contract", code=seen.rows[0].reservation.code))
    context = {
        "section": "search",
        "searched": words,
        "rows": seen.rows,
        "customers": seen.customers,
        "vehicles": seen.vehicles,
    }
    return render(request, "desk/search.html", context)
