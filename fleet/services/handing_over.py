"""
Hand a promised vehicle over, take it back, call it back: the only moves that set and unset *Rented*.

The contract that calls them tells the history, of the vehicle too: one event for all that it did.
"""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import connection, transaction

from dealerships.models import Dealership
from fleet.domain.statuses import CALL_BACK, HAND_OVER, TAKE_BACK
from fleet.models import Commitment, Vehicle
from fleet.queries import turnaround
from fleet.services.committing import promise_of, refuse_taken, told_in_words
from kernel.period import Period

A_MOMENT = timedelta(minutes=1)
"""A promise has a length even where the vehicle goes out after its scheduled drop-off."""


@transaction.atomic
def hand_over(*, dealership: Dealership, about: str, odometer: int, fuel: Decimal, at: datetime) -> Commitment:
    """
    The vehicle goes out on the loan, with these readings; one handed over early is promised from now on.

    :raises NothingPromised: the loan has no vehicle
    :raises IllegalMove: the vehicle is not staged
    :raises VehicleTaken: it is still out with somebody else, or promised to them until the scheduled pickup
    """
    commitment = promise_of(dealership=dealership, about=about)
    vehicle = commitment.vehicle
    commitment.out_at, commitment.starts_at = at, min(commitment.starts_at, at)
    commitment.ends_at = max(commitment.ends_at, at + turnaround(dealership=dealership) + A_MOMENT)
    whole = Period(commitment.starts_at, commitment.ends_at)
    # Whoever still has it out stands in the way of now, however late they are.
    refuse_taken(dealership=dealership, vehicle=vehicle, period=whole, at=at, about=about)
    vehicle.status = HAND_OVER.from_(vehicle.status)
    read(vehicle, odometer=odometer, fuel=fuel, at=at)
    with told_in_words(dealership, vehicle, whole, about=about, at=at):
        let_out(commitment)
    return commitment


@transaction.atomic
def take_back(*, dealership: Dealership, about: str, odometer: int, fuel: Decimal, at: datetime) -> Commitment:
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
    read(vehicle, odometer=odometer, fuel=fuel, at=at)
    close(commitment, at=at)
    return commitment


@transaction.atomic
def call_back(*, dealership: Dealership, about: str, odometer: int, fuel: Decimal, at: datetime) -> Commitment:
    """
    The contract was begun by mistake: the vehicle is Staged again, as if it had never gone.

    :raises NothingPromised: the loan has no vehicle
    :raises IllegalMove: the vehicle is not out
    """
    commitment = promise_of(dealership=dealership, about=about)
    vehicle = commitment.vehicle
    vehicle.status = CALL_BACK.from_(vehicle.status)
    read(vehicle, odometer=odometer, fuel=fuel, at=at)
    close(commitment, at=at)
    return commitment


def read(vehicle: Vehicle, *, odometer: int, fuel: Decimal, at: datetime) -> None:
    """Take the newest readings over."""
    vehicle.odometer, vehicle.fuel_level, vehicle.readings_at = odometer, fuel, at


# Both rows are locked and in hand; the ORM would need a statement for each.
LET_OUT = f"""
    WITH out AS (
        UPDATE "{Commitment._meta.db_table}" SET out_at = %(at)s, starts_at = %(starts_at)s, ends_at = %(ends_at)s
        WHERE dealership_id = %(dealership)s AND id = %(commitment)s
    )
    UPDATE "{Vehicle._meta.db_table}"
    SET status = %(status)s, odometer = %(odometer)s, fuel_level = %(fuel_level)s, readings_at = %(at)s
    WHERE dealership_id = %(dealership)s AND id = %(vehicle)s
"""  # noqa: S608 - the names are our own tables'


def let_out(commitment: Commitment) -> None:
    """The promise is kept from now on, and its vehicle is out."""
    vehicle = commitment.vehicle
    values: dict[str, Any] = {
        "dealership": commitment.dealership_id,
        "commitment": commitment.pk,
        "vehicle": vehicle.pk,
        "at": commitment.out_at,
        "starts_at": commitment.starts_at,
        "ends_at": commitment.ends_at,
        "status": str(vehicle.status),
        "odometer": vehicle.odometer,
        "fuel_level": vehicle.fuel_level,
    }
    with connection.cursor() as cursor:
        cursor.execute(LET_OUT, values)


CLOSE = f"""
    WITH closed AS (
        UPDATE "{Commitment._meta.db_table}" SET closed_at = %(at)s
        WHERE dealership_id = %(dealership)s AND id = %(commitment)s
    )
    UPDATE "{Vehicle._meta.db_table}"
    SET status = %(status)s, status_after_return = %(status_after_return)s, odometer = %(odometer)s,
        fuel_level = %(fuel_level)s, readings_at = %(at)s
    WHERE dealership_id = %(dealership)s AND id = %(vehicle)s
"""  # noqa: S608 - the names are our own tables'


def close(commitment: Commitment, *, at: datetime) -> None:
    """End the promise, and keep what is now known of its vehicle: status and readings."""
    vehicle, commitment.closed_at = commitment.vehicle, at
    values = {
        "dealership": commitment.dealership_id,
        "commitment": commitment.pk,
        "vehicle": vehicle.pk,
        "status": str(vehicle.status),
        "status_after_return": str(vehicle.status_after_return),
        "odometer": vehicle.odometer,
        "fuel_level": vehicle.fuel_level,
        "at": at,
    }
    with connection.cursor() as cursor:
        cursor.execute(CLOSE, values)
