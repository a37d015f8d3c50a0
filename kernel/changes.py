"""
What was changed in settings, in words, and whether somebody else changed them meanwhile.

A state of settings is told in words, label by label; all else follows from the words: two states differ where their
words do, and a state is still the one that was shown if its words have the same fingerprint.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Words = Mapping[str, str]
NOTHING = "none"
LENGTH = 16


class Overtaken(Exception):
    """Somebody else changed these settings since they were shown; nothing was saved."""

    def __init__(self) -> None:
        super().__init__("Somebody else changed these settings while you had them open. Nothing was saved.")


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """One setting, as it was and as it is."""

    label: str
    before: str
    after: str

    @property
    def in_words(self) -> str:
        """From $20.00 to $25.00."""
        return f"from {self.before} to {self.after}"


def changes(before: Words, after: Words) -> tuple[Change, ...]:
    """Where two states differ, in the order of the settings; what one of them lacks is *none* there."""
    labels = list(dict.fromkeys([*before, *after]))
    pairs = [(label, before.get(label, NOTHING), after.get(label, NOTHING)) for label in labels]
    return tuple(Change(label=label, before=was, after=now) for label, was, now in pairs if was != now)


def as_details(changed: Sequence[Change]) -> dict[str, str]:
    """Changes as the history keeps them."""
    return {change.label: change.in_words for change in changed}


def fingerprint(words: Words) -> str:
    """A short name of a state: the same words, the same name."""
    return hashlib.sha256(json.dumps(list(words.items())).encode()).hexdigest()[:LENGTH]


def refuse_overtaken(stored: Words, *, shown: str) -> None:
    """
    :raises Overtaken: what is stored is not what was shown
    """
    if fingerprint(stored) != shown:
        raise Overtaken
