"""The app of programs and agreements."""

from django.apps import AppConfig


class ProgramsConfig(AppConfig):
    """Sources of business, and what guests agree to."""

    name = "programs"
