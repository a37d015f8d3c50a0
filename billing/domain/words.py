"""The words of a line's working: times, fuel levels, counts and lists as a guest would say them."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from zoneinfo import ZoneInfo

from kernel.money import EXACT

MONTHS = ("", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
MANY = 7
MINUTES_AN_HOUR = 60


def moments(instants: Sequence[datetime], place: ZoneInfo) -> str:
    """Say when days began: `Mar 2 9:00 AM, Mar 3 9:30 AM and Mar 4 10:00 AM`, or only the first and last of many."""
    if len(instants) > MANY:
        return f"{moment(instants[0], place)} and so on until {moment(instants[-1], place)}"
    return listed([moment(instant, place) for instant in instants])


def moment(instant: datetime, place: ZoneInfo) -> str:
    """Say an instant by the dealership's clock: `Mar 2 9:00 AM`."""
    local = instant.astimezone(place)
    return f"{MONTHS[local.month]} {local.day} {local.hour % 12 or 12}:{local:%M %p}"


def listed(parts: Sequence[str], last: str = " and ") -> str:
    """Join with commas, and a word before the last."""
    if len(parts) == 1:
        return parts[0]
    return ", ".join(parts[:-1]) + last + parts[-1]


def counted(count: int, what: str) -> str:
    """Count things: `1 contract day`, `3 contract days`."""
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def stretch(minutes: int) -> str:
    """Say how long: `24 h 30 min`, `24 h`, `45 min`."""
    hours, rest = divmod(minutes, MINUTES_AN_HOUR)
    return " ".join(([f"{hours} h"] if hours else []) + ([f"{rest} min"] if rest else []))


@lru_cache(maxsize=2048)
def level(fraction: Decimal) -> str:
    """Say a fuel level as the screens offer it: `full`, `empty`, `6/8`, else in percent."""
    if fraction in {0, 1}:
        return "full" if fraction else "empty"
    eighths = fraction * 8
    return f"{plain(eighths)}/8" if eighths == int(eighths) else f"{plain(fraction * 100)}%"


def plain(number: Decimal | int) -> str:
    """Write a number in plain digits, without zeros that say nothing."""
    return str(number) if isinstance(number, int) else f"{number.normalize(EXACT):f}"


def measured(number: Decimal | int, unit: str) -> str:
    """Write a number with its unit, where there is a word for it: `12,310 mi`."""
    written = f"{number:,}" if isinstance(number, int) else f"{number.normalize(EXACT):,f}"
    return f"{written} {unit}".rstrip()
