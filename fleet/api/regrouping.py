"""Groups and programs of vehicles by the API: many at once, those that can; the others are named with why."""

from typing import Any

from django.db.models import QuerySet

from dealerships.api import ApiView, deed, listing, look
from dealerships.domain.scopes import Scope
from dealerships.tokens import ApiRequest
from fleet import services
from fleet.api.regroup_said import RegroupSaid
from fleet.api.shown import GroupSerializer, MadeRegroupingSerializer, RegroupingSerializer
from fleet.models import Regrouping, VehicleGroup
from fleet.queries.groups import groups
from fleet.queries.regrouping import change_of_groups

CHANGE = {
    "vins": ["2T2BAMCA1SC041207", "JTJBBBBB7TA000201"],
    "move_to": "Standard",
    "add_to_programs": ["OneApp Rental"],
}


class VehicleGroups(ApiView):
    """The vehicle groups in use."""

    @listing("list_vehicle_groups", answers=GroupSerializer, ordering=["name_key", "id"])
    def get(self, request: ApiRequest) -> QuerySet[VehicleGroup]:
        """The vehicle groups of the dealership that are in use, by name."""
        return groups(dealership=request.dealership)


class Regroupings(ApiView):
    """Changes of groups and programs."""

    @deed("regroup_vehicles", takes=RegroupSaid, answers=RegroupingSerializer, scope=Scope.FLEET, example=CHANGE)
    def post(self, request: ApiRequest, said: dict[str, Any]) -> services.Moved:
        """
        Move vehicles to another home group, also add them to groups, put them into programs, or take them out.

        Groups and programs change in an available status only; vehicles that stay are named, each with why.
        """
        return services.regroup(**said, **self.doing(request))


class OneRegrouping(ApiView):
    """A change of groups and programs."""

    @look("get_regrouping", answers=MadeRegroupingSerializer)
    def get(self, request: ApiRequest, regrouping: str) -> Regrouping:
        """What a change did, and whether it was undone."""
        return change_of_groups(dealership=request.dealership, code=regrouping)


class UndoRegrouping(ApiView):
    """A change undone."""

    @deed("undo_regrouping", answers=RegroupingSerializer, scope=Scope.FLEET)
    def post(self, request: ApiRequest, regrouping: str) -> services.Moved:
        """Put those back that nobody moved again since; the others are named, each with why."""
        change_of_groups(dealership=request.dealership, code=regrouping)
        return services.put_back(code=regrouping, **self.doing(request))
