"""The lock that every change of who has a vehicle takes first: the vehicle's own row."""

from dealerships.models import Dealership
from fleet.models import Commitment, Vehicle
from fleet.queries import UnknownVehicle, commitment_of


def lock_vehicle(*, dealership: Dealership, vehicle: Vehicle) -> Vehicle:
    """The vehicle as it is now, locked until the end of the transaction."""
    return Vehicle.objects.select_for_update(no_key=True).get(dealership=dealership, pk=vehicle.pk)


def lock_vin(*, dealership: Dealership, vin: str) -> Vehicle:
    """
    The same, by its VIN.

    :raises UnknownVehicle: the dealership has none with it
    """
    found = Vehicle.objects.select_for_update(no_key=True).filter(dealership=dealership, vin=vin).first()
    if found is None:
        raise UnknownVehicle(vin)
    return found


def lock_promised(*, dealership: Dealership, about: str) -> Commitment | None:
    """The loan's standing promise, read again once its vehicle is locked."""
    before = commitment_of(dealership=dealership, about=about)
    if before is None:
        return None
    vehicle = lock_vehicle(dealership=dealership, vehicle=before.vehicle)
    now = commitment_of(dealership=dealership, about=about)
    if now is not None:
        now.vehicle = vehicle
    return now


def vehicle_reference(vehicle: Vehicle) -> str:
    """The vehicle as history names it."""
    return f"vehicle/{vehicle.vin}"
