"""Fuel used, its convenience fee and its allowance (billing.md rules 5, 6 and 7)."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from billing.domain import words
from billing.domain.invoice import Line, Waived
from billing.domain.terms import AllowanceBasis, Fuel, Terms
from billing.domain.usage import Energy, HandedOver, Usage
from kernel.money import in_words, rounded

FUEL = "fuel"
CONVENIENCE_FEE = "fuel_convenience_fee"
ZERO = Decimal(0)


class Missing(NamedTuple):
    """What one vehicle came back without."""

    vehicle: HandedOver
    out: Decimal
    back: Decimal
    units: Decimal
    price: Decimal


class Verdict(NamedTuple):
    """Whether the allowance is exceeded."""

    terms: Terms
    fuel: Fuel
    used: Decimal
    fee: Decimal

    def __str__(self) -> str:
        """Say what was compared with the allowance; nothing where there is none."""
        if self.fuel.allowance is None:
            return ""
        currency = self.terms.currency
        allowance, compared = in_words(self.fuel.allowance, currency), in_words(self.used, currency)
        if self.fuel.allowance_basis is AllowanceBasis.FUEL_CHARGE_AND_CONVENIENCE_FEE and self.fee:
            compared = f"{compared} and the {in_words(self.fee, currency)} convenience fee"
        if _within_allowance(self.fuel, self.used, self.fee):
            return f"{compared}: not above the {allowance} allowance, so nothing is charged."
        return f"{compared}: above the {allowance} allowance, so charged in full."


class Used(NamedTuple):
    """What all vehicles came back without."""

    missing: Sequence[Missing]
    verdict: Verdict

    def __str__(self) -> str:
        """Say `Full to 6/8 = 0.250 × 16 gal × $3.00.` of each, and whether the allowance is exceeded."""
        refilled = "; ".join([_refilled(each, self.verdict.terms) for each in self.missing])
        return f"{refilled}. {self.verdict}".rstrip()


def fuel(terms: Terms, usage: Usage) -> Iterator[Line | Waived]:
    """Charge what is missing and the fee for refilling, or waive both while the allowance isn't exceeded."""
    if terms.fuel is None or usage.estimate:
        return
    missing = list(_missing(terms.fuel, usage.vehicles))
    if not missing:
        return
    used = rounded(sum([each.units * each.price for each in missing], ZERO), terms.currency)
    fee = rounded(terms.fuel.convenience_fee.amount, terms.currency) if terms.fuel.convenience_fee else ZERO
    verdict = Verdict(terms, terms.fuel, used, fee)
    told = Used(missing, verdict)
    if _within_allowance(terms.fuel, used, fee):
        yield Waived(code=FUEL, told=told)
        if fee:
            yield Waived(code=CONVENIENCE_FEE, told=verdict)
        return
    yield from _charged(terms.fuel, missing, used, fee, told)


def priced(fuel: Fuel, vehicle: HandedOver) -> Decimal | None:
    """Return the price of a unit of this vehicle's energy; None when it has no price."""
    return fuel.per_kwh if vehicle.energy is Energy.ELECTRIC else fuel.per_unit


def _missing(fuel: Fuel, vehicles: Sequence[HandedOver]) -> Iterator[Missing]:
    for vehicle in vehicles:
        price, out, back, capacity = priced(fuel, vehicle), vehicle.out, vehicle.back, vehicle.capacity
        if price is None or out is None or back is None or capacity is None:
            continue
        if out.fuel is not None and back.fuel is not None and back.fuel < out.fuel:
            units = (out.fuel - back.fuel) * capacity
            yield Missing(vehicle=vehicle, out=out.fuel, back=back.fuel, units=units, price=price)


def _within_allowance(fuel: Fuel, used: Decimal, fee: Decimal) -> bool:
    if fuel.allowance is None:
        return False
    with_fee = fuel.allowance_basis is AllowanceBasis.FUEL_CHARGE_AND_CONVENIENCE_FEE
    return (used + fee if with_fee else used) <= fuel.allowance


def _charged(
    fuel: Fuel, missing: Sequence[Missing], used: Decimal, fee: Decimal, told: Used
) -> Iterator[Line | Waived]:
    prices = {each.price for each in missing}
    energies = {each.vehicle.energy is Energy.ELECTRIC for each in missing}
    if not used:
        yield Waived(code=FUEL, told=told)
    yield Line(
        code=FUEL,
        amount=used,
        taxable=fuel.taxable,
        quantity=sum([each.units for each in missing], ZERO),
        unit_price=prices.pop() if len(prices) == len(energies) == 1 else None,
        told=told,
    )
    if fuel.convenience_fee:
        yield Line(
            code=CONVENIENCE_FEE,
            amount=fee,
            taxable=fuel.convenience_fee.taxable,
            quantity=1,
            unit_price=fuel.convenience_fee.amount,
            told="Once per contract, because a vehicle came back with less than it went out with.",
        )


def _refilled(missing: Missing, terms: Terms) -> str:
    vehicle = missing.vehicle
    unit = "kWh" if vehicle.energy is Energy.ELECTRIC else terms.units.fuel
    name = f"{vehicle.model}: " if vehicle.model else ""
    capacity = words.measured(vehicle.capacity or 0, unit)
    told = (
        f"{name}{words.level(missing.out)} to {words.level(missing.back)} = {missing.out - missing.back:.3f} × {capacity}"
        f" × {in_words(missing.price, terms.currency)}"
    )
    return told[0].upper() + told[1:]
