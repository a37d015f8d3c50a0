"""Remove a vehicle category: only when no vehicle has it and no contract was ever booked by it."""

from datetime import datetime

from django.db import transaction

from dealerships.domain.actor import Actor
from dealerships.domain.permissions import Permission
from dealerships.models import Dealership
from fleet.services.categories import delete_category, lock_category
from reservations.queries.categories import InTheWay, in_the_way


class CategoryInUse(Exception):
    """Vehicles or contracts stand in the way; the message counts them."""

    def __init__(self, name: str, way: InTheWay) -> None:
        counted = [
            _counted(len(way.vehicles), "vehicle"),
            _counted(len(way.loans), "open contract"),
            _counted(way.past, "contract of the past"),
        ]
        super().__init__(f"“{name}” is in use: {', '.join(part for part in counted if part)}.")


@transaction.atomic
def remove_category(*, dealership: Dealership, category_id: int, by: Actor, at: datetime) -> None:
    """
    Take the category away; its name is free again.

    It is locked first: a booking by it, or a vehicle that is given it, is seen here, or comes too late.

    :raises NotAllowed: only an admin may
    :raises UnknownCategory: it was removed
    :raises CategoryInUse: vehicles have it, or contracts were booked by it
    :raises NamedByTheApp: the Lexus App has a name of its own for it
    """
    by.must(Permission.ADMIN)
    category = lock_category(dealership=dealership, category_id=category_id)
    way = in_the_way(dealership=dealership, category=category)
    if way:
        raise CategoryInUse(category.name, way)
    delete_category(category=category, by=by, at=at)


def _counted(number: int, what: str) -> str:
    first, *rest = what.split(" of ")
    named = " of ".join([first if number == 1 else f"{first}s", *rest])
    return f"{number} {named}" if number else ""
