"""The app of contracts."""

from django.apps import AppConfig


class ContractsConfig(AppConfig):
    """Start, extend, switch, finish."""

    name = "contracts"
