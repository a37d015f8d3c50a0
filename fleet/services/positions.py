"""Keep where a vehicle was seen, and forget it after 90 days."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from dealerships.models import Dealership
from dealerships.services.effects import schedule
from fleet.domain.positions import Position, forgotten_at, kept_since, refuse_unsound
from fleet.models import VehiclePosition
from fleet.queries import vehicle

FORGET = "fleet.services.positions.forget_positions"


@transaction.atomic
def record_position(*, dealership: Dealership, vin: str, position: Position, at: datetime) -> VehiclePosition:
    """
    Keep a position. Sent again, the same measurement is kept once.

    :raises UnknownVehicle: the dealership has no vehicle with this VIN
    :raises BadPosition: it can't have been there then
    """
    refuse_unsound(position, at=at)
    seen, new = VehiclePosition.objects.get_or_create(
        dealership=dealership,
        vehicle=vehicle(dealership=dealership, vin=vin),
        at=position.measured_at,
        defaults={"latitude": position.latitude, "longitude": position.longitude},
    )
    if new:
        _forget_later(dealership, position.measured_at, at=at)
    return seen


def _forget_later(dealership: Dealership, measured_at: datetime, *, at: datetime) -> None:
    """One effect for each day on which anything was measured."""
    due_at = forgotten_at(measured_at)
    key = f"positions:{due_at.date()}"
    schedule(dealership=dealership, kind=FORGET, key=key, payload={}, due_at=due_at, at=at)


def forget_positions(*, dealership: Dealership, payload: Mapping[str, Any], at: datetime) -> None:  # noqa: ARG001 - an effect's signature
    """An effect: nothing older than 90 days stays."""
    VehiclePosition.objects.filter(dealership=dealership, at__lte=kept_since(at)).delete()
