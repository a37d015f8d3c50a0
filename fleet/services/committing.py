"""
Promise a vehicle to a loan, move the promise, take it back.

The vehicle's row is locked first: two advisors wait for each other instead of dying of each other. The database's
own constraints are the last witness, and what they refuse is told in the same words.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import IntegrityError, transaction

from dealerships.domain.actor import Actor
from dealerships.models import Dealership
from dealerships.services.history import record
from fleet.domain.commitments import promised
from fleet.domain.statuses import UNUSABLE, VehicleStatus
from fleet.models import Commitment, Vehicle
from fleet.queries import turnaround, who_has
from fleet.services.locking import lock_promised, lock_vehicle, vehicle_reference
from kernel.moments import in_words
from kernel.period import Period


class VehicleTaken(Exception):
    """Somebody else has the vehicle; ``about`` is whose loan, as far as it is known."""

    def __init__(self, message: str, *, about: str = "") -> None:
        super().__init__(message)
        self.about = about


class VehicleUnusable(Exception):
    """The vehicle can't be lent as it stands."""

    def __init__(self, vehicle: Vehicle) -> None:
        """Name it and its status."""
        super().__init__(f"{vehicle} is set to {VehicleStatus(vehicle.status).label}. Choose another vehicle.")


class LoanHasVehicle(Exception):
    """A loan has one vehicle at a time."""

    def __init__(self) -> None:
        super().__init__("This contract has a vehicle already. Unassign it first.")


class NothingPromised(Exception):
    """The loan has no vehicle."""

    def __init__(self) -> None:
        super().__init__("No vehicle is assigned to this contract.")


@transaction.atomic
def commit_vehicle(
    *, dealership: Dealership, vehicle: Vehicle, about: str, period: Period, by: Actor, at: datetime
) -> Commitment:
    """
    Promise a vehicle to a loan; the turnaround is added here.

    :raises VehicleTaken: another loan has it in the period; the message says which, and until when
    :raises VehicleUnusable: its status takes it out of service
    :raises LoanHasVehicle: the loan has one already
    """
    vehicle = lock_vehicle(dealership=dealership, vehicle=vehicle)
    if vehicle.status in UNUSABLE:
        raise VehicleUnusable(vehicle)
    whole = promised(period, turnaround=turnaround(dealership=dealership))
    refuse_taken(dealership=dealership, vehicle=vehicle, period=whole, at=at, about=about)
    with told_in_words(dealership, vehicle, whole, about=about, at=at):
        commitment = Commitment.objects.create(
            dealership=dealership, vehicle=vehicle, about=about, starts_at=whole.starts_at, ends_at=whole.ends_at
        )
    subjects = [about, vehicle_reference(vehicle)]
    record("vehicle promised", dealership=dealership, subjects=subjects, by=by, at=at, details={"vehicle": vehicle.vin})
    return commitment


@transaction.atomic
def move_commitment(*, dealership: Dealership, about: str, period: Period, by: Actor, at: datetime) -> Commitment:
    """
    Promise the loan's vehicle for another period instead.

    :raises VehicleTaken: another loan has it then; nothing has changed
    :raises NothingPromised: the loan has no vehicle
    """
    commitment = promise_of(dealership=dealership, about=about)
    whole = promised(period, turnaround=turnaround(dealership=dealership))
    refuse_taken(dealership=dealership, vehicle=commitment.vehicle, period=whole, at=at, about=about)
    commitment.starts_at, commitment.ends_at = whole.starts_at, whole.ends_at
    with told_in_words(dealership, commitment.vehicle, whole, about=about, at=at):
        commitment.save(update_fields=["starts_at", "ends_at"])
    subjects = [about, vehicle_reference(commitment.vehicle)]
    details = {"from": period.starts_at.isoformat(), "until": period.ends_at.isoformat()}
    record("vehicle's time moved", dealership=dealership, subjects=subjects, by=by, at=at, details=details)
    return commitment


@transaction.atomic
def free_vehicle(*, dealership: Dealership, about: str, by: Actor, at: datetime) -> Commitment:
    """
    Take the promise back: the vehicle never went out on it.

    :raises NothingPromised: the loan has no vehicle
    :raises VehicleTaken: the vehicle is out on this loan; finishing or voiding the contract brings it back
    """
    commitment = promise_of(dealership=dealership, about=about)
    if commitment.out_at is not None:
        raise VehicleTaken(f"{commitment.vehicle} is out on this contract.", about=about)
    commitment.closed_at = at
    commitment.save(update_fields=["closed_at"])
    subjects = [about, vehicle_reference(commitment.vehicle)]
    record("vehicle freed", dealership=dealership, subjects=subjects, by=by, at=at)
    return commitment


def promise_of(*, dealership: Dealership, about: str) -> Commitment:
    """
    The loan's standing promise, its vehicle locked.

    :raises NothingPromised: there is none
    """
    commitment = lock_promised(dealership=dealership, about=about)
    if commitment is None:
        raise NothingPromised
    return commitment


def refuse_taken(*, dealership: Dealership, vehicle: Vehicle, period: Period, at: datetime, about: str) -> None:
    """
    Say who has the vehicle.

    :raises VehicleTaken: somebody has
    """
    other = who_has(dealership=dealership, vehicle=vehicle, period=period, at=at, except_about=about)
    if other is not None:
        raise VehicleTaken(taken_words(dealership, vehicle, other, at=at), about=other.about)


def taken_words(dealership: Dealership, vehicle: Vehicle, other: Commitment, *, at: datetime) -> str:
    """Who has a vehicle and until when: *LX 350 is taken by contract LS-7Q4M until Thu, Mar 12, 9:00 AM.*"""
    name, loan = vehicle.plate or vehicle.vin, other.about.replace("/", " ")
    until = in_words(dealership.local(other.ends_at), today=at)
    if other.out_at is not None and other.ends_at <= at:
        return f"{name} is still out with {loan}, due back {until}."
    return f"{name} is taken by {loan} until {until}."


@contextmanager
def told_in_words(
    dealership: Dealership, vehicle: Vehicle, period: Period, *, about: str, at: datetime
) -> Iterator[None]:
    """
    Turn what the database's constraints refuse into what the advisor can read.

    :raises VehicleTaken: two promises of the vehicle would overlap, or it would be out twice
    :raises LoanHasVehicle: the loan would have two vehicles
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError as refused:
        name = constraint_of(refused)
        if name == "commitment_one_open_per_loan":
            raise LoanHasVehicle from refused
        if name not in {"commitment_never_overlaps", "vehicle_out_once"}:
            raise
        refuse_taken(dealership=dealership, vehicle=vehicle, period=period, at=at, about=about)
        raise VehicleTaken(f"{vehicle} was taken this very moment. Look again.") from refused


def constraint_of(refused: IntegrityError) -> str:
    """The name of the constraint that said no."""
    return str(getattr(getattr(refused.__cause__, "diag", None), "constraint_name", ""))
