"""Vehicles: the list, and the page of one."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from dealerships.domain.permissions import Permission
from desk.forms import VehicleListForm
from desk.queries.choices import groups_to_choose, programs_to_choose
from desk.queries.vehicle_pages import (
    ORDER,
    VehicleRow,
    Wanted,
    counts,
    not_ticked,
    vehicle_list,
    vehicle_page,
    vehicle_rows,
)
from desk.views.lists import MOST_ROWS_IN_A_FILE, as_csv, heads, page_of, tabs
from fleet.domain.details import DETAILS, ENERGIES
from fleet.domain.importing.columns import COLUMNS
from fleet.domain.statuses import VehicleStatus
from fleet.queries import UnknownVehicle

if TYPE_CHECKING:
    from dealerships.middleware import StaffRequest

LABELS = {"all": "All", **{name: VehicleStatus(name).label for name in ORDER}}
HEAD = (*(column.head for column in COLUMNS), "Status", "With")


def vehicles(request: "StaffRequest") -> HttpResponse:
    """The fleet by status, narrowed and sorted, a page of it or all as CSV."""
    form = filled(request)
    wanted = Wanted(
        tab=form.said("tab", "all"),
        words=form.said("q"),
        group=form.said("group"),
        program=form.said("program"),
        sort=form.said("sort", "vehicle"),
    )
    found = vehicle_list(dealership=request.dealership, wanted=wanted)
    if request.GET.get("format") == "csv":
        rows = vehicle_rows(list(found[:MOST_ROWS_IN_A_FILE]), dealership=request.dealership)
        return as_csv("vehicles", HEAD, (cells(row) for row in rows))

    page, how_many = page_of(request, found), counts(dealership=request.dealership)
    columns = heads({"vehicle": "Vehicle", "odometer": "Odometer"}, wanted.sort)
    rows = vehicle_rows(list(page), dealership=request.dealership)
    context = {
        "section": "vehicles",
        "form": form,
        "tab": wanted.tab,
        "tabs": [tab for tab in tabs(LABELS, wanted.tab, how_many) if tab.count or tab.here],
        "counts": how_many,
        "page": page,
        "rows": rows,
        "not_ticked": not_ticked(rows),
        "name": columns[0],
        "odometer": columns[1],
        "narrowed": any((wanted.words, wanted.group, wanted.program)),
    }
    return render(request, "vehicles/list.html", context)


def filled(request: "StaffRequest") -> VehicleListForm:
    """The filters, with what this dealership has to choose from."""
    form = VehicleListForm(request.GET)
    form.offer(groups_to_choose(dealership=request.dealership), programs_to_choose(dealership=request.dealership))
    return form


def vehicle(request: "StaffRequest", vin: str) -> HttpResponse:
    """A car: how it stands, who has it, what is wrong with it."""
    try:
        page = vehicle_page(dealership=request.dealership, vin=vin, now=timezone.now())
    except UnknownVehicle:
        raise Http404 from None
    may_look = Permission.POSITIONS in request.staff.granted
    return render(request, "vehicles/page.html", {"section": "vehicles", "page": page, "may_look": may_look})


def cells(row: VehicleRow) -> Sequence[object]:
    """A row as the file has it: what an import reads, then how the vehicle stands."""
    car = row.vehicle
    said = {
        **{name: getattr(car, name) for name in DETAILS},
        "category": car.category.name if car.category else "",
        "energy": ENERGIES[car.energy],
        "fuel_level": f"{car.fuel_level:f}",
        "home_group": car.home_group.name,
        "groups": row.also_in,
        "programs": row.programs,
    }
    return (*(said[column.field] for column in COLUMNS), VehicleStatus(car.status).label, row.holder)
