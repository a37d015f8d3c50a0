"""Guests: the list, and the page that shows everything about one."""

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from customers import queries
from customers.queries import UnknownCustomer
from dealerships.addresses import address
from dealerships.domain.permissions import Permission
from desk.forms import ListForm
from desk.queries.customer_page import customer_page
from desk.views.lists import MOST_ROWS_IN_A_FILE, as_csv, heads, page_of

if TYPE_CHECKING:
    from dealerships.middleware import StaffRequest

SORTS = {
    "name": ("last_name_key", "name_key", "pk"),
    "-name": ("-last_name_key", "-name_key", "-pk"),
    "since": ("created_at", "pk"),
    "-since": ("-created_at", "-pk"),
}
HEAD = ("Code", "First name", "Last name", "Phone", "Email", "City", "State")


def customers(request: "StaffRequest") -> HttpResponse:
    """Guests by name, narrowed by what the counter types."""
    form = ListForm(request.GET)
    words, sort = form.said("q"), form.said("sort", "name")
    order = SORTS.get(sort, SORTS["name"])
    all_of_them = queries.customers(dealership=request.dealership)
    found = queries.find(dealership=request.dealership, words=words) if words else all_of_them
    if request.GET.get("format") == "csv":
        cells = ("code", "first_name", "last_name", "phone", "email", "city", "state")
        return as_csv("customers", HEAD, found.order_by(*order).values_list(*cells)[:MOST_ROWS_IN_A_FILE])
    page = page_of(request, found.order_by(*order))
    columns = heads({"name": "Name", "since": "Customer since"}, sort)
    context = {"section": "customers", "page": page, "words": words, "name": columns[0], "since": columns[1]}
    return render(request, "customers/list.html", context)


def customer(request: "StaffRequest", code: str) -> HttpResponse:
    """A guest; the code of a merged duplicate leads to its survivor."""
    try:
        page = customer_page(dealership=request.dealership, code=code, now=timezone.now())
    except UnknownCustomer:
        raise Http404 from None
    if page.customer.code != code:
        return redirect(address(request.dealership, "customer", code=page.customer.code))
    granted = request.staff.granted
    context = {
        "section": "customers",
        "page": page,
        "may_forbid": Permission.DO_NOT_RENT in granted,
        "may_erase": Permission.ADMIN in granted,
    }
    return render(request, "customers/page.html", context)
