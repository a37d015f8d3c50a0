"""The list of contracts."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from dealerships.models import Dealership
from desk.forms import ContractListForm
from desk.queries.choices import advisors_to_choose, groups_to_choose, programs_to_choose
from desk.queries.contract_list import NEWEST_FIRST, TABS, Wanted, contract_list, counts
from desk.queries.rows import LoanRow, rows
from desk.views.lists import MOST_ROWS_IN_A_FILE, as_csv, heads, page_of, tabs

if TYPE_CHECKING:
    from dealerships.middleware import StaffRequest

HEAD = ("Code", "Status", "Customer", "Vehicle", "Plate", "Pickup", "Drop-off", "Advisor", "Channel", "Total")
COLUMNS = {"pickup": "Pickup", "dropoff": "Drop-off"}


def contracts(request: "StaffRequest") -> HttpResponse:
    """The contracts by state, narrowed and sorted, a page of them or all as CSV."""
    now, form = timezone.now(), filled(request)
    wanted = Wanted(
        tab=form.said("tab", "open"),
        words=form.said("q"),
        offer=form.said("offer"),
        advisor=form.said("advisor"),
        channel=form.said("channel"),
        sort=form.said("sort"),
    )
    found = contract_list(dealership=request.dealership, wanted=wanted, now=now)
    if request.GET.get("format") == "csv":
        return as_csv(
            "contracts", HEAD, (cells(row, request.dealership) for row in rows(found[:MOST_ROWS_IN_A_FILE], now=now))
        )

    page = page_of(request, found)
    order = wanted.sort or ("-pickup" if wanted.tab in NEWEST_FIRST else "pickup")
    context = {
        "section": "contracts",
        "form": form,
        "tab": wanted.tab,
        "tabs": tabs(TABS, wanted.tab, counts(dealership=request.dealership, now=now)),
        "heads": heads(COLUMNS, order),
        "page": page,
        "rows": rows(page, now=now),
        "narrowed": any((wanted.words, wanted.offer, wanted.advisor, wanted.channel)),
        "caption": f"{TABS.get(wanted.tab, 'All')} contracts",
    }
    return render(request, "contracts/list.html", context)


def filled(request: "StaffRequest") -> ContractListForm:
    """The filters, with what this dealership has to choose from."""
    form = ContractListForm(request.GET)
    form.offer_choices(
        groups_to_choose(dealership=request.dealership),
        programs_to_choose(dealership=request.dealership),
    )
    form.advisor_choices(advisors_to_choose(dealership=request.dealership))
    return form


def cells(row: LoanRow, dealership: Dealership) -> Sequence[object]:
    """A row as the file has it: times with their offset, amounts as plain numbers."""
    loan = row.reservation
    return (
        loan.code,
        row.label,
        loan.customer.name,
        f"{row.vehicle.year} {row.vehicle.model}" if row.vehicle else row.wish,
        row.vehicle.plate if row.vehicle else "",
        dealership.local(loan.pickup_at).isoformat(timespec="minutes"),
        dealership.local(loan.dropoff_at).isoformat(timespec="minutes"),
        loan.advisor.name if loan.advisor else "",
        loan.channel,
        row.total.amount if row.total else "",
    )
