"""How amounts, instants, distances and fuel read on a page: in the dealership's language and on its clock."""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_time
from babel.numbers import format_decimal
from djmoney.money import Money
from moneyed.l10n import format_money

from dealerships.models import Dealership

UNKNOWN = "–"
LEVEL = re.compile(r"[01]\.\d{3}")
NARROW_SPACE = "\u202f"


@lru_cache(maxsize=64)
def locale_of(language: str) -> Locale:
    """``en-us`` as the library of locales names it."""
    return Locale.parse(language.replace("-", "_"))


def amount(money: Money | None, dealership: Dealership) -> str:
    """Always with the currency's decimals: $20.00, −$5.00; unknown is a dash."""
    if money is None:
        return UNKNOWN
    return _money(money.amount, str(money.currency), dealership.language)


@lru_cache(maxsize=4096)
def _money(value: Decimal, currency: str, language: str) -> str:
    return str(format_money(Money(value, currency), locale=str(locale_of(language)))).replace("-", "−")


def number(value: Decimal | float, dealership: Dealership) -> str:
    """4,118 in English."""
    return str(format_decimal(value, locale=locale_of(dealership.language)))


def distance(value: int | None, dealership: Dealership) -> str:
    """4,118 mi."""
    return UNKNOWN if value is None else f"{number(value, dealership)} {dealership.distance_unit}"


def fuel(level: Decimal | None) -> str:
    """Full, empty, 6/8, or percent where the level is no eighth."""
    if level is None:
        return UNKNOWN
    eighths = level * 8
    if eighths != int(eighths):
        return f"{level:.0%}"
    return {0: "empty", 8: "full"}.get(int(eighths), f"{int(eighths)}/8")


def eighths(level: Decimal | None) -> int:
    """How many of eight bars are filled."""
    return round((level or Decimal(0)) * 8)


def level(kept: str) -> str:
    """A fuel level as a row keeps it, 0.875, in words; anything else stays as it is."""
    return fuel(Decimal(kept)) if LEVEL.fullmatch(kept) else kept


def when(at: datetime, dealership: Dealership, now: datetime) -> str:
    """Today: 11:00 AM. This year: Fri, Mar 13, 11:00 AM. Otherwise with the year."""
    local, today = dealership.local(at), dealership.local(now)
    if local.date() == today.date():
        return clock(at, dealership)
    return f"{_weekday(local.date(), dealership.language, year=local.year != today.year)}, {clock(at, dealership)}"


def spoken(at: datetime, dealership: Dealership, now: datetime) -> str:
    """The same inside a sentence: today, 11:00 AM."""
    text = when(at, dealership, now)
    return f"today, {text}" if dealership.local(at).date() == dealership.local(now).date() else text


def clock(at: datetime, dealership: Dealership) -> str:
    """11:00 AM."""
    return _clock(dealership.local(at).replace(second=0, microsecond=0, tzinfo=None), dealership.language)


def stamp(at: datetime, dealership: Dealership, now: datetime) -> str:
    """As narrow as a history needs: the time today, else the day."""
    if dealership.local(at).date() == dealership.local(now).date():
        return clock(at, dealership)
    return day(dealership.local(at).date(), dealership, now)


def day(on: date, dealership: Dealership, now: datetime) -> str:
    """Mar 8; with the year unless it is this one."""
    return _day(on, dealership.language, year=on.year != dealership.local(now).year)


def long_day(at: datetime, dealership: Dealership) -> str:
    """Tuesday, March 10."""
    short = locale_of(dealership.language).datetime_skeletons["MMMEd"].pattern
    whole = re.sub("M+", "MMMM", re.sub("E+|c+", "EEEE", short))
    return str(format_date(dealership.local(at).date(), whole, locale=locale_of(dealership.language)))


def length(span: timedelta) -> str:
    """18 minutes, 17 h, 3 days: how late or how soon."""
    minutes = int(span.total_seconds() // 60)
    if minutes < 60:
        return "1 minute" if minutes == 1 else f"{minutes} minutes"
    if minutes < 48 * 60:
        return f"{minutes // 60} h"
    return f"{minutes // (24 * 60)} days"


def phone(e164: str) -> str:
    """+1 217 555 0163, as it is read aloud."""
    if e164.startswith("+1") and len(e164) == 12:
        return f"+1 {e164[2:5]} {e164[5:8]} {e164[8:]}"
    return e164


@lru_cache(maxsize=4096)
def _clock(local: datetime, language: str) -> str:
    return str(format_time(local, "short", locale=locale_of(language))).replace(NARROW_SPACE, " ")


@lru_cache(maxsize=2048)
def _weekday(on: date, language: str, *, year: bool) -> str:
    skeleton = "yMMMEd" if year else "MMMEd"
    return str(format_date(on, locale_of(language).datetime_skeletons[skeleton].pattern, locale=locale_of(language)))


@lru_cache(maxsize=2048)
def _day(on: date, language: str, *, year: bool) -> str:
    skeleton = "yMMMd" if year else "MMMd"
    return str(format_date(on, locale_of(language).datetime_skeletons[skeleton].pattern, locale=locale_of(language)))
