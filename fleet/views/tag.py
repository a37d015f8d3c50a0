"""The key tag of a vehicle: its QR code, to be printed and hung on its key, which *Scan* reads."""

from typing import TYPE_CHECKING

import segno
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from fleet.views.standing import found

if TYPE_CHECKING:
    from dealerships.middleware import StaffRequest


@require_GET
def tag(request: "StaffRequest", vin: str) -> HttpResponse:
    """A page with the tag alone, for the printer."""
    car = found(request, vin)
    drawing = segno.make(car.qr, error="m", micro=False).svg_data_uri(scale=4)
    return render(request, "vehicles/tag.html", {"section": "vehicles", "car": car, "drawing": drawing})
