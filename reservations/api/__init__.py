"""Reservations by the API: book, list, look, and who else drives."""

from reservations.api.drivers import Drivers, TakeOutDriver
from reservations.api.views import OneReservation, Reservations

__all__ = ["Drivers", "OneReservation", "Reservations", "TakeOutDriver"]
