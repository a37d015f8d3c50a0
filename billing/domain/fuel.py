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


def fuel(terms: Terms, usage: Usage) -> Iterator[Line | Waived]:
    """Charge what is missing and the fee for refilling, or waive both while the allowance isn't exceeded."""
    if terms.fuel is None or usage.estimate:
        return
    missing = list(_missing(terms.fuel, usage.vehicles))
    if not missing:
        return
    used = rounded(sum([each.units * each.price for each in missing], ZERO), terms.currency)
    fee = rounded(terms.fuel.convenience_fee.amount, terms.currency) if terms.fuel.convenience_fee else ZERO
    verdict = _verdict(terms, used, fee)
    told = "; ".join([_told(each, terms) for each in missing]) + f". {verdict}".rstrip()
    if _within_allowance(terms.fuel, used, fee):
        yield Waived(code=FUEL, working=told)
        if fee:
            yield Waived(code=CONVENIENCE_FEE, working=verdict)
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


def _charged(fuel: Fuel, missing: Sequence[Missing], used: Decimal, fee: Decimal, told: str) -> Iterator[Line | Waived]:
    prices = {each.price for each in missing}
    energies = {each.vehicle.energy is Energy.ELECTRIC for each in missing}
    if not used:
        yield Waived(code=FUEL, working=told)
    yield Line(
        code=FUEL,
        amount=used,
        taxable=fuel.taxable,
        quantity=sum([each.units for each in missing], ZERO),
        unit_price=prices.pop() if len(prices) == len(energies) == 1 else None,
        working=told,
    )
    if fuel.convenience_fee:
        yield Line(
            code=CONVENIENCE_FEE,
            amount=fee,
            taxable=fuel.convenience_fee.taxable,
            quantity=1,
            unit_price=fuel.convenience_fee.amount,
            working="Once per contract, because a vehicle came back with less than it went out with.",
        )


def _told(missing: Missing, terms: Terms) -> str:
    vehicle = missing.vehicle
    unit = "kWh" if vehicle.energy is Energy.ELECTRIC else terms.units.fuel
    name = f"{vehicle.model}: " if vehicle.model else ""
    capacity = words.measured(vehicle.capacity or 0, unit)
    told = (
        f"{name}{words.level(missing.out)} to {words.level(missing.back)} = {missing.out - missing.back:.3f} × {capacity}"
        f" × {in_words(missing.price, terms.currency)}"
    )
    return told[0].upper() + told[1:]


def _verdict(terms: Terms, used: Decimal, fee: Decimal) -> str:
    if terms.fuel is None or terms.fuel.allowance is None:
        return ""
    allowance = in_words(terms.fuel.allowance, terms.currency)
    compared = in_words(used, terms.currency)
    if terms.fuel.allowance_basis is AllowanceBasis.FUEL_CHARGE_AND_CONVENIENCE_FEE and fee:
        compared = f"{compared} and the {in_words(fee, terms.currency)} convenience fee"
    if _within_allowance(terms.fuel, used, fee):
        return f"{compared}: not above the {allowance} allowance, so nothing is charged."
    return f"{compared}: above the {allowance} allowance, so charged in full."
