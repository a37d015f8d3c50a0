"""Whether a booking of the app is welcome: the guest may rent, and the pickup day is not over."""

from datetime import datetime
from typing import TYPE_CHECKING

from customers.queries import LookAlikes
from dealerships.models import Dealership
from integrations.lexus_app import attention
from integrations.lexus_app.told import ReservationTold

if TYPE_CHECKING:
    from customers.models import Customer


def refuse_unwelcome(
    dealership: Dealership, told: ReservationTold, customer: "Customer", at: datetime, *, alike: LookAlikes
) -> None:
    """
    :raises NeedsAttention: the guest must not rent, or the pickup day is over
    """
    if alike.forbidden(customer) is not None:
        raise attention.GuestMustNotRent(customer.name)
    refuse_past(dealership, told, at)


def refuse_past(dealership: Dealership, told: ReservationTold, at: datetime) -> None:
    """
    :raises NeedsAttention: the pickup day is over, so that the booking would be a no show at once
    """
    pickup_day = dealership.local(told.pickup_at).date()
    if pickup_day < dealership.local(at).date():
        raise attention.PickupDayOver(f"{pickup_day:%B} {pickup_day.day}, {pickup_day.year}")
