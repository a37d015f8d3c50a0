"""Words for days, times, amounts, readings and lists, as advisors and guests read them."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import phonenumbers

from billing.domain.words import level
from billing.domain.words import listed as joined
from kernel.money import in_words

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
UNITS = {"mi": "mi", "km": "km"}


def day_in_words(day: date) -> str:
    """Apr 2, 2029."""
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"


def time_in_words(at: datetime, zone: ZoneInfo) -> str:
    """Tue, Mar 10, 2026, 11:00 AM, on the dealership's clock."""
    local = at.astimezone(zone)
    return f"{WEEKDAYS[local.weekday()]}, {day_in_words(local)}, {_clock(local)}"


def short_time_in_words(at: datetime, zone: ZoneInfo) -> str:
    """Tue, Mar 10, 11:00 AM: for texts, whose year is this one."""
    local = at.astimezone(zone)
    return f"{WEEKDAYS[local.weekday()]}, {MONTHS[local.month - 1]} {local.day}, {_clock(local)}"


def _clock(local: datetime) -> str:
    return f"{local.hour % 12 or 12}:{local.minute:02d} {'AM' if local.hour < 12 else 'PM'}"


def money_in_words(amount: Decimal, currency: str) -> str:
    """$53.76, in the currency's minor unit."""
    return in_words(amount, currency)


def odometer_in_words(odometer: int, unit: str) -> str:
    """4,118 mi."""
    return f"{odometer:,} {UNITS.get(unit, unit)}"


def fuel_in_words(fraction: Decimal) -> str:
    """Full, empty, 6/8, or a percentage."""
    return level(fraction)


def listed(names: Sequence[str]) -> str:
    """Avery Quinn, or Avery Quinn and Jordan Lee."""
    return joined(list(names)) if names else "nobody"


def phone_in_words(phone: str) -> str:
    """+1 217-555-0100; what is no number in E.164 stays as it is."""
    if not phone.startswith("+"):
        return phone
    number = phonenumbers.parse(phone)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
