"""What stands in a vehicle group: its vehicles, and the contracts that are open in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Coalesce

from dealerships.models import Dealership
from fleet.domain.statuses import AVAILABLE, VehicleStatus
from fleet.domain.wording import put_together
from fleet.queries.groups import vehicles_in
from reservations.queries import reservations

if TYPE_CHECKING:
    from fleet.models import Vehicle, VehicleGroup
    from reservations.models import Reservation


@dataclass(frozen=True, kw_only=True)
class InTheWay:
    """Why a group can't be removed: vehicles that are in it, contracts that are open in it."""

    vehicles: "tuple[Vehicle, ...]"
    loans: "tuple[Reservation, ...]"

    def __bool__(self) -> bool:
        return bool(self.vehicles or self.loans)

    @property
    def movable(self) -> int:
        """How many of the vehicles can be moved now."""
        return sum(VehicleStatus(car.status) in AVAILABLE for car in self.vehicles)

    @property
    def fate(self) -> str:
        """*9 can move now. 7 stay: Rented, Maintenance and Shuttle.*"""
        return f"{self.movable} can move now. {self.staying}".rstrip()

    @property
    def staying(self) -> str:
        """Which of them can't, and why: *2 stay: Rented and Shuttle*; empty where all can."""
        statuses = [VehicleStatus(car.status) for car in self.vehicles if VehicleStatus(car.status) not in AVAILABLE]
        if not statuses:
            return ""
        named = put_together([status.label for status in VehicleStatus if status in statuses])
        return f"{len(statuses)} {'stays' if len(statuses) == 1 else 'stay'}: {named}."


def open_loans(*, dealership: Dealership, group: "VehicleGroup") -> "QuerySet[Reservation]":
    """The open contracts of a group: booked for it, or whose vehicle was assigned out of it."""
    rows = reservations(dealership=dealership).open().filter(Q(group=group) | Q(contract__group=group))
    return rows.select_related("customer").order_by("pickup_at", "pk")


def open_counts(*, dealership: Dealership) -> Mapping[int, int]:
    """How many contracts are open in each group, by the group's key."""
    rows = reservations(dealership=dealership).open().annotate(of=Coalesce("contract__group", "group"))
    return dict(rows.exclude(of=None).order_by().values_list("of").annotate(count=Count("pk")))


def in_the_way(*, dealership: Dealership, group: "VehicleGroup") -> InTheWay:
    """What has to go before the group can, in two statements."""
    return InTheWay(
        vehicles=tuple(vehicles_in(dealership=dealership, group=group)),
        loans=tuple(open_loans(dealership=dealership, group=group)),
    )
