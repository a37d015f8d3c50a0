"""Take a vehicle out of the fleet for good, and bring one back that was taken out by mistake."""

from datetime import datetime

from django.db import transaction

from dealerships.domain.actor import Actor
from dealerships.models import Dealership
from dealerships.services.history import record
from fleet.domain.membership import Membership
from fleet.domain.statuses import BRING_BACK, VehicleStatus, by_hand
from fleet.models import Vehicle
from fleet.queries import open_commitments
from fleet.queries.naming import group_names
from fleet.queries.standings import memberships
from fleet.services.committing import VehicleTaken, taken_words
from fleet.services.locking import lock_vin
from fleet.services.memberships import GroupRemoved, Step, lock_groups, write_memberships


@transaction.atomic
def dispose_vehicle(*, dealership: Dealership, vin: str, by: Actor, at: datetime) -> Vehicle:
    """
    Dispose of a vehicle: it leaves its programs and other groups; its home group, contracts and history stay.

    :raises UnknownVehicle: the dealership has no such vehicle
    :raises VehicleTaken: a contract waits for it; the message says which
    :raises IllegalMove: it is out, or disposed of already
    """
    vehicle = lock_vin(dealership=dealership, vin=vin)
    target = by_hand(VehicleStatus.DISPOSED).from_(vehicle.status)
    refuse_promised(dealership=dealership, vehicle=vehicle, at=at)
    before, vehicle.status, vehicle.status_after_return = vehicle.status, target, ""
    vehicle.save(update_fields=["status", "status_after_return"])
    was = memberships(dealership=dealership, vins=[vin])[vin]
    alone = Step(vehicle=vehicle, before=was, after=Membership(home=was.home))
    write_memberships(dealership=dealership, steps=[alone])
    details = {"from": VehicleStatus(before).label}
    record("disposed", dealership=dealership, subjects=[vehicle.reference], by=by, at=at, details=details)
    return vehicle


def refuse_promised(*, dealership: Dealership, vehicle: Vehicle, at: datetime) -> None:
    """
    :raises VehicleTaken: a loan still counts on the vehicle
    """
    promise = open_commitments(dealership=dealership).filter(vehicle=vehicle).order_by("starts_at").first()
    if promise is not None:
        words = taken_words(dealership, vehicle, promise, at=at)
        raise VehicleTaken(f"{words} Give that contract another vehicle first.", about=promise.about)


@transaction.atomic
def bring_back(*, dealership: Dealership, vin: str, home_group_id: int, by: Actor, at: datetime) -> Vehicle:
    """
    A disposed vehicle is in the fleet again: In preparation, in this home group.

    :raises UnknownVehicle: the dealership has no such vehicle
    :raises IllegalMove: it is in the fleet
    :raises GroupRemoved: the group is not in use any more
    """
    if not lock_groups(dealership=dealership, keys=[home_group_id]):
        raise GroupRemoved
    vehicle = lock_vin(dealership=dealership, vin=vin)
    vehicle.status = BRING_BACK.from_(vehicle.status)
    vehicle.home_group_id = home_group_id
    vehicle.save(update_fields=["status", "home_group"])
    details = {"home group": group_names(dealership=dealership).names[home_group_id]}
    record("brought back", dealership=dealership, subjects=[vehicle.reference], by=by, at=at, details=details)
    return vehicle
