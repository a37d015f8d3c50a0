"""Contracts by the API: how one stands, and one address per action."""

from contracts.api.choosing import VehicleChoices
from contracts.api.ending import Cancel, Finish, Reinstate, Void
from contracts.api.extending import Extend
from contracts.api.papers import Paper
from contracts.api.preparing import Assign, Hold, Link, Readings, Start, WalkAround
from contracts.api.standing import OneContract

__all__ = [
    "Assign",
    "Cancel",
    "Extend",
    "Finish",
    "Hold",
    "Link",
    "OneContract",
    "Paper",
    "Readings",
    "Reinstate",
    "Start",
    "VehicleChoices",
    "Void",
    "WalkAround",
]
