"""Additional drivers of a loan: one more, one less, until the vehicle has gone out."""

from typing import Any

from rest_framework import serializers

from customers.queries import profile
from dealerships.api import ApiView, Said, deed
from dealerships.domain.scopes import Scope
from dealerships.models import Dealership
from dealerships.tokens import ApiRequest
from reservations.api.shown import ReservationSerializer
from reservations.api.views import with_names
from reservations.models import Reservation
from reservations.queries import reservations
from reservations.services import add_driver, take_out_driver

EXAMPLE = {"driver": "C7Q4MXYZ"}


class DriverSaid(Said):
    """Who."""

    driver = serializers.CharField(max_length=12, help_text="The code of the driver's profile.")


class Drivers(ApiView):
    """Who else may drive."""

    @deed("add_driver", takes=DriverSaid, answers=ReservationSerializer, scope=Scope.BOOK, example=EXAMPLE)
    def post(self, request: ApiRequest, said: dict[str, Any], code: str) -> Reservation:
        """Name an additional driver, two at most; a signature is voided."""
        driver = profile(dealership=request.dealership, code=said["driver"])
        add_driver(code=code, driver=driver, **self.doing(request))
        return whole(dealership=request.dealership, code=code)


class TakeOutDriver(ApiView):
    """Who drives no longer."""

    @deed("take_out_driver", takes=DriverSaid, answers=ReservationSerializer, scope=Scope.BOOK, example=EXAMPLE)
    def post(self, request: ApiRequest, said: dict[str, Any], code: str) -> Reservation:
        """Take an additional driver out; a signature is voided."""
        driver = profile(dealership=request.dealership, code=said["driver"])
        take_out_driver(code=code, driver=driver, **self.doing(request))
        return whole(dealership=request.dealership, code=code)


def whole(*, dealership: Dealership, code: str) -> Reservation:
    """The loan with everything that the answer names."""
    return with_names(reservations(dealership=dealership)).get(code=code)
