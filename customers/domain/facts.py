"""What happened to profiles, for whoever asked to be told (config/facts.py)."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class SuggestionTaken:
    """Staff took what somebody else says of a guest; from now on that part of the profile follows them."""

    customer: str
    part: str


@dataclass(frozen=True, kw_only=True)
class GuestErased:
    """A guest's data were deleted."""

    customer: str
