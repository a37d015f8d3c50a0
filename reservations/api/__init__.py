"""Reservations by the API: list, look, book; booking goes on without a free vehicle, and says so."""

from reservations.api.views import OneReservation, Reservations

__all__ = ["OneReservation", "Reservations"]
