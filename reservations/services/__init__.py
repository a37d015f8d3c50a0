"""Writes of reservations: book, change, move along the lifecycle."""

from reservations.services.booking import book
from reservations.services.changing import NotChangeable, change_booking, change_dropoff
from reservations.services.inserting import AlreadyBooked
from reservations.services.moving import advance, lock_open_loans, lock_reservation
from reservations.services.returning import OfferRemoved, bring_back

__all__ = [
    "AlreadyBooked",
    "NotChangeable",
    "OfferRemoved",
    "advance",
    "book",
    "bring_back",
    "change_booking",
    "change_dropoff",
    "lock_open_loans",
    "lock_reservation",
]
