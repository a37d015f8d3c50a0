"""Add a vehicle to the fleet."""

from dataclasses import asdict
from datetime import datetime
from secrets import token_urlsafe

from django.db import IntegrityError, transaction

from dealerships.domain.actor import Actor
from dealerships.models import Dealership
from dealerships.services.history import record
from fleet.domain.details import VehicleDetails, contradictions
from fleet.domain.vin import checked
from fleet.models import ProgramVehicle, Vehicle
from fleet.services.changing import Unfit, refuse_removed
from fleet.services.locking import vehicle_reference
from fleet.services.memberships import GroupRemoved, lock_groups
from kernel.keys import without_case_and_spaces


class VinTaken(Exception):
    """A vehicle is in the fleet once."""

    def __init__(self, vin: str) -> None:
        """Name it."""
        super().__init__(f"{vin} is in the fleet already.")


@transaction.atomic
def add_vehicle(
    *,
    dealership: Dealership,
    details: VehicleDetails,
    home_group_id: int,
    program_ids: tuple[int, ...] = (),
    by: Actor,
    at: datetime,
) -> Vehicle:
    """
    Put a vehicle into the fleet, In preparation, with a QR code of its own.

    :raises InvalidVin: the VIN is mistyped
    :raises VinTaken: it is in the fleet already
    :raises Unfit: what was typed can't be true
    :raises GroupRemoved: the home group is not in use any more
    """
    vehicle = _new(dealership, details, home_group_id, at)
    try:
        with transaction.atomic():
            vehicle.save(force_insert=True)
    except IntegrityError as refused:
        if "vehicle_vin_once" not in str(refused):
            raise
        raise VinTaken(vehicle.vin) from refused
    ProgramVehicle.objects.bulk_create(
        ProgramVehicle(dealership=dealership, program_id=program_id, vehicle=vehicle) for program_id in program_ids
    )
    record("added to the fleet", dealership=dealership, subjects=[vehicle_reference(vehicle)], by=by, at=at)
    return vehicle


def _new(dealership: Dealership, details: VehicleDetails, home_group_id: int, at: datetime) -> Vehicle:
    """The row, not saved yet; its home group and category are locked, so that they are not removed meanwhile."""
    vin = checked(details.vin)
    if faults := contradictions(details, this_year=dealership.local(at).year):
        raise Unfit(faults)
    if not lock_groups(dealership=dealership, keys=[home_group_id]):
        raise GroupRemoved
    refuse_removed(dealership, details.category_id)
    return Vehicle(
        dealership=dealership,
        home_group_id=home_group_id,
        model_key=without_case_and_spaces(details.model),
        plate_key=without_case_and_spaces(details.plate),
        qr=token_urlsafe(12),
        readings_at=at,
        **(asdict(details) | {"vin": vin}),
    )
