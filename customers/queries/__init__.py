"""Reads of customers: profiles and what belongs to them, looking for a guest, Do Not Rent."""

from customers.queries.do_not_rent import do_not_rent
from customers.queries.finding import find
from customers.queries.licence_index import licence_index
from customers.queries.look_alikes import LookAlikes, look_alikes
from customers.queries.matching import Match, match_guest, same_guest
from customers.queries.profiles import (
    UnknownCustomer,
    cards_at_processor,
    current_insurance,
    current_licence,
    customers,
    lock_customer,
    preferred_card,
    profile,
    survivor,
    with_papers,
)

__all__ = [
    "LookAlikes",
    "Match",
    "UnknownCustomer",
    "cards_at_processor",
    "current_insurance",
    "current_licence",
    "customers",
    "do_not_rent",
    "find",
    "licence_index",
    "lock_customer",
    "look_alikes",
    "match_guest",
    "preferred_card",
    "profile",
    "same_guest",
    "survivor",
    "with_papers",
]
