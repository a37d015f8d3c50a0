"""
Look where a vehicle is.

What was measured while a guest had the car is seen only where the settings of that contract allow it, by staff with
the permission, and every look is kept in the history (product.md, Vehicle).
"""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from contracts.models import Handover
from contracts.queries.agreed import additional_settings
from dealerships.domain.actor import Actor
from dealerships.domain.permissions import Permission
from dealerships.models import Dealership
from dealerships.services.history import record
from fleet.queries import vehicle as vehicle_of
from fleet.queries.positions import newest_position

if TYPE_CHECKING:
    from fleet.models import Vehicle, VehiclePosition


class PositionNotShown(Exception):
    """There is no position, or it may not be seen; the message says which."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Look:
    """Where the vehicle was seen last, and on which loan (empty: on none)."""

    vehicle: "Vehicle"
    position: "VehiclePosition"
    code: str


@transaction.atomic
def look_at_position(*, dealership: Dealership, vin: str, by: Actor, at: datetime) -> Look:
    """
    The newest position of a vehicle; the look is recorded.

    :raises UnknownVehicle: the dealership has no vehicle with this VIN
    :raises PositionNotShown: none is known, or it was measured during a contract that keeps it private
    :raises NotAllowed: it was measured during a contract, and that takes a permission
    """
    vehicle = vehicle_of(dealership=dealership, vin=vin)
    position = newest_position(dealership=dealership, vehicle=vehicle, at=at)
    if position is None:
        raise PositionNotShown(f"No position of {vehicle} is known.")
    handover = _lent(dealership, vehicle, position.at)
    if handover is not None:
        _refuse_private(handover, by)
    code = handover.contract.reservation.code if handover else ""
    subjects = [f"vehicle/{vehicle.vin}", *([f"contract/{code}"] if code else [])]
    details = {"measured": position.at.isoformat()}
    record("position looked at", dealership=dealership, subjects=subjects, by=by, at=at, details=details)
    return Look(vehicle=vehicle, position=position, code=code)


def _lent(dealership: Dealership, vehicle: "Vehicle", when: datetime) -> Handover | None:
    """With whom the vehicle was at that instant."""
    not_back = Q(in_at__isnull=True) | Q(in_at__gt=when)
    rows = Handover.objects.filter(not_back, dealership=dealership, vehicle=vehicle, out_at__lte=when)
    related = ("contract__group__additional", "contract__reservation__program__additional")
    return rows.select_related(*related).order_by("-out_at").first()


def _refuse_private(handover: Handover, by: Actor) -> None:
    reservation = handover.contract.reservation
    settings = additional_settings(reservation)
    if settings is None or not settings.view_positions:
        raise PositionNotShown(
            f"It was measured during contract {reservation.code}, whose settings keep positions private."
        )
    by.must(Permission.POSITIONS)
