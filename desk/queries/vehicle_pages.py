"""The list of vehicles and the page of one: the car, who has it, what is wrong with it, where it was."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Count, Q, QuerySet

from dealerships.models import Dealership, Event
from dealerships.queries import history
from desk.queries.rows import WITH_EVERYTHING, LoanRow, rows
from fleet import queries as fleet
from fleet.domain.statuses import AVAILABLE, BY_HAND, VehicleStatus
from fleet.queries.standings import named
from reservations import queries as reservations
from reservations.domain.lifecycle import Status

if TYPE_CHECKING:
    from fleet.models import Vehicle, VehicleIssue
    from reservations.models import Reservation

ORDER = ("staged", "rented", "returned", "in_preparation", "maintenance", "hard_hold", "shuttle", "disposed")
SORTS = {
    "vehicle": ("model_key", "plate_key", "pk"),
    "-vehicle": ("-model_key", "-plate_key", "-pk"),
    "odometer": ("odometer", "pk"),
    "-odometer": ("-odometer", "-pk"),
}
MOST_LOANS = 15
MOST_EVENTS = 12


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """What the list is asked for."""

    tab: str = "all"
    words: str = ""
    group: str = ""
    program: str = ""
    sort: str = "vehicle"


def vehicle_list(*, dealership: Dealership, wanted: Wanted) -> "QuerySet[Vehicle]":
    """The vehicles asked for; disposed ones only where they are asked for."""
    found = (
        fleet.find(dealership=dealership, words=wanted.words) if wanted.words else fleet.vehicles(dealership=dealership)
    )
    found = found.filter(status=wanted.tab) if wanted.tab in ORDER else found.exclude(status=VehicleStatus.DISPOSED)
    if wanted.group.isdigit():
        inside = Q(home_group_id=int(wanted.group)) | Q(
            also_in__dealership=dealership, also_in__group=int(wanted.group)
        )
        found = found.filter(inside)
    if wanted.program.isdigit():
        found = found.filter(program_rows__dealership=dealership, program_rows__program_id=int(wanted.program))
    if wanted.group.isdigit() or wanted.program.isdigit():
        found = found.distinct()
    order = SORTS.get(wanted.sort, SORTS["vehicle"])
    return named(found, dealership=dealership).order_by(*order)


def counts(*, dealership: Dealership) -> Mapping[str, int]:
    """How many vehicles stand how."""
    found = dict(fleet.vehicles(dealership=dealership).order_by().values_list("status").annotate(Count("pk")))
    everything = sum(count for name, count in found.items() if name != VehicleStatus.DISPOSED)
    return {"all": everything} | {name: found.get(name, 0) for name in ORDER}


@dataclass(frozen=True, kw_only=True)
class VehicleRow:
    """A vehicle and where it is: its place in the lot, or with whom."""

    vehicle: "Vehicle"
    holder: str = ""

    @property
    def place(self) -> str:
        """Its place in the lot, or with whom it is."""
        return f"With {self.holder}" if self.holder else self.vehicle.location

    @property
    def programs(self) -> str:
        """The programs in which it may be lent, by title."""
        return "; ".join(sorted(row.program.title for row in self.vehicle.program_rows.all()))

    @property
    def also_in(self) -> str:
        """The groups it is in beside its home group."""
        return "; ".join(sorted(row.group.name for row in self.vehicle.also_in.all()))

    @property
    def how_many_more(self) -> int:
        """How many those are."""
        return len(self.vehicle.also_in.all())

    @property
    def can_be_ticked(self) -> bool:
        """Whether its groups and programs may change now."""
        return self.vehicle.status in AVAILABLE


def vehicle_rows(vehicles: "Sequence[Vehicle]", *, dealership: Dealership) -> list[VehicleRow]:
    """A page of vehicles, with who has those that are out, in one more statement."""
    out = reservations.reservations(dealership=dealership).filter(
        status=Status.STARTED, contract__vehicle__in=[vehicle.pk for vehicle in vehicles]
    )
    names = {loan.contract.vehicle_id: loan.customer.name for loan in out.select_related("customer", "contract")}
    return [VehicleRow(vehicle=each, holder=names.get(each.pk, "")) for each in vehicles]


def not_ticked(rows: Sequence[VehicleRow]) -> str:
    """*BT 20094, BT 20096 (Rented), BT 20135 (Maintenance)*: those of the page that stay where they are."""
    by_status: dict[str, list[str]] = {}
    for row in rows:
        if not row.can_be_ticked:
            by_status.setdefault(row.vehicle.status, []).append(row.vehicle.plate or row.vehicle.vin)
    return ", ".join(f"{', '.join(names)} ({VehicleStatus(status).label})" for status, names in by_status.items())


@dataclass(frozen=True, kw_only=True)
class VehiclePage:
    """A car, with its loans (newest first), open issues and history."""

    vehicle: "Vehicle"
    loans: Sequence[LoanRow]
    issues: "Sequence[VehicleIssue]"
    programs: Sequence[str]
    groups: Sequence[str]
    events: Sequence[Event]
    choices: Sequence[VehicleStatus]

    @property
    def moves_by_hand(self) -> bool:
        """Whether staff may change its status now; while it is rented, its contract does."""
        return self.vehicle.status in BY_HAND

    @property
    def groups_may_change(self) -> bool:
        """In available statuses only."""
        return self.vehicle.status in AVAILABLE

    @property
    def disposed(self) -> bool:
        """Whether it is out of the fleet."""
        return self.vehicle.status == VehicleStatus.DISPOSED


def vehicle_page(*, dealership: Dealership, vin: str, now: datetime) -> VehiclePage:
    """
    :raises UnknownVehicle: the dealership has no vehicle with this VIN
    """
    vehicle = named(fleet.vehicles(dealership=dealership), dealership=dealership).filter(vin=vin).first()
    if vehicle is None:
        raise fleet.UnknownVehicle(vin)
    with_it: QuerySet[Reservation] = reservations.reservations(dealership=dealership).filter(contract__vehicle=vehicle)
    loans = rows(with_it.select_related(*WITH_EVERYTHING).order_by("-pickup_at")[:MOST_LOANS], now=now)
    return VehiclePage(
        vehicle=vehicle,
        loans=loans,
        issues=list(fleet.open_issues(dealership=dealership, vehicle=vehicle)),
        programs=sorted(row.program.title for row in vehicle.program_rows.all()),
        groups=sorted(row.group.name for row in vehicle.also_in.all()),
        events=list(history(dealership=dealership, subject=f"vehicle/{vin}")[:MOST_EVENTS]),
        choices=[VehicleStatus(name) for name in ORDER if name in BY_HAND and name != vehicle.status],
    )
