"""Rows of guests."""

from customers.models.cards import Card, CardSetup, SetupState
from customers.models.messages import Message, MessageState, OptOut
from customers.models.papers import Insurance, Licence, Source
from customers.models.profiles import Customer, Note

__all__ = [
    "Card",
    "CardSetup",
    "Customer",
    "Insurance",
    "Licence",
    "Message",
    "MessageState",
    "Note",
    "OptOut",
    "SetupState",
    "Source",
]
