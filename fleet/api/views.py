"""Vehicles by the API: which there are, add one, change it, set its status, take it out of the fleet."""

from typing import Any

from django.db.models import QuerySet

from dealerships.api import ApiView, deed, listing, look
from dealerships.domain.scopes import Scope
from dealerships.tokens import ApiRequest
from fleet import services
from fleet.api.said import (
    AddSaid,
    ChangeSaid,
    HomeSaid,
    PositionSaid,
    StatusSaid,
    VehicleQuery,
    home_of,
    keys_of,
    refusal_of,
)
from fleet.api.shown import PositionSerializer, VehicleSerializer
from fleet.domain.positions import Position
from fleet.domain.statuses import VehicleStatus
from fleet.models import Vehicle, VehiclePosition
from fleet.queries import UnknownVehicle, vehicle, vehicles
from fleet.queries.standings import named
from fleet.services.positions import record_position

NEW = {
    "vin": "2T2BAMCA1SC041207",
    "group": "Standard",
    "programs": ["OneApp Rental"],
    "model": "RX 350",
    "capacity": "17.9",
}


class Vehicles(ApiView):
    """The fleet."""

    @listing("list_vehicles", answers=VehicleSerializer, asks=VehicleQuery, ordering=["vin"])
    def get(self, request: ApiRequest, status: str = "") -> QuerySet[Vehicle]:
        """The vehicles of the dealership by VIN: those of one status, or all but those disposed of."""
        everything = named(vehicles(dealership=request.dealership), dealership=request.dealership)
        return everything.filter(status=status) if status else everything.exclude(status=VehicleStatus.DISPOSED)

    @deed("add_vehicle", takes=AddSaid, answers=VehicleSerializer, scope=Scope.FLEET, status=201, example=NEW)
    def post(self, request: ApiRequest, said: dict[str, Any]) -> Vehicle:
        """Put a vehicle into the fleet, In preparation. Make, year and model are read from the VIN where it tells them."""
        try:
            added = services.add_vehicle(**said, **self.doing(request))
        except services.Unfit as unfit:
            raise refusal_of(unfit) from unfit
        return shown(request, added.vin)


class OneVehicle(ApiView):
    """A vehicle."""

    @look("get_vehicle", answers=VehicleSerializer)
    def get(self, request: ApiRequest, vin: str) -> Vehicle:
        """One vehicle by its VIN."""
        return shown(request, vin)


class VehiclesDetails(ApiView):
    """What is known of a vehicle."""

    @deed(
        "change_vehicle",
        takes=ChangeSaid,
        answers=VehicleSerializer,
        scope=Scope.FLEET,
        example={"version": "5f2c9d1e0b7a4c63", "location": "Lot B, row 3", "registration_expires_on": "2027-03-31"},
    )
    def post(self, request: ApiRequest, said: dict[str, Any], vin: str) -> Vehicle:
        """Change the details that are said, in the version that was read; where there is a newer one, nothing is saved."""
        try:
            services.change_version(vin=vin, version=said["version"], said=said["details"], **self.doing(request))
        except services.Unfit as unfit:
            raise refusal_of(unfit) from unfit
        return shown(request, vin)


class VehiclesDisposal(ApiView):
    """Out of the fleet."""

    @deed("dispose_of_vehicle", answers=VehicleSerializer, scope=Scope.FLEET)
    def post(self, request: ApiRequest, vin: str) -> Vehicle:
        """Take a vehicle out of the fleet, its programs and other groups. Its contracts and history stay."""
        services.dispose_vehicle(vin=vin, **self.doing(request))
        return shown(request, vin)


class VehiclesReturn(ApiView):
    """Back in the fleet."""

    @deed(
        "bring_vehicle_back",
        takes=HomeSaid,
        answers=VehicleSerializer,
        scope=Scope.FLEET,
        example={"group": "Standard"},
    )
    def post(self, request: ApiRequest, said: dict[str, Any], vin: str) -> Vehicle:
        """A vehicle that was disposed of by mistake is in the fleet again, In preparation."""
        store = request.dealership
        vehicle(dealership=store, vin=vin)  # whoever asks for a neighbour's learns nothing, not even of groups
        home = keys_of(home_of(said["group"], store))["group"]
        services.bring_back(vin=vin, home_group_id=home, **self.doing(request))
        return shown(request, vin)


class VehiclesStatus(ApiView):
    """The status of a vehicle."""

    @deed(
        "set_vehicle_status",
        takes=StatusSaid,
        answers=VehicleSerializer,
        scope=Scope.COUNTER,
        example={"status": "staged"},
    )
    def post(self, request: ApiRequest, said: dict[str, str], vin: str) -> Vehicle:
        """Set the status by hand. Only contracts set and unset *rented*."""
        services.set_status(vin=vin, status=said["status"], **self.doing(request))
        return shown(request, vin)


class VehiclesPosition(ApiView):
    """Where a vehicle was seen."""

    @deed(
        "record_vehicle_position",
        takes=PositionSaid,
        answers=PositionSerializer,
        scope=Scope.POSITIONS,
        status=201,
        example={"latitude": "39.799017", "longitude": "-89.643957", "measured_at": "2026-03-09T13:15:00Z"},
    )
    def post(self, request: ApiRequest, said: dict[str, Any], vin: str) -> VehiclePosition:
        """Keep a position for 90 days. Who may look at it is a matter of the group's settings and of permissions."""
        return record_position(
            dealership=request.dealership, vin=vin, position=Position(**said), at=self.doing(request)["at"]
        )


def shown(request: ApiRequest, vin: str) -> Vehicle:
    """
    A vehicle with its groups and programs by name, in one statement.

    :raises UnknownVehicle: the dealership has none with this VIN
    """
    rows = vehicles(dealership=request.dealership).filter(vin=vin)
    found = named(rows, dealership=request.dealership).first()
    if found is None:
        raise UnknownVehicle(vin)
    return found
