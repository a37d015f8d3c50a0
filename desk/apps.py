"""The app of the staff's pages."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Dashboard, search, contract, settings."""

    name = "desk"
