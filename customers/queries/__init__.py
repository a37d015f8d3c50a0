"""Reads of customers: profiles and what belongs to them, looking for a guest, Do Not Rent."""

from customers.queries.do_not_rent import do_not_rent
from customers.queries.finding import find
from customers.queries.licence_index import licence_index
from customers.queries.look_alikes import LookAlikes, look_alikes
from customers.queries.matching import Match, match_guest, same_guest
from customers.queries.merging import merges, possibly_the_same
from customers.queries.profiles import (
    UnknownCustomer,
    cards_at_processor,
    cards_on_file,
    current_insurance,
    current_licence,
    customers,
    duplicate,
    lock_customer,
    preferred_card,
    profile,
    with_papers,
)
from customers.queries.same_person import everybody, main_key, same_people, same_person, survivor, with_code

__all__ = [
    "LookAlikes",
    "Match",
    "UnknownCustomer",
    "cards_at_processor",
    "cards_on_file",
    "current_insurance",
    "current_licence",
    "customers",
    "do_not_rent",
    "duplicate",
    "everybody",
    "find",
    "licence_index",
    "lock_customer",
    "look_alikes",
    "main_key",
    "match_guest",
    "merges",
    "possibly_the_same",
    "preferred_card",
    "profile",
    "same_guest",
    "same_people",
    "same_person",
    "survivor",
    "with_code",
    "with_papers",
]
