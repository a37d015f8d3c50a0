"""Rows of guests."""

from customers.models.cards import Card, CardSetup
from customers.models.messages import Message, OptOut
from customers.models.papers import Insurance, Licence
from customers.models.profiles import Customer, Note

__all__ = [
    "Card",
    "CardSetup",
    "Customer",
    "Insurance",
    "Licence",
    "Message",
    "Note",
    "OptOut",
]
