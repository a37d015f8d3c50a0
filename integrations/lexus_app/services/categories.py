"""What the app calls a category, mapped once to one of ours, and remembered."""

from datetime import datetime

from django.db import transaction

from dealerships.domain.actor import Actor
from dealerships.models import Dealership
from dealerships.services.history import record
from fleet.services.categories import hold_categories
from integrations.lexus_app.attention import UnknownCategory
from integrations.lexus_app.booking import category_key
from integrations.lexus_app.models import CategoryMapping
from integrations.lexus_app.services.attention import try_all_again
from integrations.lexus_app.services.setting_up import SUBJECT


class NoSuchCategory(Exception):
    """The category is none of the dealership's."""

    def __init__(self) -> None:
        super().__init__("Choose one of your categories.")


@transaction.atomic
def choose_category(*, dealership: Dealership, name: str, category_id: int, by: Actor, at: datetime) -> int:
    """
    Let the app's ``name`` mean one of our categories from now on; returns how many messages are tried again for it.

    :raises NoSuchCategory: the dealership has no such category
    """
    ours = hold_categories(dealership=dealership, keys=[category_id]).get(category_id)
    if ours is None:
        raise NoSuchCategory
    CategoryMapping.objects.update_or_create(
        dealership=dealership,
        name_key=category_key(name),
        defaults={"name": name, "category_id": category_id},
    )
    details = {"the app's": name, "ours": ours}
    record("chose a category for the app's", dealership=dealership, subjects=[SUBJECT], by=by, at=at, details=details)
    return try_all_again(dealership=dealership, kind=UnknownCategory, by=by, at=at)


@transaction.atomic
def forget_category(*, dealership: Dealership, mapping_id: int, by: Actor, at: datetime) -> None:
    """Forget what a category of the app means; what is booked stays as it is, and a second time does nothing."""
    mapping = CategoryMapping.objects.select_for_update().filter(dealership=dealership, pk=mapping_id).first()
    if mapping is not None:
        mapping.delete()
        details = {"the app's": mapping.name}
        record("forgot a category of the app", dealership=dealership, subjects=[SUBJECT], by=by, at=at, details=details)
