"""Vehicles by the API: which there are, how they stand, set a status."""

from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers

from dealerships.api import ApiView, InstantField, Said, deed, listing, look
from dealerships.domain.scopes import Scope
from dealerships.tokens import ApiRequest
from fleet import services
from fleet.domain.positions import Position
from fleet.domain.statuses import CHOICES, VehicleStatus
from fleet.models import Vehicle, VehiclePosition
from fleet.queries import vehicle, vehicles
from fleet.services.positions import record_position


class VehicleSerializer(serializers.Serializer[Any]):
    """A loaner; fuel is a fraction of the tank or battery, the odometer in the dealership's unit of distance."""

    vin = serializers.CharField()
    stock_number = serializers.CharField()
    plate = serializers.CharField()
    plate_state = serializers.CharField()
    year = serializers.IntegerField()
    make = serializers.CharField()
    model = serializers.CharField()
    trim = serializers.CharField()
    colour = serializers.CharField()
    category = serializers.CharField(source="category.name", default=None, allow_null=True)
    group = serializers.CharField(source="home_group.name")
    status = serializers.ChoiceField(CHOICES)
    odometer = serializers.IntegerField()
    fuel = serializers.DecimalField(source="fuel_level", max_digits=4, decimal_places=3)
    location = serializers.CharField()
    available_on = serializers.DateField(allow_null=True)
    unavailable_on = serializers.DateField(allow_null=True)


class VehicleQuery(Said):
    """Which vehicles."""

    status = serializers.ChoiceField(CHOICES, required=False)


class StatusSaid(Said):
    """A status that staff may set; *rented* is left to contracts."""

    status = serializers.ChoiceField(CHOICES)


class PositionSaid(Said):
    """Where a vehicle is, in degrees north and east (WGS 84), and when that was measured."""

    latitude = serializers.DecimalField(max_digits=9, decimal_places=6)
    longitude = serializers.DecimalField(max_digits=9, decimal_places=6)
    measured_at = InstantField()


class PositionSerializer(serializers.Serializer[Any]):
    """A position that is kept."""

    latitude = serializers.DecimalField(max_digits=9, decimal_places=6)
    longitude = serializers.DecimalField(max_digits=9, decimal_places=6)
    measured_at = serializers.DateTimeField(source="at")


class Vehicles(ApiView):
    """The fleet."""

    @listing("list_vehicles", answers=VehicleSerializer, asks=VehicleQuery, ordering=["vin"])
    def get(self, request: ApiRequest, status: str = "") -> QuerySet[Vehicle]:
        """The vehicles of the dealership by VIN: those of one status, or all but those disposed of."""
        everything = vehicles(dealership=request.dealership)
        return everything.filter(status=status) if status else everything.exclude(status=VehicleStatus.DISPOSED)


class OneVehicle(ApiView):
    """A vehicle."""

    @look("get_vehicle", answers=VehicleSerializer)
    def get(self, request: ApiRequest, vin: str) -> Vehicle:
        """One vehicle by its VIN."""
        return vehicle(dealership=request.dealership, vin=vin)


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
        return services.set_status(vin=vin, status=said["status"], **self.doing(request))


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
