"""Change the groups and programs of one or many vehicles: those that can, and why the others can't."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from dealerships.domain.actor import Actor
from dealerships.models import Dealership
from fleet.domain.membership import Regroup
from fleet.models import VehicleGroup
from fleet.services.memberships import GroupRemoved, lock_groups
from fleet.services.regrouping import Moved, carried_out
from programs.queries import programs


class ProgramRemoved(Exception):
    """The program is not in use any more."""

    def __init__(self) -> None:
        super().__init__("This program was removed meanwhile. Choose another one.")


def move_vehicles(
    *, dealership: Dealership, vins: Collection[str], to_group: VehicleGroup, by: Actor, at: datetime
) -> Moved:
    """
    Give vehicles another home group.

    :raises GroupRemoved: the group is not in use any more
    """
    return regroup(dealership=dealership, vins=vins, change=Regroup(home=to_group.pk), by=by, at=at)


def also_add(
    *,
    dealership: Dealership,
    vins: Collection[str],
    to_groups: Collection[int] = (),
    to_programs: Collection[int] = (),
    by: Actor,
    at: datetime,
) -> Moved:
    """
    Add vehicles to groups beside their home group, and to programs, by their keys.

    :raises GroupRemoved: a group is not in use any more
    :raises ProgramRemoved: a program is not
    """
    change = Regroup(into_groups=frozenset(to_groups), into_programs=frozenset(to_programs))
    return regroup(dealership=dealership, vins=vins, change=change, by=by, at=at)


def take_out(
    *,
    dealership: Dealership,
    vins: Collection[str],
    of_groups: Collection[int] = (),
    of_programs: Collection[int] = (),
    by: Actor,
    at: datetime,
) -> Moved:
    """Take vehicles out of groups (never of their home group) and of programs, by their keys."""
    change = Regroup(out_of_groups=frozenset(of_groups), out_of_programs=frozenset(of_programs))
    return regroup(dealership=dealership, vins=vins, change=change, by=by, at=at)


@transaction.atomic
def regroup(*, dealership: Dealership, vins: Collection[str], change: Regroup, by: Actor, at: datetime) -> Moved:
    """
    Any change of groups and programs, of those vehicles that are in an available status.

    :raises GroupRemoved: a group is not in use any more
    :raises ProgramRemoved: a program is not
    """
    if change.entered - lock_groups(dealership=dealership, keys=change.entered).keys():
        raise GroupRemoved
    in_use = programs(dealership=dealership).filter(pk__in=change.into_programs)
    if in_use.count() < len(change.into_programs):
        raise ProgramRemoved
    return carried_out(dealership, vins, lambda _, was: change.applied_to(was), by=by, at=at)
