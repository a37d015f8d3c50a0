"""What stands in the way of removing a vehicle category: its vehicles, and the bookings by it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dealerships.models import Dealership
from fleet.queries.categories import vehicles_of
from reservations.queries.reservations import reservations

if TYPE_CHECKING:
    from fleet.models import Vehicle, VehicleCategory
    from reservations.models import Reservation


@dataclass(frozen=True, kw_only=True)
class InTheWay:
    """Why a category can't be removed; ``past`` counts the contracts that are over and were booked by it."""

    vehicles: "tuple[Vehicle, ...]"
    loans: "tuple[Reservation, ...]"
    past: int

    def __bool__(self) -> bool:
        return bool(self.vehicles or self.loans or self.past)


def in_the_way(*, dealership: Dealership, category: "VehicleCategory") -> InTheWay:
    """What has to go before the category can, in three statements."""
    booked = reservations(dealership=dealership).filter(category=category)
    loans = tuple(booked.open().select_related("customer").order_by("pickup_at", "pk"))
    return InTheWay(
        vehicles=tuple(vehicles_of(dealership=dealership, category=category)),
        loans=loans,
        past=booked.count() - len(loans),
    )
