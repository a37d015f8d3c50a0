"""The app of reservations."""

from django.apps import AppConfig


class ReservationsConfig(AppConfig):
    """A loan is one row from booking to receipt."""

    name = "reservations"
