"""Rows of dealerships: whose they are, who works there, what happened, what must still happen outside."""

from dealerships.models.effects import Due, Effect
from dealerships.models.history import Event, EventSubject
from dealerships.models.people import Membership, Staff, StaffStatus, User
from dealerships.models.places import DealerGroup, Dealership, Doorway
from dealerships.models.presses import Press
from dealerships.models.tokens import ApiAnswer, ApiToken

__all__ = [
    "ApiAnswer",
    "ApiToken",
    "DealerGroup",
    "Dealership",
    "Doorway",
    "Due",
    "Effect",
    "Event",
    "EventSubject",
    "Membership",
    "Press",
    "Staff",
    "StaffStatus",
    "User",
]
