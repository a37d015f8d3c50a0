"""
Look where a vehicle is.

What was measured while a guest had the car is seen only where the settings of that contract allow it and the guest
signed the notice, by staff with the permission, and every look is kept in the history (product.md, Vehicle).
"""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from contracts.domain.notices import tells_of_positions
from contracts.models import Handover
from contracts.queries import terms_in_force
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
        _refuse_private(dealership, handover, by)
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


def _refuse_private(dealership: Dealership, handover: Handover, by: Actor) -> None:
    contract = handover.contract
    settings, signed = (
        additional_settings(contract.reservation),
        terms_in_force(dealership=dealership, contract=contract),
    )
    told = signed is not None and tells_of_positions(signed.shown["fields"])
    if settings is None or not settings.view_positions or not told:
        raise PositionNotShown(
            f"It was measured during contract {contract.reservation.code}, which keeps positions private."
        )
    by.must(Permission.POSITIONS)
