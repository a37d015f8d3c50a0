"""Write down which groups and programs locked vehicles are in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dealerships.models import Dealership
from fleet.domain.membership import Membership
from fleet.models import GroupVehicle, ProgramVehicle, Vehicle, VehicleGroup
from fleet.queries.groups import groups


class GroupRemoved(Exception):
    """The group is not in use any more."""

    def __init__(self) -> None:
        super().__init__("This group was removed meanwhile. Choose another one.")


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """A vehicle that is locked, where it was and where it will be."""

    vehicle: Vehicle
    before: Membership
    after: Membership


def lock_groups(*, dealership: Dealership, keys: Iterable[int]) -> Mapping[int, VehicleGroup]:
    """
    The groups that vehicles come into, locked before any vehicle: whoever removes one waits, and then sees them.

    Those that are not in use are left out.
    """
    wanted = groups(dealership=dealership).filter(pk__in=set(keys)).order_by("pk")
    return {group.pk: group for group in wanted.select_for_update(no_key=True)}


def write_memberships(*, dealership: Dealership, steps: Iterable[Step]) -> None:
    """In at most five statements for any number of vehicles and one home group; the vehicles are locked."""
    steps = [step for step in steps if step.before != step.after]
    _move_home(dealership, steps)
    gone_groups = [(step.vehicle.pk, each) for step in steps for each in step.before.groups - step.after.groups]
    gone_programs = [(step.vehicle.pk, each) for step in steps for each in step.before.programs - step.after.programs]
    _take_out(dealership, gone_groups, gone_programs)
    GroupVehicle.objects.bulk_create(
        GroupVehicle(dealership=dealership, group_id=each, vehicle=step.vehicle)
        for step in steps
        for each in sorted(step.after.groups - step.before.groups)
    )
    ProgramVehicle.objects.bulk_create(
        ProgramVehicle(dealership=dealership, program_id=each, vehicle=step.vehicle)
        for step in steps
        for each in sorted(step.after.programs - step.before.programs)
    )


def _move_home(dealership: Dealership, steps: list[Step]) -> None:
    for home in sorted({step.after.home for step in steps if step.before.home != step.after.home}):
        moved = [step.vehicle.pk for step in steps if step.after.home == home]
        Vehicle.objects.filter(dealership=dealership, pk__in=moved).update(home_group_id=home)


def _take_out(dealership: Dealership, of_groups: list[tuple[int, int]], of_programs: list[tuple[int, int]]) -> None:
    """Each group or program is left by its vehicles in one statement."""
    for group in sorted({key for _, key in of_groups}):
        leaving = [vehicle for vehicle, key in of_groups if key == group]
        GroupVehicle.objects.filter(dealership=dealership, group=group, vehicle__in=leaving).delete()
    for program in sorted({key for _, key in of_programs}):
        leaving = [vehicle for vehicle, key in of_programs if key == program]
        ProgramVehicle.objects.filter(dealership=dealership, program=program, vehicle__in=leaving).delete()
