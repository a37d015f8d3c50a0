"""Set a vehicle's status by hand."""

from datetime import datetime

from django.db import transaction

from dealerships.domain.actor import Actor
from dealerships.models import Dealership
from dealerships.services.history import record
from fleet.domain.statuses import VehicleStatus, by_hand
from fleet.models import Vehicle
from fleet.services.disposing import dispose_vehicle
from fleet.services.locking import lock_vin, vehicle_reference


@transaction.atomic
def set_status(*, dealership: Dealership, vin: str, status: str, by: Actor, at: datetime) -> Vehicle:
    """
    Move a vehicle to another status; *Rented* is left to contracts.

    :raises UnknownVehicle: the dealership has no such vehicle
    :raises VehicleTaken: it should be disposed of, and a contract waits for it
    :raises IllegalMove: it can't go there from where it is
    """
    if status == VehicleStatus.DISPOSED:
        return dispose_vehicle(dealership=dealership, vin=vin, by=by, at=at)
    vehicle = lock_vin(dealership=dealership, vin=vin)
    move = by_hand(VehicleStatus(status))
    before, vehicle.status = vehicle.status, move.from_(vehicle.status)
    vehicle.save(update_fields=["status"])
    details = {"from": VehicleStatus(before).label, "to": VehicleStatus(vehicle.status).label}
    subjects = [vehicle_reference(vehicle)]
    record(move.verb, dealership=dealership, subjects=subjects, by=by, at=at, details=details)
    return vehicle
