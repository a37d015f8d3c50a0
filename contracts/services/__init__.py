"""Writes of contracts: one function per use case, one transaction each."""

from contracts.domain.signatures import Signed
from contracts.services.assigning import NotOfThePool, WrongAge, assign_vehicle, unassign_vehicle
from contracts.services.cancelling import TooEarlyForNoShow, cancel_contract, mark_no_show, reinstate
from contracts.services.extending import UnableToExtend, extend_contract
from contracts.services.finishing import finish_contract
from contracts.services.holding import UnableToHold, authorise_hold
from contracts.services.linking import (
    Question,
    answer_challenge,
    answered,
    open_link,
    question,
    send_guest_link,
    show_guest_link,
)
from contracts.services.preparing import BadReading, see_issues, set_override, set_rate
from contracts.services.reading_out import record_readings
from contracts.services.settling import settle_contract
from contracts.services.signing import UnableToSign, accept_term, sign
from contracts.services.starting import UnableToStart, start_contract
from contracts.services.terms import UnableToFreeze, freeze_terms, void_if_changed
from contracts.services.voiding import UnableToVoid, void_contract

__all__ = [
    "BadReading",
    "NotOfThePool",
    "Question",
    "Signed",
    "TooEarlyForNoShow",
    "UnableToExtend",
    "UnableToFreeze",
    "UnableToHold",
    "UnableToSign",
    "UnableToStart",
    "UnableToVoid",
    "WrongAge",
    "accept_term",
    "answer_challenge",
    "answered",
    "assign_vehicle",
    "authorise_hold",
    "cancel_contract",
    "extend_contract",
    "finish_contract",
    "freeze_terms",
    "mark_no_show",
    "open_link",
    "question",
    "record_readings",
    "reinstate",
    "see_issues",
    "send_guest_link",
    "set_override",
    "set_rate",
    "settle_contract",
    "show_guest_link",
    "sign",
    "start_contract",
    "unassign_vehicle",
    "void_contract",
    "void_if_changed",
]
