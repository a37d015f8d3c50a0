"""The lock that every change of who has a vehicle takes first: the vehicle's own row."""

from collections.abc import Collection

from dealerships.models import Dealership
from fleet.models import Commitment, Vehicle
from fleet.queries import UnknownVehicle, open_commitments


def lock_vehicle(*, dealership: Dealership, vehicle: Vehicle) -> Vehicle:
    """
    The vehicle as it is now, locked until the end of the transaction.

    :raises UnknownVehicle: it was taken out of the fleet this very moment
    """
    found = Vehicle.objects.select_for_update(no_key=True).filter(dealership=dealership, pk=vehicle.pk).first()
    if found is None:
        raise UnknownVehicle(vehicle.vin)
    return found


def lock_vin(*, dealership: Dealership, vin: str) -> Vehicle:
    """
    The same, by its VIN.

    :raises UnknownVehicle: the dealership has none with it
    """
    found = Vehicle.objects.select_for_update(no_key=True).filter(dealership=dealership, vin=vin).first()
    if found is None:
        raise UnknownVehicle(vin)
    return found


def lock_vins(*, dealership: Dealership, vins: Collection[str]) -> list[Vehicle]:
    """Those of the vehicles that there are, locked in the order of their VINs: two who want the same ones queue."""
    rows = Vehicle.objects.select_for_update(no_key=True).filter(dealership=dealership, vin__in=vins)
    return list(rows.order_by("vin"))


def lock_promised(*, dealership: Dealership, about: str) -> Commitment | None:
    """The loan's standing promise and its vehicle, both locked, as they are now."""
    rows = open_commitments(dealership=dealership).filter(about=about, vehicle__dealership=dealership)
    return rows.select_related("vehicle").select_for_update(no_key=True, of=("self", "vehicle")).first()


def vehicle_reference(vehicle: Vehicle) -> str:
    """The vehicle as history names it."""
    return vehicle.reference
