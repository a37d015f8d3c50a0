"""Where a vehicle is: asked for, never shown unasked, because every look is kept."""

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from contracts.services.positions import PositionNotShown, look_at_position
from dealerships.addresses import address
from dealerships.domain.permissions import NotAllowed
from dealerships.permits import actor, refuse
from fleet.queries import UnknownVehicle, vehicle

if TYPE_CHECKING:
    from dealerships.middleware import StaffRequest


@never_cache
def position(request: "StaffRequest", vin: str) -> HttpResponse:
    """GET asks whether one really wants to look; POST looks, and shows what is known."""
    page = address(request.dealership, "vehicle", vin=vin)
    try:
        context = {"section": "vehicles", "page": page, "vehicle": vehicle(dealership=request.dealership, vin=vin)}
        if request.method == "POST":
            now = timezone.now()
            context["look"] = look_at_position(dealership=request.dealership, vin=vin, by=actor(request), at=now)
    except UnknownVehicle:
        raise Http404 from None
    except (PositionNotShown, NotAllowed) as reason:
        refuse(request, reason)
        return redirect(page)
    return render(request, "vehicles/position.html", context)
