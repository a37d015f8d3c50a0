"""The app of money."""

from django.apps import AppConfig


class BillingConfig(AppConfig):
    """Knows nothing of contracts: terms and usage in, invoice out."""

    name = "billing"
