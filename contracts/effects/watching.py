"""Keep contracts true to what changes elsewhere: the booking, the hold, the groups of the vehicle."""

from datetime import datetime
from typing import Any

from contracts.domain.refusals import NoVehicleAssigned
from contracts.queries import UnknownContract
from contracts.services.holding import follow_hold
from contracts.services.marking import mark_contract
from contracts.services.terms import void_if_changed
from dealerships.domain.actor import SYSTEM
from dealerships.models import Dealership
from reservations.queries import UnknownReservation


def booking_changed(*, dealership: Dealership, payload: dict[str, Any], at: datetime) -> None:
    """Void the signature if what was booked is no longer what was signed."""
    try:
        void_if_changed(dealership=dealership, code=payload["code"], by=SYSTEM, at=at)
    except NoVehicleAssigned:
        return  # nothing was frozen yet


def hold_moved(*, dealership: Dealership, payload: dict[str, Any], at: datetime) -> None:  # noqa: ARG001 - a subscriber
    """A renewed hold takes the place of the one before it on the contract."""
    try:
        follow_hold(dealership=dealership, code=payload["about"].partition("/")[2], hold_id=payload["hold"])
    except (UnknownContract, NoVehicleAssigned):
        return  # a hold of something that is no contract


def vehicle_regrouped(*, dealership: Dealership, payload: dict[str, Any], at: datetime) -> None:  # noqa: ARG001 - a subscriber
    """The vehicle stays assigned, and the contract says where it is now."""
    try:
        mark_contract(dealership=dealership, code=payload["about"].partition("/")[2])
    except (UnknownReservation, NoVehicleAssigned):
        return  # promised to something that is no contract
