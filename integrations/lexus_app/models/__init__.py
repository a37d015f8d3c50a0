"""Rows of the Lexus App: the connection, what was received, what is told."""

from integrations.lexus_app.models.connecting import Arrival, Connection, InboundSecret, ending
from integrations.lexus_app.models.guests import PartnerGuest, PartnerProfile
from integrations.lexus_app.models.received import CategoryMapping, InboundMessage, InboundState, PartnerReservation
from integrations.lexus_app.models.sent import OutboundAttempt, OutboundMessage

__all__ = [
    "Arrival",
    "CategoryMapping",
    "Connection",
    "InboundMessage",
    "InboundSecret",
    "InboundState",
    "OutboundAttempt",
    "OutboundMessage",
    "PartnerGuest",
    "PartnerProfile",
    "PartnerReservation",
    "ending",
]
