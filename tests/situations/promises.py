"""Vehicles promised to loans: the RX 350 from 9 to 12 March unless said otherwise."""

from datetime import datetime

from fleet.models import Commitment, Vehicle
from fleet.services import commit_vehicle, hand_over
from kernel.period import Period
from tests.situations.clock import MARCH_9_AT_9, MARCH_12_AT_9, MONDAY_MORNING
from tests.situations.counters import Counter


def promise(
    desk: Counter,
    about: str,
    *,
    vehicle: Vehicle | None = None,
    from_at: datetime = MARCH_9_AT_9,
    until: datetime = MARCH_12_AT_9,
    at: datetime = MONDAY_MORNING,
) -> Commitment:
    """The RX 350, or another, is promised to a loan such as *contract/LS-7Q4M*."""
    return commit_vehicle(
        dealership=desk.store,
        vehicle=vehicle or desk.rx_350,
        about=about,
        period=Period(from_at, until),
        by=desk.advisor,
        at=at,
    )


def out(desk: Counter, about: str, *, at: datetime = MARCH_9_AT_9) -> Commitment:
    """The vehicle promised to this loan goes out as it stands."""
    vehicle = desk.rx_350
    return hand_over(
        dealership=desk.store,
        about=about,
        odometer=vehicle.odometer,
        fuel=vehicle.fuel_level,
        at=at,
    )
