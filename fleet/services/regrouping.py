"""
Carry out a change of groups and programs: of those vehicles that can be changed, saying why the others can't.

Vehicles are locked in the order of their VINs, after the groups that they come into. One that is promised to a loan
stays promised; its contract is told.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

from dealerships.domain.actor import Actor
from dealerships.models import Dealership
from dealerships.services.effects import publish
from dealerships.services.histories import Telling, record_each
from fleet.domain.facts import VehicleRegrouped
from fleet.domain.membership import LeavesNoHome, Membership, NothingToChange
from fleet.domain.standings import plain_membership
from fleet.domain.statuses import AVAILABLE, VehicleStatus
from fleet.domain.wording import moves
from fleet.models import Regrouping, Vehicle
from fleet.queries import open_commitments
from fleet.queries.naming import group_names, program_names
from fleet.queries.standings import memberships
from fleet.services.locking import lock_vins
from fleet.services.memberships import GroupRemoved, Step, write_memberships

Decide = Callable[[str, Membership], Membership]


class ChangedSince(Exception):
    """Undoing would overwrite what somebody did afterwards."""

    def __init__(self) -> None:
        super().__init__("Its groups or programs were changed again since.")


class NotWhileSo(Exception):
    """Groups and programs change in an available status only."""

    def __init__(self, status: VehicleStatus) -> None:
        """Name it, and those in which they do."""
        super().__init__(f"It is {status.label}. Groups and programs change in In preparation, Staged or Returned.")


@dataclass(frozen=True, kw_only=True, slots=True)
class Refusal:
    """A vehicle that stays as it is, and why."""

    vin: str
    name: str
    why: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Moved:
    """The VINs that were changed, those that were not, and the code under which it can be undone (or nothing)."""

    done: tuple[str, ...]
    refused: tuple[Refusal, ...]
    undo: str = ""


def carried_out(dealership: Dealership, vins: Collection[str], decide: Decide, *, by: Actor, at: datetime) -> Moved:
    """Change what ``decide`` says, of each vehicle that may be changed; it is given the VIN and where the car is."""
    vehicles = lock_vins(dealership=dealership, vins=vins)
    before = memberships(dealership=dealership, vins=vins)
    steps, refused = [], _unknown(vins, vehicles)
    for vehicle in vehicles:
        try:
            after = _decided(vehicle, before[vehicle.vin], decide)
        except (ChangedSince, GroupRemoved, LeavesNoHome, NothingToChange, NotWhileSo) as no:
            refused.append(Refusal(vin=vehicle.vin, name=vehicle.plate or vehicle.vin, why=str(no)))
        else:
            steps.append(Step(vehicle=vehicle, before=before[vehicle.vin], after=after))
    write_memberships(dealership=dealership, steps=steps)
    tell_of_moves(dealership=dealership, steps=steps, by=by, at=at)
    done = tuple(step.vehicle.vin for step in steps)
    return Moved(done=done, refused=tuple(refused), undo=_keep(dealership, steps, refused, by=by, at=at))


def _decided(vehicle: Vehicle, was: Membership, decide: Decide) -> Membership:
    if vehicle.status not in AVAILABLE:
        raise NotWhileSo(VehicleStatus(vehicle.status))
    return decide(vehicle.vin, was)


def _unknown(vins: Collection[str], vehicles: Collection[Vehicle]) -> list[Refusal]:
    missing = set(vins) - {vehicle.vin for vehicle in vehicles}
    return [Refusal(vin=vin, name=vin, why="It is not in the fleet.") for vin in sorted(missing)]


def tell_of_moves(*, dealership: Dealership, steps: Collection[Step], by: Actor, at: datetime) -> None:
    """Write the history of the vehicles and of the contracts that wait for them, and tell whoever keeps contracts."""
    if not steps:
        return
    names = {"groups": group_names(dealership=dealership), "programs": program_names(dealership=dealership)}
    waiting = waiting_for(dealership=dealership, vehicles=[step.vehicle for step in steps])
    tellings = [
        Telling(
            subjects=[step.vehicle.reference, *waiting.get(step.vehicle.pk, [])],
            details={"vehicle": step.vehicle.plate or step.vehicle.vin, **moves(step.before, step.after, **names)},
        )
        for step in steps
    ]
    record_each("groups or programs changed", dealership=dealership, tellings=tellings, by=by, at=at)
    for step in steps:
        for about in waiting.get(step.vehicle.pk, []):
            publish(VehicleRegrouped(vin=step.vehicle.vin, about=about), dealership=dealership, at=at, about=about)


def waiting_for(*, dealership: Dealership, vehicles: Collection[Vehicle]) -> Mapping[int, list[str]]:
    """The loans that vehicles are promised to and not out on, by the vehicle's key."""
    found: dict[int, list[str]] = {}
    rows = open_commitments(dealership=dealership).filter(vehicle__in=vehicles, out_at__isnull=True)
    for vehicle, about in rows.order_by("starts_at").values_list("vehicle", "about"):
        found.setdefault(vehicle, []).append(about)
    return found


def _keep(
    dealership: Dealership, steps: Collection[Step], refused: Collection[Refusal], *, by: Actor, at: datetime
) -> str:
    if not steps:
        return ""
    kept = Regrouping.objects.create(
        dealership=dealership,
        at=at,
        by_name=by.name,
        before={step.vehicle.vin: plain_membership(step.before) for step in steps},
        after={step.vehicle.vin: plain_membership(step.after) for step in steps},
        refused=[asdict(each) for each in refused],
    )
    return kept.code
