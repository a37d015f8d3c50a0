"""Vehicle categories by the API: those that a booking or a vehicle may name."""

from django.db.models import QuerySet

from dealerships.api import ApiView, listing
from dealerships.tokens import ApiRequest
from fleet.api.shown import CategorySerializer
from fleet.models import VehicleCategory
from fleet.queries.groups import categories


class VehicleCategories(ApiView):
    """The vehicle categories."""

    @listing("list_vehicle_categories", answers=CategorySerializer, ordering=["name_key", "id"])
    def get(self, request: ApiRequest) -> QuerySet[VehicleCategory]:
        """The vehicle categories of the dealership, by name."""
        return categories(dealership=request.dealership)
