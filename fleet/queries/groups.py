"""Vehicle groups and categories, for those who choose one."""

from django.db.models import QuerySet

from dealerships.models import Dealership
from fleet.models import VehicleCategory, VehicleGroup


def groups(*, dealership: Dealership) -> QuerySet[VehicleGroup]:
    """The groups in use, by name."""
    return VehicleGroup.objects.filter(dealership=dealership, archived_at__isnull=True).order_by("name_key")


def categories(*, dealership: Dealership) -> QuerySet[VehicleCategory]:
    """The categories that guests book by."""
    return VehicleCategory.objects.filter(dealership=dealership).order_by("name_key")
