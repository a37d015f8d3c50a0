"""Scan a vehicle: its barcode or QR code, by camera or by a scanner that types, leads to its page."""

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from dealerships.addresses import address
from fleet.domain.vin import LENGTH, scanned
from fleet.queries import find

if TYPE_CHECKING:
    from dealerships.middleware import StaffRequest

ONE_AND_MORE = 2


@require_GET
def scan(request: "StaffRequest") -> HttpResponse:
    """Ask for the code; then the one vehicle that it means, the list of those it may mean, or that there is none."""
    words = scanned(request.GET.get("read", ""))
    found = list(find(dealership=request.dealership, words=words)[:ONE_AND_MORE])
    if len(found) == 1:
        return redirect(address(request.dealership, "vehicle", vin=found[0].vin))
    if found:
        return redirect(f"{address(request.dealership, 'vehicles')}?{urlencode({'q': words})}")
    context = {"section": "vehicles", "read": words, "is_vin": len(words) == LENGTH}
    return render(request, "vehicles/scan.html", context, status=404 if words else 200)
