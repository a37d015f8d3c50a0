"""What somebody else says of a guest where the profile says something else: to be taken, or not."""

from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from customers.domain.details import InsuranceDetails, LicenceDetails
from customers.domain.licences import last_four, licence_key, state_key


class Part(StrEnum):
    """Which part of a profile it is about."""

    NAME = "name"
    PHONE = "phone"
    EMAIL = "email"
    LICENCE = "licence"
    INSURANCE = "insurance"

    @property
    def label(self) -> str:
        """The word on the screens."""
        return self.value.capitalize()


PARTS = [(part.value, part.label) for part in Part]
Value = str | LicenceDetails | InsuranceDetails | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Differing:
    """A part of a profile that somebody else says differently, in words; ``key`` names the suggestion."""

    key: int
    who: str
    part: Part
    theirs: str
    ours: str


def in_json(value: Value) -> Any:
    """A value as it is kept."""
    if value is None or isinstance(value, str):
        return value
    return {name: each.isoformat() if isinstance(each, date) else each for name, each in asdict(value).items()}


def from_json(part: Part, kept: Any) -> Value:
    """The value again."""
    if isinstance(kept, str):
        return kept
    days = {name: date.fromisoformat(kept[name]) for name in ("date_of_birth", "expires_on") if kept.get(name)}
    return LicenceDetails(**kept | days) if part is Part.LICENCE else InsuranceDetails(**kept | days)


def unlike(theirs: Value, ours: Value) -> bool:
    """Whether the two say different things; a licence is compared without the dots and dashes of its number."""
    return bool(_plain(theirs) != _plain(ours))


def in_words(value: Value) -> str:
    """A value as it is shown; of numbers only the last four."""
    if isinstance(value, LicenceDetails):
        return f"{value.state} licence ending in {last_four(value.number)}{_until(value.expires_on)}".strip()
    if isinstance(value, InsuranceDetails):
        return f"{value.carrier}, ending in {value.policy_number[-4:]}{_until(value.expires_on)}"
    return value or "nothing"


def _plain(value: Value) -> Any:
    if isinstance(value, LicenceDetails):
        return (licence_key(value.number), state_key(value.state), value.date_of_birth, value.expires_on)
    return value


def _until(day: date | None) -> str:
    return f", until {day:%b} {day.day}, {day.year}" if day else ""
