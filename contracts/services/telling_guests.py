"""Tell the guest of a loan something; one who can't be reached gets it at the counter, and the history says so."""

from datetime import datetime
from typing import TYPE_CHECKING

from contracts.domain.messages import Words
from customers.services import NoWayToReach, queue_message
from dealerships.domain.actor import SYSTEM
from dealerships.models import Dealership
from dealerships.services.history import record

if TYPE_CHECKING:
    from reservations.models import Reservation


def tell_guest(*, dealership: Dealership, loan: "Reservation", said: Words, at: datetime) -> None:
    """Text or write them."""
    try:
        queue_message(
            dealership=dealership,
            customer=loan.customer,
            cause=said.cause,
            subject=said.subject,
            text=said.text,
            about=loan.reference,
            at=at,
        )
    except NoWayToReach as nobody:
        details = {"message": said.cause, "reason": str(nobody)}
        record("not sent", dealership=dealership, subjects=[loan.reference], by=SYSTEM, at=at, details=details)
