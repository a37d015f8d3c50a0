"""How an event of the history reads: its picture, and what it keeps in a line of words."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from desk.templatetags import formatting

FOR_MACHINES = {"digest", "sha256", "came back"}
DECIMAL = re.compile(r"[01](?:\.\d+)?")
INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T[\d:.]+[+-]\d{2}:\d{2}")
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
    ("terms", "i-contract"),
    ("cancelled", "s-cancelled"),
)


def event_icon(event: Any) -> str:
    """A picture of what happened, else of who did it."""
    return next((name for word, name in VERB_ICONS if word in event.verb), EVENT_ICONS.get(event.by_kind, "i-contract"))


def told(event: Any, spoken: Callable[[datetime], str]) -> str:
    """What an event keeps, as a sentence, without what its line says already; ``spoken`` says an instant."""
    beside = {event.by_name, event.origin}
    unsaid = {"vehicle"} if "plate" in event.details else set()
    kept = {key: value for key, value in event.details.items() if key not in unsaid and str(value) not in beside}
    words = INSTANT.sub(lambda found: spoken(datetime.fromisoformat(found[0])), details_in_words(kept))
    return words[:1].upper() + words[1:]


def details_in_words(details: Mapping[str, Any]) -> str:
    """What an event keeps, in a line: hold $53.76, card Visa •• 4242. What only machines read is left out."""
    kept = ((key, value) for key, value in details.items() if key not in FOR_MACHINES and value not in EMPTY)
    return ", ".join(f"{str(key).replace('_', ' ')} {_said(key, value)}" for key, value in kept)


def _said(key: str, value: Any) -> str:
    if isinstance(value, Mapping):
        return details_in_words(value)
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if key == "fuel" and DECIMAL.fullmatch(str(value)):
        return formatting.fuel(Decimal(str(value)))
    return f"{int(value):,}" if key == "odometer" and str(value).isdigit() else formatting.level(str(value))
