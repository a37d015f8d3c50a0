"""Contracts by the API: how one stands, and one address per action."""

from contracts.api.ending import Cancel, Finish, Void
from contracts.api.papers import Paper
from contracts.api.preparing import Assign, Hold, Link, Readings, Start, WalkAround
from contracts.api.standing import OneContract

__all__ = [
    "Assign",
    "Cancel",
    "Finish",
    "Hold",
    "Link",
    "OneContract",
    "Paper",
    "Readings",
    "Start",
    "Void",
    "WalkAround",
]
