"""No shows: at the end of the scheduled pickup day, whoever has not come is marked, and the vehicle is free."""

from datetime import datetime
from typing import Any

from contracts.services.cancelling import end_of_day, end_of_pickup_day, mark_no_show
from dealerships.domain.actor import SYSTEM
from dealerships.models import Dealership
from dealerships.services.effects import schedule
from reservations.domain.lifecycle import BEFORE_START
from reservations.queries import reservation

EXPIRE = "contracts.effects.no_shows.expire"


def expect_guest(*, dealership: Dealership, payload: dict[str, Any], at: datetime) -> None:
    """
    After a booking, a change or a reinstatement: look at the end of the pickup day whether the guest came; where
    that day is over, at the end of this one.
    """
    booked = reservation(dealership=dealership, code=payload["code"])
    if booked.status not in BEFORE_START:
        return
    ends_at = end_of_pickup_day(dealership, booked)
    # Each day has its own effect: one that is being carried out can't be moved.
    schedule(
        dealership=dealership,
        kind=EXPIRE,
        key=f"no-show:{booked.code}:{ends_at.isoformat()}",
        payload={"code": booked.code},
        due_at=ends_at if at < ends_at else end_of_day(dealership, at),
        at=at,
        about=booked.reference,
    )


def expire(*, dealership: Dealership, payload: dict[str, Any], at: datetime) -> None:
    """Mark the no show, unless the guest came, it is over, or the pickup has been moved."""
    booked = reservation(dealership=dealership, code=payload["code"])
    if booked.status in BEFORE_START and at >= end_of_pickup_day(dealership, booked):
        mark_no_show(dealership=dealership, code=booked.code, by=SYSTEM, at=at)
