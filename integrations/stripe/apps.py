"""The app of the integration: Stripe, the card processor."""

from django.apps import AppConfig


class StripeConfig(AppConfig):
    """Stripe, the card processor."""

    name = "integrations.stripe"
    label = "stripe_integration"
