"""Rows of guests."""

from customers.models.cards import Card, CardSetup
from customers.models.merges import Apart, Merge
from customers.models.messages import Message, OptOut
from customers.models.papers import Insurance, Licence
from customers.models.profiles import Customer, Note
from customers.models.suggestions import Suggestion

__all__ = [
    "Apart",
    "Card",
    "CardSetup",
    "Customer",
    "Insurance",
    "Licence",
    "Merge",
    "Message",
    "Note",
    "OptOut",
    "Suggestion",
]
