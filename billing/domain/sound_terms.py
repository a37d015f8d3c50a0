"""Which terms can't be agreed at all, and which field says so (billing.md rule 15)."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from billing.domain.refusals import refuse
from kernel.money import UnknownCurrency, minor_unit

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from billing.domain.rates import Rates
    from billing.domain.terms import BillingDay, Fuel, HoldTerms, Tax, Terms

SHORTEST_DAY_MINUTES = 60
LONGEST_DAY_MINUTES = 400 * 24 * 60
DAY_MINUTES = 24 * 60
PERCENT_DECIMALS = 4
WHOLE_PERCENT = 100


def refuse_unsound_terms(terms: Terms) -> None:
    """
    Refuse terms that nobody can agree to.

    :raises BadUsage: with the path of the field
    """
    _refuse_unknown_currency(terms.currency)
    zone(terms.time_zone)
    _refuse_odd_billing_day(terms.billing_day)
    _refuse_negative_prices(terms)
    _refuse_repeats("custom_fees", [fee.kind for fee in terms.custom_fees])
    _refuse_repeats("taxes", [tax.kind for tax in terms.taxes])
    _refuse_odd_percents(terms.taxes)
    _refuse_deposit_without_amount(terms.hold)


@cache
def zone(name: str) -> ZoneInfo:
    """
    Return the time zone of this name.

    :raises BadUsage: there is none
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        refuse("time_zone", f"“{name}” is not the name of a time zone, such as America/Chicago.")


def refuse_negative(path: str, number: Decimal | int | None) -> None:
    """
    Refuse a number below zero, or one that is none.

    :raises BadUsage: with the path given
    """
    if number is None or number >= 0:
        return
    refuse(path, "This can't be negative.")


def _refuse_unknown_currency(currency: str) -> None:
    try:
        minor_unit(currency)
    except UnknownCurrency as unknown:
        refuse("currency", str(unknown))


def _refuse_odd_billing_day(day: BillingDay) -> None:
    if day.minutes < SHORTEST_DAY_MINUTES:
        refuse("terms.billing_day.minutes", "A billing day is at least 60 minutes long.")
    if day.minutes > LONGEST_DAY_MINUTES:
        refuse("terms.billing_day.minutes", "A billing day is at most 400 days of minutes long.")
    refuse_negative("terms.billing_day.grace_minutes", day.grace_minutes)
    if day.grace >= DAY_MINUTES:
        refuse("terms.billing_day.grace_minutes", "The grace is shorter than a day.")


def _refuse_negative_prices(terms: Terms) -> None:
    if terms.daily_rate:
        refuse_negative("terms.daily_rate.amount", terms.daily_rate.amount)
    if terms.fuel:
        _refuse_negative_fuel(terms.fuel)
    if terms.mileage:
        refuse_negative("terms.mileage.daily_allowance", terms.mileage.daily_allowance)
        refuse_negative("terms.mileage.per_unit", terms.mileage.per_unit)
    for place, fee in enumerate(terms.custom_fees):
        refuse_negative(f"terms.custom_fees[{place}].amount", fee.amount)
    refuse_negative("terms.hold.deposit", terms.hold.deposit)
    if terms.rates:
        _refuse_negative_rates(terms.rates)


def _refuse_negative_fuel(fuel: Fuel) -> None:
    refuse_negative("terms.fuel.per_unit", fuel.per_unit)
    refuse_negative("terms.fuel.per_kwh", fuel.per_kwh)
    refuse_negative("terms.fuel.allowance", fuel.allowance)
    if fuel.convenience_fee:
        refuse_negative("terms.fuel.convenience_fee.amount", fuel.convenience_fee.amount)


def _refuse_negative_rates(rates: Rates) -> None:
    refuse_negative("terms.rates.override", rates.override)
    refuse_negative("terms.rates.after_reserve_days", rates.after_reserve_days)
    for model, rate in rates.by_model:
        refuse_negative(f"terms.rates.by_model.{model}", rate)
    refuse_negative("terms.rates.program", rates.program)
    refuse_negative("terms.rates.group", rates.group)


def _refuse_repeats(path: str, kinds: Iterable[str]) -> None:
    seen: set[str] = set()
    for place, kind in enumerate(kinds):
        if kind in seen:
            refuse(f"terms.{path}[{place}].kind", f"“{kind}” is already in the list; each may be used once.")
        seen.add(kind)


def _refuse_odd_percents(taxes: tuple[Tax, ...]) -> None:
    for place, tax in enumerate(taxes):
        if not 0 <= tax.percent <= WHOLE_PERCENT:
            refuse(f"terms.taxes[{place}].percent", "A percentage is between 0 and 100.")
        if decimals(tax.percent) > PERCENT_DECIMALS:
            refuse(f"terms.taxes[{place}].percent", "A percentage has at most four decimals.")


def decimals(number: Decimal | int) -> int:
    """Count the digits written after the point."""
    return len(f"{number:f}".partition(".")[2])


def _refuse_deposit_without_amount(hold: HoldTerms) -> None:
    if hold.kind in {"deposit", "both"} and hold.deposit is None:
        refuse("terms.hold.deposit", "A hold by deposit needs the amount of the deposit.")
