"""What staff are warned about before they book; they may go on all the same."""

from datetime import datetime
from typing import Any

from dealerships.models import Dealership
from fleet.domain.pools import Pool
from fleet.queries.groups import categories
from reservations.domain.booking import Booking
from reservations.queries.availability import bookable, fleet_ahead, overbooking_alert

VEHICLE = "vehicle"


def alert_for(
    *, dealership: Dealership, booking: Booking, at: datetime, except_code: str = "", what: str | None = None
) -> str:
    """
    The overbooking alert that a booking deserves, or nothing; ``except_code`` is its own, once it is booked.

    ``what`` is the name of the booked category, or nothing for a booking of none, if it was read already.
    """
    mine: dict[str, Any] = {"dealership": dealership, "period": booking.period, "at": at, "except_code": except_code}
    pool = Pool(group_id=booking.group_id, program_id=booking.program_id, category_id=booking.category_id)
    ahead = fleet_ahead(**mine)
    if bookable(pools=[pool], known=ahead, **mine)[pool].available:
        return ""
    named = what_is_short(dealership, booking) if what is None else what or VEHICLE
    return overbooking_alert(pool=pool, what=named, ahead=ahead, **mine)


def what_is_short(dealership: Dealership, booking: Booking) -> str:
    """The category's name, or *vehicle*; a category that is not here is refused when it is written."""
    if booking.category_id is None:
        return VEHICLE
    names = categories(dealership=dealership).filter(pk=booking.category_id).values_list("name", flat=True)
    return str(names.first() or VEHICLE)
