"""The vehicles whose groups and programs are to change: where they are, which can't, and whom it would touch."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dealerships.models import Dealership
from fleet.domain.membership import Membership
from fleet.domain.names import Names
from fleet.domain.statuses import AVAILABLE, VehicleStatus
from fleet.domain.wording import put_together
from fleet.queries import open_commitments, vehicles
from fleet.queries.groups import groups
from fleet.queries.naming import group_names
from fleet.queries.regrouping import change_of_groups
from fleet.queries.standings import memberships

if TYPE_CHECKING:
    from fleet.models import Regrouping, Vehicle, VehicleGroup

MOST_NAMED = 8


@dataclass(frozen=True, kw_only=True, slots=True)
class Chosen:
    """A vehicle and where it is."""

    vehicle: "Vehicle"
    where: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """Those that were ticked, those of them that can change, those that can't, and what else there is to know."""

    ticked: Sequence[str]
    named: Sequence[Chosen]
    vins: Sequence[str]
    stay: str
    pending: str
    groups: "Sequence[VehicleGroup]"

    @property
    def how_many(self) -> str:
        """For the button."""
        return "1 vehicle" if len(self.vins) == 1 else f"{len(self.vins)} vehicles"

    @property
    def others(self) -> int:
        """How many are not named one by one."""
        return max(0, len(self.vins) - len(self.named))


def choice(*, dealership: Dealership, vins: Collection[str]) -> Choice:
    """Five statements, however many vehicles."""
    asked = [vin for vin in vins if vin.isalnum()]
    found = list(vehicles(dealership=dealership).filter(vin__in=asked).order_by("model_key", "plate_key", "pk"))
    can = [car for car in found if car.status in AVAILABLE]
    first = can[:MOST_NAMED]
    where = memberships(dealership=dealership, vins=[car.vin for car in first])
    names = group_names(dealership=dealership)
    return Choice(
        ticked=[car.vin for car in found],
        named=[Chosen(vehicle=car, where=_where(car, where[car.vin], names)) for car in first],
        vins=[car.vin for car in can],
        stay=_stay([car for car in found if car.status not in AVAILABLE]),
        pending=_pending(dealership, can),
        groups=list(groups(dealership=dealership).select_related("cost_recovery")),
    )


def _where(car: "Vehicle", membership: Membership, names: Names) -> str:
    also = f", also {names.said(membership.groups)}" if membership.groups else ""
    return f"{car.year} {car.model}, home group {car.home_group.name}{also}"


def _stay(cars: "Sequence[Vehicle]") -> str:
    """*BT 20094 (Rented), BT 20135 (Maintenance)*."""
    named = [f"{car.plate or car.vin} ({VehicleStatus(car.status).label})" for car in cars]
    more = f" and {len(named) - MOST_NAMED} more" if len(named) > MOST_NAMED else ""
    return ", ".join(named[:MOST_NAMED]) + more


def _pending(dealership: Dealership, cars: "Sequence[Vehicle]") -> str:
    """*BT 20099 and BT 20126 are on LS-1K7P and LS-6H2C. They stay assigned; the contracts are marked.*"""
    rows = open_commitments(dealership=dealership).filter(vehicle__in=cars, out_at__isnull=True)
    promised = list(rows.order_by("vehicle__plate_key", "starts_at").values_list("vehicle__plate", "about"))
    if not promised:
        return ""
    names = list(dict.fromkeys(plate for plate, _ in promised))
    codes = [about.partition("/")[2] for _, about in promised]
    told = f"{_in_short(names)} {'is' if len(names) == 1 else 'are'} on {_in_short(codes)}."
    stay = "It stays assigned" if len(names) == 1 else "They stay assigned"
    return f"{told} {stay}; {'the contract is' if len(codes) == 1 else 'the contracts are'} marked."


def _in_short(names: Sequence[str]) -> str:
    if len(names) > MOST_NAMED:
        return put_together([*names[:MOST_NAMED], f"{len(names) - MOST_NAMED} more"])
    return put_together(names)


@dataclass(frozen=True, kw_only=True, slots=True)
class Stayed:
    """A vehicle that was left as it is, by the name it had, and why; it may have gone since."""

    vin: str
    name: str
    why: str
    vehicle: "Vehicle | None"


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """What a change did."""

    made: "Regrouping"
    vehicles: "Sequence[Vehicle]"
    stayed: Sequence[Stayed]


def change_made(*, dealership: Dealership, code: str) -> Change:
    """
    :raises UnknownChange: the dealership has no such change
    """
    made = change_of_groups(dealership=dealership, code=code)
    asked = {*made.after, *(one["vin"] for one in made.refused)}
    found = vehicles(dealership=dealership).filter(vin__in=asked).order_by("model_key", "plate_key", "pk")
    cars = {car.vin: car for car in found}
    places = {vin: place for place, vin in enumerate(cars)}
    stayed = [Stayed(**one, vehicle=cars.get(one["vin"])) for one in made.refused]
    return Change(
        made=made,
        vehicles=[car for car in cars.values() if car.vin in made.after],
        stayed=sorted(stayed, key=lambda one: places.get(one.vin, len(places))),
    )
