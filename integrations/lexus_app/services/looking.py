"""Looking at the personal data in a message: it is shown to whoever asks, and the asking is written down."""

from datetime import datetime

from dealerships.domain.actor import Actor
from dealerships.models import Dealership
from dealerships.services.history import record
from integrations.lexus_app.models import InboundMessage
from integrations.lexus_app.partner import subject_of
from integrations.lexus_app.services.setting_up import SUBJECT


def look_at_message(*, dealership: Dealership, message: InboundMessage, by: Actor, at: datetime) -> None:
    """Write down who looked at all of a message, in the history of the reservation and of the integration."""
    subjects = [SUBJECT, *([subject_of(message.reservation_id)] if message.reservation_id else [])]
    details = {"type": message.type, "webhook id": message.webhook_id}
    record("looked at personal data", dealership=dealership, subjects=subjects, by=by, at=at, details=details)
