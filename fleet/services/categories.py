"""
Set up vehicle categories: add one, call it otherwise, take one away.

What points at a category points at its row, so another name is at once the name that vehicles, bookings and the Lexus
App's own names for it have.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from dealerships.domain.actor import Actor
from dealerships.domain.permissions import Permission
from dealerships.models import Dealership
from dealerships.services.history import record
from fleet.domain.categories import CategoryDetails, category_in_words
from fleet.models import VehicleCategory
from fleet.queries.categories import UnknownCategory, details_of
from fleet.queries.groups import categories
from kernel.changes import Change, as_details, changes, refuse_overtaken
from kernel.keys import without_case_and_spaces

ONE_OF_A_NAME = "vehicle_category_name_once"
SUBJECT = "settings"


class CategoryNameTaken(Exception):
    """Another category has this name, whatever its case and spaces."""

    def __init__(self, name: str) -> None:
        super().__init__(f"A category with this name exists. Choose another, or edit “{name}”.")


class NamedByTheApp(Exception):
    """The Lexus App calls the category by a name of its own, which staff said once."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"The Lexus App has a name of its own for “{name}”. Remove that in Settings > Lexus App first."
        )


@transaction.atomic
def create_category(*, dealership: Dealership, details: CategoryDetails, by: Actor, at: datetime) -> VehicleCategory:
    """
    :raises NotAllowed: only an admin may
    :raises CategoryNameTaken: a category has the name
    """
    by.must(Permission.ADMIN)
    made = VehicleCategory(dealership=dealership)
    _write(made, details)
    told = {"of": made.name, "ACRISS code": category_in_words(details_of(made))["ACRISS code"]}
    record("created the vehicle category", dealership=dealership, subjects=[SUBJECT], by=by, at=at, details=told)
    return made


@transaction.atomic
def change_category(
    *, dealership: Dealership, category_id: int, details: CategoryDetails, shown: str, by: Actor, at: datetime
) -> tuple[Change, ...]:
    """
    ``shown`` is the fingerprint of the category as the page has shown it.

    :raises NotAllowed: only an admin may
    :raises UnknownCategory: it was removed
    :raises Overtaken: somebody else changed it since it was shown
    :raises CategoryNameTaken: another category has the name
    """
    by.must(Permission.ADMIN)
    category = lock_category(dealership=dealership, category_id=category_id)
    name, before = category.name, category_in_words(details_of(category))
    refuse_overtaken(before, shown=shown)
    _write(category, details)
    changed = changes(before, category_in_words(details_of(category)))
    if changed:
        told = {"of": name, **as_details(changed)}
        record("changed the vehicle category", dealership=dealership, subjects=[SUBJECT], by=by, at=at, details=told)
    return changed


def lock_category(*, dealership: Dealership, category_id: int) -> VehicleCategory:
    """
    The category, until the end of the transaction: whoever gives it to a vehicle or books by it waits.

    :raises UnknownCategory: it was removed
    """
    found = categories(dealership=dealership).select_for_update().filter(pk=category_id).first()
    if found is None:
        raise UnknownCategory
    return found


def hold_categories(*, dealership: Dealership, keys: Iterable[int | None]) -> dict[int, str]:
    """
    The names of those that there are, by key. Locked after groups and before vehicles, none of them is removed before
    the transaction ends: whoever removes one waits, and then sees what has it.
    """
    wanted = categories(dealership=dealership).filter(pk__in={key for key in keys if key}).order_by("pk")
    return dict(wanted.select_for_update(no_key=True).values_list("pk", "name"))


def delete_category(*, category: VehicleCategory, by: Actor, at: datetime) -> None:
    """
    Take a locked category away. Whether vehicles or bookings have it is not asked here.

    :raises NamedByTheApp: nothing else is left that could point at it
    """
    try:
        category.delete()
    except ProtectedError as refused:
        raise NamedByTheApp(category.name) from refused
    details = {"of": category.name, "ACRISS code": category_in_words(details_of(category))["ACRISS code"]}
    record(
        "removed the vehicle category",
        dealership=category.dealership,
        subjects=[SUBJECT],
        by=by,
        at=at,
        details=details,
    )


def _write(category: VehicleCategory, details: CategoryDetails) -> None:
    """The database has the last word on whether the name is free."""
    category.name, category.name_key = " ".join(details.name.split()), without_case_and_spaces(details.name)
    category.acriss = details.acriss
    try:
        with transaction.atomic():
            category.save()
    except IntegrityError as refused:
        if ONE_OF_A_NAME not in str(refused):
            raise
        other = categories(dealership=category.dealership).filter(name_key=category.name_key).first()
        raise CategoryNameTaken(other.name if other else category.name) from refused
