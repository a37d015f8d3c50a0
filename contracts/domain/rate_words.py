"""What a loan costs by its terms, in sentences for the agreement."""

from collections.abc import Iterator
from decimal import Decimal

from billing.domain.terms import FeeFrequency, Fuel, Mileage, Terms
from billing.domain.usage import Energy, Usage
from billing.domain.words import measured, plain
from contracts.domain.wording import money_in_words

PER = {FeeFrequency.PER_CONTRACT: "once", FeeFrequency.PER_DAY: "a day"}
FREE_OF_CHARGE = "Nothing is charged for this loan."
UNIT_WORDS = {"gal": "gallon", "L": "litre", "mi": "mile", "km": "kilometre"}


def daily_rate_in_words(terms: Terms, usage: Usage) -> str:
    """$20.00 a day; the rate of the vehicle that is handed over."""
    rate = usage.vehicles[-1].daily_rate
    if rate is None and terms.daily_rate is not None:
        rate = terms.daily_rate.amount
    return "no daily rate" if rate is None else f"{money_in_words(rate, terms.currency)} a day"


def rates_in_words(terms: Terms, usage: Usage) -> str:
    """Every price of the terms, one sentence each."""
    return " ".join(_sentences(terms, usage)) if terms.collect_card else FREE_OF_CHARGE


def _sentences(terms: Terms, usage: Usage) -> Iterator[str]:
    if terms.daily_rate is not None:
        yield f"Daily rate: {daily_rate_in_words(terms, usage)}."
    if terms.fuel is not None:
        yield from _fuel(terms.fuel, terms, electric=usage.vehicles[-1].energy is Energy.ELECTRIC)
    if terms.mileage is not None and terms.mileage.per_unit is not None:
        yield _mileage(terms.mileage, terms)
    for fee in terms.custom_fees:
        name = fee.kind.replace("_", " ").capitalize()
        yield f"{name} fee: {money_in_words(fee.amount, terms.currency)} {PER[fee.frequency]}."
    for tax in terms.taxes:
        yield f"{tax.kind.capitalize()} tax: {plain(tax.percent)}% of what is taxable."


def _fuel(fuel: Fuel, terms: Terms, *, electric: bool) -> Iterator[str]:
    price, unit = (fuel.per_kwh, "kWh") if electric else (fuel.per_unit, _singular(terms.units.fuel))
    if price is None:
        return
    allowance = f", if it comes to more than {_money(fuel.allowance, terms)}" if fuel.allowance is not None else ""
    yield f"Fuel that is missing at return: {_money(price, terms)} a {unit}{allowance}."
    if fuel.convenience_fee is not None:
        yield f"Fuel convenience fee: {_money(fuel.convenience_fee.amount, terms)}."


def _mileage(mileage: Mileage, terms: Terms) -> str:
    included = measured(mileage.daily_allowance, terms.units.distance)
    unit = _singular(terms.units.distance)
    return f"Mileage: {included} a day are included; {_money(mileage.per_unit, terms)} a {unit} beyond."


def _singular(unit: str) -> str:
    return UNIT_WORDS.get(unit, unit or "unit")


def _money(amount: Decimal | None, terms: Terms) -> str:
    return "" if amount is None else money_in_words(amount, terms.currency)
