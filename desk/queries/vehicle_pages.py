"""The list of vehicles and the page of one: the car, who has it, what is wrong with it, where it was."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db.models import Count, QuerySet

from dealerships.models import Dealership, Event
from dealerships.prepared import Asked, Prepared, one_of, prepared, told
from dealerships.queries import newest_events
from desk.queries.rows import LoanRow, rows
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
SHOWN = ("customer", "contract__vehicle", "contract__invoice")
MOST_LOANS = 15


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """What the list is asked for."""

    tab: str = "all"
    words: str = ""
    group: str = ""
    program: str = ""
    sort: str = "vehicle"


def vehicle_list(*, dealership: Dealership, wanted: Wanted) -> "Asked[Vehicle] | QuerySet[Vehicle]":
    """The vehicles asked for; disposed ones only where they are asked for."""
    tab, order = wanted.tab if wanted.tab in ORDER else "", SORTS.get(wanted.sort, SORTS["vehicle"])
    pools = {"group": wanted.group, "program": wanted.program}
    pools = {name: key for name, key in pools.items() if key.isdigit()}
    if wanted.words:
        found = fleet.find(dealership=dealership, words=wanted.words)
        return narrowed(found, dealership, tab, pools).order_by(*order)
    return listed(tab, order, tuple(pools)).asked(dealership=dealership, **pools)


@lru_cache(maxsize=128)
def listed(tab: str, order: tuple[str, ...], pools: tuple[str, ...]) -> "Prepared[Vehicle]":
    """The read of a tab, narrowed by ``group`` or ``program`` or both."""

    def shape() -> "QuerySet[Vehicle]":
        here = told("dealership")
        keys = {name: told(name) for name in pools}
        return narrowed(fleet.vehicles(dealership=here), here, tab, keys).order_by(*order)

    return Prepared(shape)


def narrowed(found: "QuerySet[Vehicle]", dealership: Any, tab: str, pools: Mapping[str, Any]) -> "QuerySet[Vehicle]":
    """Those of a tab that a group or a program has, with the names of all they are in."""
    found = found.filter(status=tab) if tab else found.exclude(status=VehicleStatus.DISPOSED)
    return named(fleet.lent_from(found, dealership=dealership, **pools), dealership=dealership)


def all_vins(*, dealership: Dealership, wanted: Wanted) -> list[str]:
    """The VINs of all that are asked for."""
    found = vehicle_list(dealership=dealership, wanted=wanted)
    return [vehicle.vin for vehicle in found[: found.count()]]


def counts(*, dealership: Dealership) -> Mapping[str, int]:
    """How many vehicles stand how."""
    found = dict(vehicles_by_status(dealership=dealership))
    everything = sum(count for name, count in found.items() if name != VehicleStatus.DISPOSED)
    return {"all": everything} | {name: found.get(name, 0) for name in ORDER}


@prepared
def vehicles_by_status() -> QuerySet[Any, tuple[str, int]]:
    """How many vehicles are in each status."""
    return fleet.vehicles(dealership=told("dealership")).order_by().values_list("status").annotate(Count("pk"))


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
        return "; ".join(programs_of(self.vehicle))

    @property
    def also_in(self) -> str:
        """The groups it is in beside its home group."""
        return "; ".join(groups_of(self.vehicle))

    @property
    def how_many_more(self) -> int:
        """How many those are."""
        return len(groups_of(self.vehicle))

    @property
    def can_be_ticked(self) -> bool:
        """Whether its groups and programs may change now."""
        return self.vehicle.status in AVAILABLE


def vehicle_rows(vehicles: "Sequence[Vehicle]", *, dealership: Dealership) -> list[VehicleRow]:
    """A page of vehicles, with who has those that are out, in one more statement."""
    out = loans_out(dealership=dealership, vehicles=vehicles)
    names = {loan.contract.vehicle_id: loan.customer.name for loan in out}
    return [VehicleRow(vehicle=each, holder=names.get(each.pk, "")) for each in vehicles]


@prepared
def loans_out() -> "QuerySet[Reservation]":
    """Who has those of the ``vehicles`` that are out."""
    mine = one_of("contract__vehicle_id", "vehicles", "bigint")
    out = reservations.reservations(dealership=told("dealership")).filter(mine, status=Status.STARTED)
    return out.select_related("customer", "contract")


def programs_of(vehicle: "Vehicle") -> list[str]:
    """The titles of the programs in use, of a vehicle that was read with them."""
    return sorted(vehicle.in_programs)  # type: ignore[attr-defined]  # what `named` puts beside a vehicle


def groups_of(vehicle: "Vehicle") -> list[str]:
    """The names of the groups beside its home group, of a vehicle that was read with them."""
    return sorted(vehicle.also_in_groups)  # type: ignore[attr-defined]  # what `named` puts beside a vehicle


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
    vehicle = with_names.only(dealership=dealership, vin=vin)
    if vehicle is None:
        raise fleet.UnknownVehicle(vin)
    loans = rows(newest_loans(dealership=dealership, vehicle=vehicle), now=now)
    return VehiclePage(
        vehicle=vehicle,
        loans=loans,
        issues=issues_of(dealership=dealership, vehicle=vehicle),
        programs=programs_of(vehicle),
        groups=groups_of(vehicle),
        events=newest_events(dealership=dealership, subjects=[vehicle.reference]),
        choices=[VehicleStatus(name) for name in ORDER if name in BY_HAND and name != vehicle.status],
    )


@prepared
def with_names() -> "QuerySet[Vehicle]":
    """The vehicle with this ``vin``."""
    return named(fleet.vehicles(dealership=told("dealership")).filter(vin=told("vin")), dealership=told("dealership"))


@prepared
def newest_loans() -> "QuerySet[Reservation]":
    """The last loans of a ``vehicle``."""
    with_it = reservations.reservations(dealership=told("dealership")).filter(contract__vehicle=told("vehicle"))
    return with_it.select_related(*SHOWN).order_by("-pickup_at")[:MOST_LOANS]


@prepared
def issues_of() -> "QuerySet[VehicleIssue]":
    """What is wrong with a ``vehicle``."""
    return fleet.open_issues(dealership=told("dealership"), vehicle=told("vehicle"))
