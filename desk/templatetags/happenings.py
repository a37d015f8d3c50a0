"""How an event of the history reads: its picture, and what it keeps in a line of words."""

from collections.abc import Mapping
from typing import Any

from desk.templatetags import formatting

FOR_MACHINES = {"digest", "sha256", "came back"}
EMPTY: tuple[object, ...] = ("", None, [], {})
EVENT_ICONS = {"partner": "i-app", "guest": "i-phone", "system": "i-clock", "api": "i-app"}
VERB_ICONS = (
    ("hold", "i-card"),
    ("card", "i-card"),
    ("paid", "i-card"),
    ("payment", "i-card"),
    ("assigned", "i-vehicle"),
    ("started", "i-key"),
    ("finished", "s-finished"),
    ("sign", "i-signature"),
    ("insurance", "i-insurance"),
    ("licence", "i-licence"),
    ("note", "i-note"),
    ("profile", "i-customer"),
    ("link", "i-send"),
    ("odometer", "i-odometer"),
    ("Do Not Rent", "s-hard-hold"),
    ("reading", "i-odometer"),
    ("sealed", "i-contract"),
    ("cancelled", "s-cancelled"),
)


def event_icon(event: Any) -> str:
    """A picture of what happened, else of who did it."""
    return next((name for word, name in VERB_ICONS if word in event.verb), EVENT_ICONS.get(event.by_kind, "i-contract"))


def details_in_words(details: Mapping[str, Any]) -> str:
    """What an event keeps, in a line: hold $53.76, card Visa •• 4242. What only machines read is left out."""
    told = ((key, value) for key, value in details.items() if key not in FOR_MACHINES and value not in EMPTY)
    return ", ".join(f"{str(key).replace('_', ' ')} {_said(value)}" for key, value in told)


def _said(value: Any) -> str:
    if isinstance(value, Mapping):
        return details_in_words(value)
    return ", ".join(map(str, value)) if isinstance(value, list) else formatting.level(str(value))
