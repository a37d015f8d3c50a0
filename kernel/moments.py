"""Instants in words for staff, as every screen writes them: *Fri, Mar 13, 11:00 AM*."""

from datetime import datetime


def in_words(local: datetime, *, today: datetime) -> str:
    """An instant on the dealership's clock: the time alone today, the day with it this year, else the year too."""
    clock = f"{local.hour % 12 or 12}:{local:%M %p}"
    if local.date() == today.astimezone(local.tzinfo).date():
        return clock
    day = f"{local:%a, %b} {local.day}"
    return f"{day}, {clock}" if local.year == today.astimezone(local.tzinfo).year else f"{day}, {local.year}, {clock}"
