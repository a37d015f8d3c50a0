"""Change what is known of a vehicle; what somebody else changed meanwhile is shown, never overwritten."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from dealerships.domain.actor import Actor
from dealerships.models import Dealership
from dealerships.services.history import record
from fleet.domain.details import LABELS, READINGS, WHILE_OUT, VehicleDetails, changed, contradictions, version_of
from fleet.domain.statuses import VehicleStatus
from fleet.domain.wording import said_of, steps
from fleet.models import Vehicle
from fleet.queries.naming import category_names
from fleet.services.categories import hold_categories
from fleet.services.locking import lock_vin
from kernel.keys import without_case_and_spaces

COMES_BACK = "A guest has the vehicle. Its readings come with the return."
WHY_NOT_NOW = dict.fromkeys(READINGS, COMES_BACK) | {
    "model": "A guest has the vehicle, and signed for the rate of this model. Change it when it is back."
}


class Unfit(Exception):
    """What was typed can't be true of this vehicle; ``faults`` says why, by the field."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        super().__init__(" ".join(faults.values()))
        self.faults = dict(faults)


class ChangedMeanwhile(Exception):
    """Somebody changed the same; ``now`` says, by the field, how it stands."""

    def __init__(self, now: Mapping[str, str]) -> None:
        super().__init__("Somebody changed this vehicle since you opened the page. Nothing is saved yet: look at both.")
        self.now = dict(now)


class OlderVersion(Exception):
    """The change was made to a state that is not the vehicle's any more."""

    def __init__(self) -> None:
        super().__init__("This vehicle was changed since that version of it was read. Nothing is saved: read it again.")


@transaction.atomic
def change_version(
    *, dealership: Dealership, vin: str, version: str, said: Mapping[str, Any], by: Actor, at: datetime
) -> Vehicle:
    """
    Change some details of a vehicle that still is as it was in this ``version``.

    :raises UnknownVehicle: the dealership has no such vehicle
    :raises OlderVersion: somebody changed it since
    :raises Unfit: what was said can't be true
    """
    refuse_removed(dealership, said.get("category_id"))
    now = lock_vin(dealership=dealership, vin=vin).details()
    if version_of(now) != version:
        raise OlderVersion
    return change_vehicle(dealership=dealership, vin=vin, shown=now, said=now.with_(said), by=by, at=at)


@transaction.atomic
def change_vehicle(
    *, dealership: Dealership, vin: str, shown: VehicleDetails, said: VehicleDetails, by: Actor, at: datetime
) -> Vehicle:
    """
    Change the details that were typed differently from what was ``shown``; all others stay as they are now.

    :raises UnknownVehicle: the dealership has no such vehicle
    :raises ChangedMeanwhile: one of them is not what was shown any more
    :raises Unfit: what was typed can't be true
    """
    typed = changed(shown, said)
    refuse_removed(dealership, said.category_id if "category_id" in typed else None)
    vehicle = lock_vin(dealership=dealership, vin=vin)
    now = vehicle.details()
    categories = category_names(dealership=dealership)
    _refuse_overtaken(now, shown, said, categories)
    after = now.with_({name: getattr(said, name) for name in typed})
    refuse_unfit(vehicle, now, after, this_year=dealership.local(at).year)
    if not changed(now, after):
        return vehicle
    write_details(vehicle, after, at=at)
    vehicle.save()
    details = steps(now, after, categories)
    record("changed", dealership=dealership, subjects=[vehicle.reference], by=by, at=at, details=details)
    return vehicle


def refuse_removed(dealership: Dealership, category_id: int | None) -> None:
    """
    Hold a category that a vehicle is to have; its lock comes before the vehicle's.

    :raises Unfit: it was removed this very moment
    """
    if category_id is not None and not hold_categories(dealership=dealership, keys=[category_id]):
        raise Unfit({"category_id": "This category was removed meanwhile. Choose another one."})


def write_details(vehicle: Vehicle, after: VehicleDetails, *, at: datetime) -> None:
    """Take the details over, with the keys by which they are found; the row is not saved yet."""
    if any(getattr(vehicle, name) != getattr(after, name) for name in READINGS):
        vehicle.readings_at = at
    for name in LABELS:
        setattr(vehicle, name, getattr(after, name))
    vehicle.model_key = without_case_and_spaces(after.model)
    vehicle.plate_key = without_case_and_spaces(after.plate)


def refuse_unfit(vehicle: Vehicle, now: VehicleDetails, after: VehicleDetails, *, this_year: int) -> None:
    """
    :raises Unfit: it contradicts itself, or something is changed that waits until the vehicle is back
    """
    faults = contradictions(after, this_year=this_year)
    if vehicle.status == VehicleStatus.RENTED:
        faults |= {name: WHY_NOT_NOW[name] for name in changed(now, after) if name in WHILE_OUT}
    if faults:
        raise Unfit(faults)


def _refuse_overtaken(
    now: VehicleDetails, shown: VehicleDetails, said: VehicleDetails, categories: Mapping[int, str]
) -> None:
    """
    :raises ChangedMeanwhile: what was typed over is not what stands there
    """
    overtaken = [
        name for name in changed(shown, said) if getattr(now, name) not in (getattr(shown, name), getattr(said, name))
    ]
    if overtaken:
        raise ChangedMeanwhile({name: said_of(name, getattr(now, name), categories) for name in overtaken})
