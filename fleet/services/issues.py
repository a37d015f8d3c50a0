"""Damage and faults of vehicles: note one, close it."""

from datetime import datetime

from django.db import transaction

from dealerships.domain.actor import Actor
from dealerships.models import Dealership
from dealerships.services.history import record
from fleet.models import VehicleIssue
from fleet.services.locking import lock_vin, vehicle_reference


class UnknownIssue(Exception):
    """There is no such issue, or it is closed."""

    def __init__(self) -> None:
        super().__init__("This issue is closed already.")


class NothingDescribed(Exception):
    """An issue without a word helps nobody."""

    def __init__(self) -> None:
        super().__init__("Say what is wrong with the vehicle, and where.")


@transaction.atomic
def note_issue(*, dealership: Dealership, vin: str, description: str, by: Actor, at: datetime) -> VehicleIssue:
    """
    Note damage or a fault.

    :raises UnknownVehicle: the dealership has no such vehicle
    :raises NothingDescribed: the description is empty
    """
    if not description.strip():
        raise NothingDescribed
    vehicle = lock_vin(dealership=dealership, vin=vin)
    issue = VehicleIssue.objects.create(
        dealership=dealership, vehicle=vehicle, description=description.strip(), noted_by=by.name, opened_at=at
    )
    details = {"issue": issue.description}
    subjects = [vehicle_reference(vehicle)]
    record("issue noted", dealership=dealership, subjects=subjects, by=by, at=at, details=details)
    return issue


@transaction.atomic
def close_issue(*, dealership: Dealership, vin: str, issue_id: int, by: Actor, at: datetime) -> VehicleIssue:
    """
    The fault is mended.

    :raises UnknownIssue: the vehicle has no such open issue
    """
    vehicle = lock_vin(dealership=dealership, vin=vin)
    known = VehicleIssue.objects.filter(dealership=dealership, vehicle=vehicle, pk=issue_id, closed_at__isnull=True)
    issue = known.first()
    if issue is None:
        raise UnknownIssue
    issue.closed_at = at
    issue.save(update_fields=["closed_at"])
    details = {"issue": issue.description}
    subjects = [vehicle_reference(vehicle)]
    record("issue closed", dealership=dealership, subjects=subjects, by=by, at=at, details=details)
    return issue
