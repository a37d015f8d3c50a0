"""Hand a promised vehicle over, take it back, call it back: the only moves that set and unset *Rented*."""

from datetime import datetime, timedelta
from decimal import Decimal

from django.db import transaction

from dealerships.domain.actor import Actor
from dealerships.models import Dealership
from dealerships.services.history import record
from fleet.domain.statuses import CALL_BACK, HAND_OVER, TAKE_BACK
from fleet.models import Commitment, Vehicle
from fleet.queries import out_by, turnaround
from fleet.services.committing import VehicleTaken, promise_of, refuse_taken, taken_words, told_in_words
from fleet.services.locking import vehicle_reference
from kernel.period import Period

A_MOMENT = timedelta(minutes=1)
"""A promise has a length even where the vehicle goes out after its scheduled drop-off."""


@transaction.atomic
def hand_over(
    *, dealership: Dealership, about: str, odometer: int, fuel: Decimal, by: Actor, at: datetime
) -> Commitment:
    """
    The vehicle goes out on the loan, with these readings; one handed over early is promised from now on.

    :raises NothingPromised: the loan has no vehicle
    :raises IllegalMove: the vehicle is not staged
    :raises VehicleTaken: it is still out with somebody else, or promised to them until the scheduled pickup
    """
    commitment = promise_of(dealership=dealership, about=about)
    vehicle = commitment.vehicle
    other = out_by(dealership=dealership, vehicle=vehicle)
    if other is not None and other.pk != commitment.pk:
        raise VehicleTaken(taken_words(dealership, vehicle, other, at=at), about=other.about)
    vehicle.status = HAND_OVER.from_(vehicle.status)
    commitment.out_at, commitment.starts_at = at, min(commitment.starts_at, at)
    commitment.ends_at = max(commitment.ends_at, at + turnaround(dealership=dealership) + A_MOMENT)
    whole = Period(commitment.starts_at, commitment.ends_at)
    refuse_taken(dealership=dealership, vehicle=vehicle, period=whole, at=at, about=about)
    with told_in_words(dealership, vehicle, whole, about=about, at=at):
        commitment.save(update_fields=["out_at", "starts_at", "ends_at"])
    write_readings(vehicle, odometer=odometer, fuel=fuel, at=at)
    tell("handed over", commitment, by=by, at=at)
    return commitment


@transaction.atomic
def take_back(
    *, dealership: Dealership, about: str, odometer: int, fuel: Decimal, by: Actor, at: datetime
) -> Commitment:
    """
    The vehicle is back, with these readings: Returned, or its *status after next return*. Whoever is promised it next,
    a return is never refused.

    :raises NothingPromised: the loan has no vehicle
    :raises IllegalMove: the vehicle is not out
    """
    commitment = promise_of(dealership=dealership, about=about)
    vehicle = commitment.vehicle
    returned = TAKE_BACK.from_(vehicle.status)
    vehicle.status, vehicle.status_after_return = vehicle.status_after_return or returned, ""
    close(commitment, at=at)
    write_readings(vehicle, odometer=odometer, fuel=fuel, at=at)
    tell("taken back", commitment, by=by, at=at)
    return commitment


@transaction.atomic
def call_back(
    *, dealership: Dealership, about: str, odometer: int, fuel: Decimal, by: Actor, at: datetime
) -> Commitment:
    """
    The contract was begun by mistake: the vehicle is Staged again, as if it had never gone.

    :raises NothingPromised: the loan has no vehicle
    :raises IllegalMove: the vehicle is not out
    """
    commitment = promise_of(dealership=dealership, about=about)
    vehicle = commitment.vehicle
    vehicle.status = CALL_BACK.from_(vehicle.status)
    close(commitment, at=at)
    write_readings(vehicle, odometer=odometer, fuel=fuel, at=at)
    tell("called back", commitment, by=by, at=at)
    return commitment


def close(commitment: Commitment, *, at: datetime) -> None:
    """End the promise."""
    commitment.closed_at = at
    commitment.save(update_fields=["closed_at"])


def write_readings(vehicle: Vehicle, *, odometer: int, fuel: Decimal, at: datetime) -> None:
    """Keep the newest readings on the vehicle, with the status that came with them."""
    vehicle.odometer, vehicle.fuel_level, vehicle.readings_at = odometer, fuel, at
    vehicle.save(update_fields=["status", "status_after_return", "odometer", "fuel_level", "readings_at"])


def tell(verb: str, commitment: Commitment, *, by: Actor, at: datetime) -> None:
    """Write it into the history of the loan and of the vehicle."""
    vehicle = commitment.vehicle
    details = {"vehicle": vehicle.vin, "odometer": vehicle.odometer, "fuel": str(vehicle.fuel_level)}
    subjects = [commitment.about, vehicle_reference(vehicle)]
    record(verb, dealership=commitment.dealership, subjects=subjects, by=by, at=at, details=details)
