"""Charges and credits entered by staff, as lines (billing.md rule 12)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from billing.domain.invoice import Line
from billing.domain.refusals import refuse
from billing.domain.sound_usage import CHARGE, CUSTOM_FEE
from billing.domain.usage import Adjustment
from kernel.money import in_words, rounded

LABELS = {
    "daily_rate": "daily rate",
    "fuel": "fuel used",
    "fuel_convenience_fee": "fuel convenience fee",
    "excess_mileage": "excess mileage",
}


@dataclass(kw_only=True, slots=True)
class Bearing:
    """What a line still bears after the credits on it."""

    code: str
    taxable: bool
    amount: Decimal


def adjustment_lines(billed: Iterable[Line], adjustments: Sequence[Adjustment], currency: str) -> list[Line]:
    """
    Return a line for each charge and credit, as they were entered, on top of what is billed.

    :raises BadUsage: a credit above what its line still bears, or of a line that isn't there
    """
    borne = _borne(billed) if adjustments else {}
    return [
        line
        for place, adjustment in enumerate(adjustments)
        if (line := _line(f"adjustments[{place}]", adjustment, borne, currency)).amount
    ]


def _borne(billed: Iterable[Line]) -> dict[str, Bearing]:
    borne: dict[str, Bearing] = {}
    for line in billed:
        _bear(borne, line)
    return borne


def _bear(borne: dict[str, Bearing], line: Line) -> None:
    if line.credits:
        borne[line.credits].amount += line.amount
    elif line.amount:
        borne[line.id or line.code] = Bearing(code=line.code, taxable=line.taxable, amount=line.amount)


def _line(path: str, adjustment: Adjustment, borne: dict[str, Bearing], currency: str) -> Line:
    line = _credit(path, adjustment, borne, currency) if adjustment.is_credit else _charge(adjustment, currency)
    _bear(borne, line)
    return line


def _charge(adjustment: Adjustment, currency: str) -> Line:
    return Line(
        code=adjustment.code,
        amount=rounded(adjustment.amount, currency),
        taxable=adjustment.taxable,
        quantity=1,
        unit_price=adjustment.amount,
        told=_told(label(adjustment.code).capitalize(), adjustment.description),
        id=adjustment.id,
    )


def _credit(path: str, adjustment: Adjustment, borne: dict[str, Bearing], currency: str) -> Line:
    credited = borne.get(adjustment.credits or "")
    if credited is None:
        refuse(f"{path}.credits", f"There is no line “{adjustment.credits}” on the bill to credit.")
    amount = rounded(adjustment.amount, currency)
    if amount > credited.amount:
        left = in_words(credited.amount, currency)
        refuse(f"{path}.amount", f"The credit is above its line, which bears {left}.")
    return Line(
        code=adjustment.code,
        amount=-amount,
        taxable=credited.taxable,
        quantity=1,
        unit_price=-adjustment.amount,
        told=_told(f"Credit on {label(credited.code)}", adjustment.description),
        id=adjustment.id,
        credits=adjustment.credits,
    )


def _told(what: str, description: str) -> str:
    return f"{what}: {description}" if description else f"{what}."


def label(code: str) -> str:
    """Name a line in words: `custom_fee:road_safety` is the road safety fee."""
    if code.startswith(CUSTOM_FEE):
        return code.removeprefix(CUSTOM_FEE).replace("_", " ") + " fee"
    return LABELS.get(code) or code.removeprefix(CHARGE).replace("_", " ")
