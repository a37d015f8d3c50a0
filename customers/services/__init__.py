"""Writes of customers: profiles, papers, cards, messages, Do Not Rent."""

from customers.services.card_setups import card_setup_failed, card_setup_opened, card_setup_succeeded, want_card_setup
from customers.services.cards import add_card, prefer_card, remove_card
from customers.services.do_not_rent import allow, forbid
from customers.services.merging import NothingToUndo, UnableToMerge, keep_apart, merge, undo_merge
from customers.services.messages import (
    NoWayToReach,
    message_delivered,
    message_failed,
    message_sent,
    message_unknown,
    queue_message,
)
from customers.services.opting_out import opt_in, opt_out
from customers.services.papers import record_insurance, record_licence
from customers.services.profiles import change_contact, create_customer, write_note
from customers.services.suggestions import SuggestionGone, agree, keep_ours, suggest, take_suggestion

__all__ = [
    "NoWayToReach",
    "NothingToUndo",
    "SuggestionGone",
    "UnableToMerge",
    "add_card",
    "agree",
    "allow",
    "card_setup_failed",
    "card_setup_opened",
    "card_setup_succeeded",
    "change_contact",
    "create_customer",
    "forbid",
    "keep_apart",
    "keep_ours",
    "merge",
    "message_delivered",
    "message_failed",
    "message_sent",
    "message_unknown",
    "opt_in",
    "opt_out",
    "prefer_card",
    "queue_message",
    "record_insurance",
    "record_licence",
    "remove_card",
    "suggest",
    "take_suggestion",
    "undo_merge",
    "want_card_setup",
    "write_note",
]
