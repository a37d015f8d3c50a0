"""The app of the integration: Twilio, the text gateway."""

from django.apps import AppConfig


class TwilioConfig(AppConfig):
    """Twilio, the text gateway."""

    name = "integrations.twilio"
    label = "twilio_integration"
