"""A dealership's vehicle categories, for those who set them up: which there are, and what is in each."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from dealerships.models import Dealership
from fleet.domain.categories import CategoryDetails
from fleet.domain.statuses import VehicleStatus
from fleet.models import Vehicle, VehicleCategory
from fleet.queries.groups import categories

NAMED_MODELS = 3


class UnknownCategory(Exception):
    """There is no such vehicle category here."""

    def __init__(self) -> None:
        super().__init__("There is no such vehicle category here any more.")


@dataclass(frozen=True, kw_only=True)
class CategoryRow:
    """A category in the list; its vehicles and models are those that were not disposed of."""

    category: VehicleCategory
    vehicles: int
    models: tuple[str, ...]

    @property
    def named(self) -> str:
        """The first models by the alphabet."""
        return ", ".join(self.models[:NAMED_MODELS])

    @property
    def more(self) -> int:
        """How many models are not named."""
        return len(self.models[NAMED_MODELS:])


def category(*, dealership: Dealership, category_id: int) -> VehicleCategory:
    """
    :raises UnknownCategory: the dealership has no such category
    """
    found = categories(dealership=dealership).filter(pk=category_id).first()
    if found is None:
        raise UnknownCategory
    return found


def details_of(category: VehicleCategory) -> CategoryDetails:
    """A category as a value."""
    return CategoryDetails(name=category.name, acriss=category.acriss)


def category_list(*, dealership: Dealership) -> list[CategoryRow]:
    """The categories by name, in two statements."""
    kept = Vehicle.objects.filter(dealership=dealership).exclude(status=VehicleStatus.DISPOSED)
    counted: defaultdict[int, dict[str, int]] = defaultdict(dict)
    for key, model, count in kept.order_by("model_key").values_list("category", "model").annotate(count=Count("pk")):
        counted[key][model] = count
    return [
        CategoryRow(category=each, vehicles=sum(counted[each.pk].values()), models=tuple(counted[each.pk]))
        for each in categories(dealership=dealership)
    ]


def vehicles_of(*, dealership: Dealership, category: VehicleCategory) -> QuerySet[Vehicle]:
    """Every vehicle of a category, also those that were disposed of: they keep it."""
    return Vehicle.objects.filter(dealership=dealership, category=category).order_by("model_key", "plate_key", "pk")
