"""A car of the fleet that is built like another: the first eight characters of their VINs are the same."""

from dealerships.models import Dealership
from fleet.models import Vehicle

BUILT_ALIKE = 8
"""Maker, body, engine and restraints; the ninth is the check digit."""


def car_like(*, dealership: Dealership, vin: str) -> Vehicle | None:
    """The newest of them, if there is one."""
    alike = Vehicle.objects.filter(dealership=dealership, vin__startswith=vin[:BUILT_ALIKE]).exclude(vin=vin)
    return alike.order_by("-year", "-pk").first()
