"""When a dealership's counter is open, and the times that a new contract starts from."""

from datetime import datetime

from dealerships.models import Dealership
from kernel.period import Period
from reservations.domain.times import OpeningHours, opening_hours, usual_period


def hours_of(*, dealership: Dealership) -> OpeningHours:
    """The opening hours of a dealership, as a value."""
    return opening_hours(week=dealership.opening_hours, closed_dates=dealership.closed_dates, zone=dealership.zone)


def usual_times(*, dealership: Dealership, at: datetime) -> Period:
    """Pickup and drop-off as the form of a new contract proposes them."""
    return usual_period(at, hours_of(dealership=dealership))
