"""Writes of reservations: book, change, move along the lifecycle."""

from reservations.services.booking import book, book_within
from reservations.services.changing import NotChangeable, change_booking, change_dropoff
from reservations.services.driving import add_driver, take_out_driver
from reservations.services.inserting import AlreadyBooked
from reservations.services.moving import advance, lock_open_loans, lock_reservation
from reservations.services.returning import OfferRemoved, bring_back

__all__ = [
    "AlreadyBooked",
    "NotChangeable",
    "OfferRemoved",
    "add_driver",
    "advance",
    "book",
    "book_within",
    "bring_back",
    "change_booking",
    "change_dropoff",
    "lock_open_loans",
    "lock_reservation",
    "take_out_driver",
]
