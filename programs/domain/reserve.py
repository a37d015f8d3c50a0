"""Reserve days: how long they can be used, and what each change of an account comes to, never below zero."""

from calendar import isleap
from dataclasses import dataclass
from datetime import date

DEFAULT_DAYS = 30
DEFAULT_YEARS = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """Days added to an account (negative: taken), and what is left then."""

    days: int
    balance: int


def usable_through(purchased_on: date, *, years: int = DEFAULT_YEARS) -> date:
    """The last day of use, the anniversary of the purchase; for 29 February 28 February (lexus-app.md)."""
    leap_day = (purchased_on.month, purchased_on.day) == (2, 29)
    year = purchased_on.year + years
    return date(year, 2, 28) if leap_day and not isleap(year) else purchased_on.replace(year=year)


def taking(*, days: int, balance: int) -> Change:
    """Take as many days as there are, at most those asked for."""
    taken = max(0, min(days, balance))
    return Change(days=-taken, balance=balance - taken)


def settling(*, taken: int, used: int, balance: int) -> Change:
    """What is set aside becomes what was used: the difference is returned, or taken as far as the account goes."""
    if used <= taken:
        return Change(days=taken - used, balance=balance + taken - used)
    return taking(days=used - taken, balance=balance)


def told(*, days_left: int, balance: int) -> Change:
    """The partner's figure wins: other companies' stores take days that we don't see."""
    return Change(days=days_left - balance, balance=days_left)
