"""The app of guests' profiles."""

from django.apps import AppConfig


class CustomersConfig(AppConfig):
    """Guests and what they carry."""

    name = "customers"
