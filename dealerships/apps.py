"""The app of dealerships, staff, tenancy, effects and history."""

from django.apps import AppConfig


class DealershipsConfig(AppConfig):
    """Lowest of the stack, above the kernel alone."""

    name = "dealerships"
