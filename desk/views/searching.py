"""One search box that understands all: names, phones, plates, codes, Reservation IDs."""

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from customers import queries as customers
from dealerships.addresses import address
from desk.queries.rows import WITH_EVERYTHING, rows
from fleet import queries as fleet
from reservations import queries as reservations

if TYPE_CHECKING:
    from dealerships.middleware import StaffRequest

MOST_SHOWN = 10


def search(request: "StaffRequest") -> HttpResponse:
    """Contracts, customers and vehicles that the words may mean; a code alone leads straight to its page."""
    words = request.GET.get("q", "").strip()[:100]
    dealership = request.dealership
    loans = reservations.find(dealership=dealership, words=words)
    found = rows(loans.select_related(*WITH_EVERYTHING).order_by("-pickup_at")[:MOST_SHOWN], now=timezone.now())
    if len(found) == 1 and found[0].is_called(words):
        return redirect(address(dealership, "contract", code=found[0].reservation.code))
    context = {
        "section": "search",
        "searched": words,
        "rows": found,
        "customers": customers.find(dealership=dealership, words=words)[:MOST_SHOWN],
        "vehicles": fleet.find(dealership=dealership, words=words)[:MOST_SHOWN],
    }
    return render(request, "desk/search.html", context)
