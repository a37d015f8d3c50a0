"""What staff are warned about before they book; they may go on all the same."""

from datetime import datetime

from dealerships.models import Dealership
from fleet.domain.pools import Pool
from fleet.queries.groups import categories
from reservations.domain.booking import Booking
from reservations.queries.availability import overbooking_alert


def alert_for(*, dealership: Dealership, booking: Booking, at: datetime, except_code: str = "") -> str:
    """The overbooking alert that a booking deserves, or nothing; ``except_code`` is its own, once it is booked."""
    return overbooking_alert(
        dealership=dealership,
        pool=Pool(group_id=booking.group_id, program_id=booking.program_id, category_id=booking.category_id),
        what=what_is_short(dealership, booking),
        period=booking.period,
        at=at,
        except_code=except_code,
    )


def what_is_short(dealership: Dealership, booking: Booking) -> str:
    """The category's name, or *vehicle*; a category that is not here is refused when it is written."""
    if booking.category_id is None:
        return "vehicle"
    names = categories(dealership=dealership).filter(pk=booking.category_id).values_list("name", flat=True)
    return str(names.first() or "vehicle")
