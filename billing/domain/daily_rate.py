"""The daily rate line: each day at the rate of the vehicle on the contract (billing.md rules 3 and 4)."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from itertools import groupby
from typing import NamedTuple

from billing.domain import words
from billing.domain.invoice import Line, Waived
from billing.domain.sound_terms import zone
from billing.domain.terms import BillingDay, BillingDayKind, Terms
from billing.domain.usage import HandedOver, Usage
from kernel.money import in_words, rounded

CODE = "daily_rate"
ZERO = Decimal(0)
Spell = tuple[str, Decimal, Sequence[datetime]]


class Covered(NamedTuple):
    """The days that reserve days cover."""

    terms: Terms
    days: Sequence[datetime]
    covered: int

    def __str__(self) -> str:
        """Say which days cost nothing, and why."""
        return (
            f"{words.counted(self.covered, 'contract day')} of {len(self.days)}, from "
            f"{words.moments(self.days[: self.covered], zone(self.terms.time_zone))}, covered by reserve days: "
            "no daily rate."
        )


class Charged(NamedTuple):
    """The days that are not covered, by the vehicle on the contract."""

    terms: Terms
    spells: Sequence[Spell]
    charged: int
    covered: int

    def __str__(self) -> str:
        """Say how many days, from when, in which vehicle at which rate, and how days are counted."""
        count = words.counted(self.charged, "contract day")
        after = f" after {words.counted(self.covered, 'reserve day')}" if self.covered else ""
        told = "; ".join([_spell(self.terms, spell) for spell in self.spells])
        return f"{count}{after}, {told}. {_how_days_are_counted(self.terms.billing_day)}"


def daily_rate(terms: Terms, usage: Usage, days: Sequence[datetime]) -> Iterator[Line | Waived]:
    """Charge each day that is not covered; covered days, and days at nothing, are waived."""
    if terms.daily_rate is None:
        return
    covered = min(usage.covered_days, len(days))
    if covered:
        yield Waived(code=CODE, told=Covered(terms, days, covered))
    if covered == len(days):
        return
    spells = _spells(terms.daily_rate.amount, usage.vehicles, days[covered:])
    amount = rounded(sum([rate * len(taken) for _, rate, taken in spells], ZERO), terms.currency)
    told = Charged(terms, spells, len(days) - covered, covered)
    if not amount:
        yield Waived(code=CODE, told=told)
        return
    yield Line(
        code=CODE,
        amount=amount,
        taxable=terms.daily_rate.taxable,
        quantity=len(days) - covered,
        unit_price=_one_rate(spells),
        told=told,
    )


def _spells(base: Decimal, vehicles: Sequence[HandedOver], days: Sequence[datetime]) -> list[Spell]:
    """Group the days that follow each other in vehicles of one name at one rate."""
    if len(vehicles) == 1:
        return [(*_named_rate(base, vehicles[0]), days)]
    taken = [
        (*_named_rate(base, vehicle), day) for day, vehicle in zip(days, _on_contract(vehicles, days), strict=True)
    ]
    return [(*key, [day for *_, day in group]) for key, group in groupby(taken, key=lambda each: each[:2])]


def _on_contract(vehicles: Sequence[HandedOver], days: Sequence[datetime]) -> Iterator[HandedOver]:
    """Give for each day the vehicle handed over last by then; of equal instants the last listed counts."""
    since = [vehicle.from_at.astimezone(UTC) for vehicle in vehicles]
    current = 0
    for day in days:
        while current + 1 < len(vehicles) and since[current + 1] <= day:
            current += 1
        yield vehicles[current]


def _named_rate(base: Decimal, vehicle: HandedOver) -> tuple[str, Decimal]:
    return vehicle.model, base if vehicle.daily_rate is None else vehicle.daily_rate


def _one_rate(spells: Sequence[Spell]) -> Decimal | None:
    rate = spells[0][1]
    return rate if all(each[1] == rate for each in spells[1:]) else None


def _spell(terms: Terms, spell: Spell) -> str:
    model, rate, taken = spell
    price = f"{model} at {in_words(rate, terms.currency)}" if model else f"{in_words(rate, terms.currency)} a day"
    return f"from {words.moments(taken, zone(terms.time_zone))}: {price}"


@cache
def _how_days_are_counted(day: BillingDay) -> str:
    if day.kind is BillingDayKind.ELAPSED:
        return f"A day is added every {words.stretch(day.minutes)} from pickup."
    grace = f", after {words.stretch(day.grace)} of grace" if day.grace else ""
    if day.kind is BillingDayKind.DAILY_GRACE:
        return f"A day is added every 24 h from pickup{grace}."
    return f"A day is added at each midnight{grace}."
