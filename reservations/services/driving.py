"""Name an additional driver of a loan, or take one out, until the vehicle has gone out."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from customers.queries import main_key
from dealerships.domain.actor import Actor
from dealerships.models import Dealership
from reservations.domain.booking import NotBookable
from reservations.queries import additional_drivers
from reservations.services.changing import change_booking
from reservations.services.moving import lock_reservation

if TYPE_CHECKING:
    from customers.models import Customer
    from reservations.models import Reservation


@transaction.atomic
def add_driver(*, dealership: Dealership, code: str, driver: "Customer", by: Actor, at: datetime) -> "Reservation":
    """
    Let somebody else drive too; the same checks apply to them, and they accept and sign as well.

    :raises NotBookable: they drive already, or two do besides the guest
    :raises NotChangeable: the loan has started or ended
    """
    reservation = lock_reservation(dealership=dealership, code=code)
    drivers = additional_drivers_of(reservation)
    if main_key(driver) in {main_key(reservation.customer), *map(main_key, drivers)}:
        raise NotBookable(f"{driver.name} is a driver of {code} already.")
    keys = (*(each.pk for each in drivers), driver.pk)
    return _with(reservation, keys, by=by, at=at)


@transaction.atomic
def take_out_driver(*, dealership: Dealership, code: str, driver: "Customer", by: Actor, at: datetime) -> "Reservation":
    """
    Let an additional driver drive no longer.

    :raises NotBookable: they are none
    :raises NotChangeable: the loan has started or ended
    """
    reservation = lock_reservation(dealership=dealership, code=code)
    drivers = additional_drivers_of(reservation)
    staying = tuple(each.pk for each in drivers if main_key(each) != main_key(driver))
    if len(staying) == len(drivers):
        raise NotBookable(f"{driver.name} is no additional driver of {code}.")
    return _with(reservation, staying, by=by, at=at)


def additional_drivers_of(reservation: "Reservation") -> "list[Customer]":
    """The profiles that are named, in their order."""
    rows = additional_drivers(dealership=reservation.dealership).filter(reservation=reservation)
    return [row.customer for row in rows]


def _with(reservation: "Reservation", drivers: tuple[int, ...], *, by: Actor, at: datetime) -> "Reservation":
    booking = replace(reservation.booking(), drivers=drivers)
    return change_booking(dealership=reservation.dealership, code=reservation.code, booking=booking, by=by, at=at)
