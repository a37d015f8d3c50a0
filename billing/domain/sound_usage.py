"""Which usage can't have happened, and which field says so (billing.md rule 15)."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from billing.domain.refusals import refuse
from billing.domain.sound_terms import decimals, refuse_negative

if TYPE_CHECKING:
    from datetime import datetime

    from billing.domain.usage import Adjustment, HandedOver, Reading, Usage

LONGEST_LOAN = timedelta(days=400)
LEVEL_DECIMALS = 3
FIRST_YEAR, LAST_YEAR = 1900, 2999
OWN_LINES = frozenset({"daily_rate", "fuel", "fuel_convenience_fee", "excess_mileage"})
CHARGE = "charge:"
CUSTOM_FEE = "custom_fee:"


def refuse_unsound_usage(usage: Usage) -> None:
    """
    Refuse usage that can't have happened.

    :raises BadUsage: with the path of the field
    """
    _refuse_vague_instant("pickup", usage.pickup)
    _refuse_vague_instant("dropoff", usage.dropoff)
    _refuse_odd_period(usage)
    refuse_negative("covered_days", usage.covered_days)
    if not usage.vehicles:
        refuse("vehicles", "A loan has at least one vehicle.")
    _refuse_odd_order(usage)
    for place, vehicle in enumerate(usage.vehicles):
        _refuse_odd_vehicle(f"vehicles[{place}]", vehicle, read=not usage.estimate)
    refuse_unsound_adjustments(usage.adjustments)


def _refuse_vague_instant(path: str, instant: datetime) -> None:
    if instant.utcoffset() is None:
        refuse(path, "A time needs its offset from UTC, such as 2026-03-02T09:00:00-06:00.")
    if not FIRST_YEAR <= instant.year <= LAST_YEAR:
        refuse(path, "This year is out of the question.")


def _refuse_odd_period(usage: Usage) -> None:
    lasted = usage.dropoff.astimezone(UTC) - usage.pickup.astimezone(UTC)
    if lasted < timedelta(0):
        refuse("dropoff", "The drop-off is before the pickup.")
    if lasted > LONGEST_LOAN:
        refuse("dropoff", "The drop-off is more than 400 days after the pickup.")


def _refuse_odd_order(usage: Usage) -> None:
    before, dropoff = usage.pickup.astimezone(UTC), usage.dropoff.astimezone(UTC)
    for place, vehicle in enumerate(usage.vehicles):
        _refuse_vague_instant(f"vehicles[{place}].from", vehicle.from_at)
        handed_over = vehicle.from_at.astimezone(UTC)
        if place == 0 and handed_over != before:
            refuse("vehicles[0].from", "The first vehicle is handed over at pickup.")
        if handed_over < before:
            refuse(f"vehicles[{place}].from", "This hand-over is before the one above it.")
        if handed_over > dropoff:
            refuse(f"vehicles[{place}].from", "This hand-over is after the drop-off.")
        before = handed_over


def _refuse_odd_vehicle(path: str, vehicle: HandedOver, *, read: bool) -> None:
    if vehicle.capacity is not None and not vehicle.capacity >= 0:
        refuse(f"{path}.capacity", "This can't be negative.")
    if vehicle.daily_rate is not None and not vehicle.daily_rate >= 0:
        refuse(f"{path}.daily_rate", "This can't be negative.")
    _refuse_odd_reading(path, "out", vehicle.out, read=read)
    _refuse_odd_reading(path, "in", vehicle.back, read=read)
    if not (vehicle.out and vehicle.back) or vehicle.out.odometer is None or vehicle.back.odometer is None:
        return
    if vehicle.back.odometer < vehicle.out.odometer:
        refuse(f"{path}.in.odometer", f"The odometer went out at {vehicle.out.odometer}; it can't come back lower.")


def _refuse_odd_reading(path: str, side: str, reading: Reading | None, *, read: bool) -> None:
    if reading is None:
        if read:
            refuse(f"{path}.{side}", "The odometer and fuel level are missing.")
        return
    if read and (reading.odometer is None or reading.fuel is None):
        missing = "odometer" if reading.odometer is None else "fuel"
        refuse(f"{path}.{side}.{missing}", "The reading is missing.")
    if reading.odometer is not None and reading.odometer < 0:
        refuse(f"{path}.{side}.odometer", "This can't be negative.")
    if reading.fuel is not None:
        _refuse_odd_level(path, side, reading)


def _refuse_odd_level(path: str, side: str, reading: Reading) -> None:
    level = reading.fuel
    if level is None:
        return
    if not 0 <= level <= 1:
        refuse(f"{path}.{side}.fuel", "A fuel level is between 0 (empty) and 1 (full).")
    if decimals(level) > LEVEL_DECIMALS:
        refuse(f"{path}.{side}.fuel", "A fuel level has at most three decimals.")


def refuse_unsound_adjustments(adjustments: tuple[Adjustment, ...]) -> None:
    """
    Refuse charges and credits that can't be told apart or say too little.

    :raises BadUsage: with the path of the field
    """
    seen: set[str] = set()
    for place, adjustment in enumerate(adjustments):
        _refuse_odd_adjustment(f"adjustments[{place}]", adjustment)
        if adjustment.id in seen:
            refuse(
                f"adjustments[{place}].id", f"“{adjustment.id}” is already used; every charge and credit has its own."
            )
        seen.add(adjustment.id)


def _refuse_odd_adjustment(path: str, adjustment: Adjustment) -> None:
    if not adjustment.id.strip():
        refuse(f"{path}.id", "Every charge and credit has an id.")
    if adjustment.id in OWN_LINES or adjustment.id.startswith(CUSTOM_FEE):
        refuse(f"{path}.id", f"“{adjustment.id}” is the name of a line of the bill.")
    if not adjustment.is_credit and not _names_a_charge(adjustment.code):
        refuse(f"{path}.code", "This is neither a credit nor a charge with its category, such as charge:toll.")
    refuse_negative(f"{path}.amount", adjustment.amount)
    if adjustment.is_credit and not adjustment.credits:
        refuse(f"{path}.credits", "A credit names the line it credits.")
    if not adjustment.is_credit and adjustment.credits:
        refuse(f"{path}.credits", "Only a credit names a line.")


def _names_a_charge(code: str) -> bool:
    category = code.removeprefix(CHARGE)
    return category not in {code, ""} and category == category.strip()
