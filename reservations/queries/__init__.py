"""Reads of reservations: loans, looking for one, duplicates, availability."""

from reservations.queries.alerts import alert_for
from reservations.queries.availability import availability, bookable, fleet_in, overbooking_alert
from reservations.queries.duplicates import codes_of_duplicates, duplicates_of, possible_duplicates
from reservations.queries.finding import find, find_beside, guests_meant
from reservations.queries.opening import hours_of, usual_times
from reservations.queries.reservations import (
    Reservations,
    UnknownReservation,
    additional_drivers,
    driven_by,
    of_guest,
    reservation,
    reservations,
)

__all__ = [
    "Reservations",
    "UnknownReservation",
    "additional_drivers",
    "alert_for",
    "availability",
    "bookable",
    "codes_of_duplicates",
    "driven_by",
    "duplicates_of",
    "find",
    "find_beside",
    "fleet_in",
    "guests_meant",
    "hours_of",
    "of_guest",
    "overbooking_alert",
    "possible_duplicates",
    "reservation",
    "reservations",
    "usual_times",
]
