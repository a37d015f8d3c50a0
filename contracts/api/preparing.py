"""What the counter does up to the start, each one use case."""

from typing import Any

from rest_framework import serializers

from contracts import services
from contracts.api.shown import HoldSerializer, MovedSerializer, StartedSerializer
from contracts.api.standing import moved
from contracts.domain.links import LINK_CHOICES, LinkPurpose
from contracts.models import GuestLink
from contracts.services.reading_out import HIGHEST_ODOMETER
from dealerships.api import ApiView, Said, deed
from dealerships.domain.scopes import Scope
from dealerships.tokens import ApiRequest
from reservations.queries import possible_duplicates

COUNTER = Scope.COUNTER


class VehicleSaid(Said):
    """A vehicle."""

    vin = serializers.CharField(max_length=17)


class ReadingsSaid(Said):
    """Odometer and fuel."""

    odometer = serializers.IntegerField(min_value=0, max_value=HIGHEST_ODOMETER)
    fuel = serializers.DecimalField(
        max_digits=4, decimal_places=3, min_value=0, max_value=1, help_text="A fraction of the tank: 0.875."
    )


class ReadingsOutSaid(ReadingsSaid):
    """Odometer and fuel as the vehicle goes out."""

    odometer_again = serializers.IntegerField(
        min_value=0,
        max_value=HIGHEST_ODOMETER,
        required=False,
        help_text="Of an odometer below the vehicle's last one, read a second time.",
    )


class LinkSaid(Said):
    """What the link opens."""

    purpose = serializers.ChoiceField(LINK_CHOICES, default=LinkPurpose.PROFILE.value)


class LinkSerializer(serializers.Serializer[Any]):
    """A link on its way to the guest; its address is the guest's alone."""

    purpose = serializers.CharField()
    expires_at = serializers.DateTimeField()


class Assign(ApiView):
    """The vehicle of a contract."""

    @deed(
        "assign_vehicle",
        takes=VehicleSaid,
        answers=MovedSerializer,
        scope=COUNTER,
        example={"vin": "2T2BAMCA8PC012345"},
    )
    def post(self, request: ApiRequest, said: dict[str, str], code: str) -> dict[str, Any]:
        """Promise a vehicle of the booked group or program; a pending contract gets it instead of the one it had."""
        return moved(services.assign_vehicle(code=code, vin=said["vin"], **self.doing(request)))


class Readings(ApiView):
    """Odometer and fuel out."""

    @deed(
        "record_readings",
        takes=ReadingsOutSaid,
        answers=MovedSerializer,
        scope=COUNTER,
        example={"odometer": 12004, "fuel": "1.000"},
    )
    def post(self, request: ApiRequest, said: dict[str, Any], code: str) -> dict[str, Any]:
        """
        Record the readings out, before the start; a signature under other readings is voided. An odometer below the
        vehicle's last one is refused until it is read again, as `odometer_again`.
        """
        return moved(services.record_readings(code=code, **said, **self.doing(request)))


class WalkAround(ApiView):
    """The walk-around."""

    @deed("see_issues", answers=MovedSerializer, scope=COUNTER)
    def post(self, request: ApiRequest, code: str) -> dict[str, Any]:
        """Say that the known issues of the vehicle were seen."""
        return moved(services.see_issues(code=code, **self.doing(request)))


class Link(ApiView):
    """A link for the guest."""

    @deed(
        "send_link", takes=LinkSaid, answers=LinkSerializer, scope=COUNTER, status=202, example={"purpose": "profile"}
    )
    def post(self, request: ApiRequest, said: dict[str, str], code: str) -> GuestLink:
        """Text or write the guest a link, to complete the profile, read, accept and sign; or to the documents."""
        return services.send_guest_link(code=code, purpose=LinkPurpose(said["purpose"]), **self.doing(request))


class Hold(ApiView):
    """The hold on the guest's card."""

    @deed("authorise_hold", answers=HoldSerializer, scope=COUNTER, status=202)
    def post(self, request: ApiRequest, code: str) -> Any:
        """Ask for the hold that the guest signed for. A worker asks the bank; look at the contract for its answer."""
        return services.authorise_hold(code=code, **self.doing(request))


class Start(ApiView):
    """The start."""

    @deed("start_contract", answers=StartedSerializer, scope=COUNTER)
    def post(self, request: ApiRequest, code: str) -> dict[str, Any]:
        """
        Hand the vehicle over under the signed terms; refused with everything that is missing, under `reasons`. Another
        loan of the same guest at about that time is only named.
        """
        started = services.start_contract(code=code, **self.doing(request))
        others = possible_duplicates(dealership=request.dealership, reservation=started.reservation)
        return moved(started) | {"possible_duplicates": list(others.values_list("code", flat=True))}
