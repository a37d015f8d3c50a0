"""The engine: terms and usage in, an invoice out. No database, no clock; the same input gives the same invoice."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal, localcontext

from billing.domain.adjustments import adjustment_lines
from billing.domain.daily_rate import daily_rate
from billing.domain.days import days_incurred
from billing.domain.fees import custom_fees
from billing.domain.fuel import fuel, priced
from billing.domain.invoice import Invoice, Line, TaxDue, Waived
from billing.domain.mileage import excess_mileage
from billing.domain.refusals import refuse
from billing.domain.taxes import taxable_base, taxes_due
from billing.domain.terms import Terms
from billing.domain.usage import Usage
from kernel.money import EXACT, rounded

ENGINE_VERSION = "1"


def price(terms: Terms, usage: Usage) -> Invoice:
    """
    Price a loan, line by line (docs/billing.md).

    :raises BadUsage: the usage contradicts the terms, with the path of the field
    """
    _refuse_contradictions(terms, usage)
    with localcontext(EXACT):
        days = days_incurred(terms, usage.pickup, usage.dropoff)
        lines: list[Line] = []
        waived: list[Waived] = []
        for item in _recovered(terms, usage, days):
            if isinstance(item, Waived):
                waived.append(item)
            elif item.amount:
                lines.append(item)
        lines += adjustment_lines(lines, usage.adjustments, terms.currency)
        taxes = [tax for tax in taxes_due(terms, taxable_base(lines)) if tax.amount]
        return added_up(terms.currency, len(days), lines, waived, taxes)


def added_up(
    currency: str, days: int, lines: Sequence[Line], waived: Iterable[Waived], taxes: Sequence[TaxDue]
) -> Invoice:
    """Add up rounded lines and rounded taxes (billing.md rule 1)."""
    nothing = rounded(Decimal(0), currency)
    subtotal = sum([line.amount for line in lines], nothing)
    tax = sum([each.amount for each in taxes], nothing)
    return Invoice(
        currency=currency,
        days=days,
        lines=tuple(lines),
        waived=tuple(waived),
        taxes=tuple(taxes),
        subtotal=subtotal,
        tax=tax,
        total=subtotal + tax,
    )


def _refuse_contradictions(terms: Terms, usage: Usage) -> None:
    for place, vehicle in enumerate(usage.vehicles):
        if vehicle.daily_rate is not None and terms.daily_rate is None:
            refuse(f"vehicles[{place}].daily_rate", "The terms have no daily rate, so no vehicle has one.")
        if vehicle.capacity is not None or terms.fuel is None or usage.estimate:
            continue
        if priced(terms.fuel, vehicle) is not None:
            refuse(f"vehicles[{place}].capacity", "The size of the tank or battery is missing.")


def _recovered(terms: Terms, usage: Usage, days: Sequence[datetime]) -> list[Line | Waived]:
    """Recover costs in the order of the bill; without a customer's card none are (billing.md rule 11)."""
    if not terms.collect_card:
        return []
    return [
        *daily_rate(terms, usage, days),
        *fuel(terms, usage),
        *excess_mileage(terms, usage, len(days)),
        *custom_fees(terms, len(days)),
    ]
