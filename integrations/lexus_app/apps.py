"""The app of the integration: The Lexus App."""

from django.apps import AppConfig


class LexusAppConfig(AppConfig):
    """The Lexus App."""

    name = "integrations.lexus_app"
    label = "lexus_app"
