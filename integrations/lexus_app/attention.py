"""
Why a message can't be carried out, in words for staff; it is kept, and can be tried again.

An effect that gave up keeps nothing but these words, so its kind is read from them by the template that wrote them.
"""

import re
from functools import cache
from typing import ClassVar

from dealerships.domain.effects import NeedsAttention


class Unplaceable(NeedsAttention):
    """A reservation of the app that can't be as the app says; ``words`` have a hole for each thing that they name."""

    words: ClassVar[str]
    title: ClassVar[str] = "{} could not be placed"

    def __init__(self, *named: str) -> None:
        super().__init__(self.words.format(*named))


class NoProgram(Unplaceable):
    """There is nothing to book into."""

    words = "There is no program “OneApp Rental” yet. Create it, then try again."


class UnknownCategory(Unplaceable):
    """The app's category is none of ours."""

    words = "No vehicle category is called “{}”. Choose one of yours for it, or add it, then try again."


class PickupDayOver(Unplaceable):
    """The pickup day has passed."""

    words = "The period is in the past: pickup was on {}."


class GuestMustNotRent(Unplaceable):
    """The guest is on Do Not Rent."""

    words = "{} is on Do Not Rent."


class ChangedAfterStart(Unplaceable):
    """The loan has begun."""

    title = "{} was changed after it started"
    words = "{} has started. The app asks for {}; see to it at the contract."


class DropoffRefused(Unplaceable):
    """The loan has begun, and its drop-off can't move."""

    title = "{} was changed after it started"
    words = "{} has started, and its drop-off can't move as the app asks: {}"


class ChangedAfterFinish(Unplaceable):
    """The loan is over."""

    title = "{} was changed after it ended"
    words = "{} is {} already, and the app has changed it."


class CancelledAfterStart(Unplaceable):
    """The guest has the vehicle, and the app says that the reservation is off."""

    title = "{} was cancelled after it started"
    words = "The app cancelled {}, which is {} already."


class Refused(NeedsAttention):
    """A use case said no; its message is fit for staff."""


KINDS: tuple[type[Unplaceable], ...] = (
    NoProgram,
    UnknownCategory,
    PickupDayOver,
    GuestMustNotRent,
    ChangedAfterStart,
    DropoffRefused,
    ChangedAfterFinish,
    CancelledAfterStart,
)


def kind_of(reason: str) -> type[NeedsAttention]:
    """Of which kind a reason is; what no template wrote is a use case's refusal."""
    return next((kind for kind in KINDS if form_of(kind.words).fullmatch(reason)), Refused)


@cache
def form_of(words: str) -> re.Pattern[str]:
    """The template with anything in its holes."""
    return re.compile(".+?".join(re.escape(piece) for piece in words.split("{}")), re.DOTALL)
