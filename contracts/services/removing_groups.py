"""Remove a vehicle group: only when it has no vehicle and no open contract. It stands here, where both are seen."""

from datetime import datetime

from django.db import transaction

from contracts.queries.groups import InTheWay, in_the_way
from dealerships.domain.actor import Actor
from dealerships.domain.permissions import Permission
from dealerships.models import Dealership
from fleet.domain.membership import Regroup
from fleet.queries.groups import group as group_by_code
from fleet.queries.groups import vehicles_in
from fleet.services import Moved, regroup, take_out
from fleet.services.groups import archive_group, lock_group

MANY = 5


class GroupInUse(Exception):
    """Vehicles or contracts stand in the way; the message names them."""

    def __init__(self, name: str, way: InTheWay) -> None:
        cars = [f"{car.model} {car.plate}".strip() for car in way.vehicles]
        loans = [f"{loan.code} ({loan.customer.name})" for loan in way.loans]
        said = [f"“{name}” is in use.", _named("vehicle", cars), _named("open contract", loans)]
        super().__init__(" ".join(part for part in said if part))


@transaction.atomic
def remove_group(*, dealership: Dealership, code: str, by: Actor, at: datetime) -> None:
    """
    Archive the group; its name is free again.

    The group is locked first: a booking for it, or a vehicle on its way into it, is seen here, or comes too late.

    :raises NotAllowed: only an admin may
    :raises UnknownGroup: there is no such group in use
    :raises GroupInUse: vehicles are in it, or contracts open
    """
    by.must(Permission.ADMIN)
    found = group_by_code(dealership=dealership, code=code)
    group = lock_group(dealership=dealership, group_id=found.pk)
    way = in_the_way(dealership=dealership, group=group)
    if way:
        raise GroupInUse(group.name, way)
    archive_group(group=group, by=by, at=at)


@transaction.atomic
def empty_group(*, dealership: Dealership, code: str, into: int, by: Actor, at: datetime) -> Moved:
    """
    Give the vehicles whose home the group is another one, by its key, and take the others out of it.

    Those that are not in an available status stay; the answer says which and why.

    :raises NotAllowed: only an admin may, from here
    :raises UnknownGroup: there is no such group in use
    :raises GroupRemoved: the other group is not in use any more
    """
    by.must(Permission.ADMIN)
    group = group_by_code(dealership=dealership, code=code)
    cars = list(vehicles_in(dealership=dealership, group=group))
    homes = [car.vin for car in cars if car.home_group_id == group.pk]
    guests = [car.vin for car in cars if car.home_group_id != group.pk]
    moved = regroup(dealership=dealership, vins=homes, change=Regroup(home=into), by=by, at=at)
    left = take_out(dealership=dealership, vins=guests, of_groups=[group.pk], by=by, at=at)
    return Moved(done=moved.done + left.done, refused=moved.refused + left.refused, undo=moved.undo)


def _named(what: str, names: list[str]) -> str:
    if not names:
        return ""
    more = f" and {len(names) - MANY} more" if len(names) > MANY else ""
    return f"{len(names)} {what}{'s' if len(names) > 1 else ''}: {', '.join(names[:MANY])}{more}."
