"""A reservation as it would be if it were made: for what must be known before it is."""

from typing import TYPE_CHECKING

from dealerships.models import Dealership
from kernel.period import Period
from reservations.models import Reservation

if TYPE_CHECKING:
    from customers.models import Customer
    from fleet.models import VehicleCategory, VehicleGroup
    from programs.models import Program


def imagined(
    *,
    dealership: Dealership,
    customer: "Customer",
    period: Period,
    group: "VehicleGroup | None",
    program: "Program | None",
    category: "VehicleCategory | None",
    preferred_model: str,
    service_vin: str,
) -> Reservation:
    """A booked reservation with everything in hand that its price depends on; nobody saves it."""
    return Reservation(
        dealership=dealership,
        customer=customer,
        group=group,
        program=program,
        category=category,
        preferred_model=preferred_model,
        service_vin=service_vin,
        pickup_at=period.starts_at,
        dropoff_at=period.ends_at,
    )
