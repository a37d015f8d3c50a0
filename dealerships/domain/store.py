"""The settings of a store, in three sections: what it is, when it is open, how its counter works."""

from dataclasses import dataclass
from datetime import date, time

from dealerships.domain.languages import LANGUAGES
from kernel.changes import Words

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ZONES = {
    "America/St_Johns": "Newfoundland",
    "America/Halifax": "Atlantic",
    "America/Puerto_Rico": "Puerto Rico",
    "America/New_York": "Eastern (New York)",
    "America/Toronto": "Eastern (Toronto)",
    "America/Chicago": "Central (Chicago)",
    "America/Winnipeg": "Central (Winnipeg)",
    "America/Regina": "Central, no summer time (Regina)",
    "America/Denver": "Mountain (Denver)",
    "America/Edmonton": "Mountain (Edmonton)",
    "America/Phoenix": "Mountain, no summer time (Phoenix)",
    "America/Los_Angeles": "Pacific (Los Angeles)",
    "America/Vancouver": "Pacific (Vancouver)",
    "America/Anchorage": "Alaska",
    "Pacific/Honolulu": "Hawaii",
}
"""The time zones of the stores there are, as people call them."""
CHANNELS = {"sms": "Text message", "email": "Email"}
Open = tuple[time, time]


@dataclass(frozen=True, kw_only=True, slots=True)
class About:
    """The section *Store*: what stands on agreements and receipts."""

    name: str
    dealer_code: str
    phone: str = ""
    street: str = ""
    city: str = ""
    state: str = ""
    postal_code: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Hours:
    """The section *Opening hours*: Monday first, None = closed; without a week it is always open."""

    week: tuple[Open | None, ...] = ()
    closed_dates: tuple[date, ...] = ()
    turnaround_minutes: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Ways:
    """The section *Language and sign-in*; ``guest_channel`` is how guests are written to first."""

    time_zone: str
    language: str
    guest_channel: str
    requires_mfa: bool


def about_in_words(about: About) -> Words:
    """Every setting of the section, by its label."""
    return {
        "Name": about.name,
        "Dealer code": about.dealer_code,
        "Phone": about.phone or "none",
        "Street": about.street or "none",
        "City": about.city or "none",
        "State": about.state or "none",
        "Postal code": about.postal_code or "none",
    }


def hours_in_words(hours: Hours) -> Words:
    """Every setting of the section, by its label."""
    week = hours.week or (None,) * len(DAYS)
    shut = "closed" if hours.week else "always open"
    days = {day: line_of(each).replace("-", " to ") or shut for day, each in zip(DAYS, week, strict=True)}
    return days | {
        "Closed dates": ", ".join(day.isoformat() for day in hours.closed_dates) or "none",
        "Turnaround": f"{hours.turnaround_minutes} minutes",
    }


def ways_in_words(ways: Ways) -> Words:
    """Every setting of the section, by its label."""
    return {
        "Time zone": ZONES.get(ways.time_zone, ways.time_zone),
        "Language": LANGUAGES.get(ways.language, ways.language),
        "Guests are written to by": CHANNELS.get(ways.guest_channel, ways.guest_channel).lower(),
        "Second factor": "everybody needs one" if ways.requires_mfa else "left to each",
    }


def line_of(open_from: Open | None) -> str:
    """Two times as a row keeps them: *08:00-18:00*, empty = closed."""
    return "" if open_from is None else f"{open_from[0]:%H:%M}-{open_from[1]:%H:%M}"


def open_of(line: str) -> Open | None:
    """The two times of such a line."""
    if not line:
        return None
    opens, _, closes = line.partition("-")
    return time.fromisoformat(opens.strip()), time.fromisoformat(closes.strip())
