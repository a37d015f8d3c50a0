"""Excess mileage: the distance beyond what the contract days include (billing.md rule 8)."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from billing.domain import words
from billing.domain.invoice import Line
from billing.domain.terms import Terms
from billing.domain.usage import Usage
from kernel.money import in_words, rounded

CODE = "excess_mileage"


class Beyond(NamedTuple):
    """The distance that the contract days don't include."""

    driven: Decimal | int
    days: int
    daily_allowance: Decimal | int
    excess: Decimal | int
    per_unit: Decimal
    terms: Terms

    def __str__(self) -> str:
        """Say `310 mi driven − 2 days × 150 mi = 10 mi × $0.25.`."""
        unit = self.terms.units.distance
        return (
            f"{words.measured(self.driven, unit)} driven − {words.counted(self.days, 'day')} × "
            f"{words.measured(self.daily_allowance, unit)} = {words.measured(self.excess, unit)} × "
            f"{in_words(self.per_unit, self.terms.currency)}."
        )


def excess_mileage(terms: Terms, usage: Usage, days: int) -> Iterator[Line]:
    """Charge the distance of all vehicles together beyond the allowance of all contract days, covered ones too."""
    mileage = terms.mileage
    if mileage is None or mileage.per_unit is None or usage.estimate:
        return
    driven = _driven(usage)
    excess = driven - days * mileage.daily_allowance
    if excess <= 0:
        return
    yield Line(
        code=CODE,
        amount=rounded(excess * mileage.per_unit, terms.currency),
        taxable=mileage.taxable,
        quantity=excess,
        unit_price=mileage.per_unit,
        told=Beyond(driven, days, mileage.daily_allowance, excess, mileage.per_unit, terms),
    )


def _driven(usage: Usage) -> Decimal | int:
    distance: Decimal | int = 0
    for vehicle in usage.vehicles:
        out, back = vehicle.out, vehicle.back
        if out and back and out.odometer is not None and back.odometer is not None:
            distance += back.odometer - out.odometer
    return distance
