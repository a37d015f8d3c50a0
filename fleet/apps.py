"""The app of vehicles and groups."""

from django.apps import AppConfig


class FleetConfig(AppConfig):
    """Cars, and the commitments that keep two guests out of one."""

    name = "fleet"
