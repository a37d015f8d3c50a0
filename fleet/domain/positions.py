"""Where a vehicle was seen: what can be true of a position, and how long it is kept (product.md, Vehicle)."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal

KEPT_DAYS = 90
CLOCKS_DIFFER = timedelta(minutes=5)
"""How far ahead of ours the clock of a device may be."""


class BadPosition(Exception):
    """It can't have been there then; ``field`` names what to correct."""

    def __init__(self, message: str, *, field: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True, kw_only=True, slots=True)
class Position:
    """Degrees north and east (WGS 84), and the instant of the measurement."""

    latitude: Decimal
    longitude: Decimal
    measured_at: datetime


def refuse_unsound(position: Position, *, at: datetime) -> None:
    """
    :raises BadPosition: it lies nowhere on earth, in the future, or further back than positions are kept
    """
    if not -90 <= position.latitude <= 90:
        raise BadPosition("A latitude is between −90 and 90 degrees.", field="latitude")
    if not -180 <= position.longitude <= 180:
        raise BadPosition("A longitude is between −180 and 180 degrees.", field="longitude")
    if position.measured_at > at + CLOCKS_DIFFER:
        raise BadPosition("It can't have been measured in the future. Check the device's clock.", field="measured_at")
    if position.measured_at <= kept_since(at):
        raise BadPosition(f"Positions are kept for {KEPT_DAYS} days; this one is older.", field="measured_at")


def kept_since(at: datetime) -> datetime:
    """What was measured before this is forgotten."""
    return at - timedelta(days=KEPT_DAYS)


def forgotten_at(measured_at: datetime) -> datetime:
    """When everything that was measured on the same day (UTC) has been kept long enough."""
    next_day = measured_at.astimezone(UTC).date() + timedelta(days=1 + KEPT_DAYS)
    return datetime.combine(next_day, time(), tzinfo=UTC)
