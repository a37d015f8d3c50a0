"""Assign a vehicle to a loan, change it, take it back: exactly one group per contract."""

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import transaction

from contracts.domain.facts import VehicleAssigned
from contracts.domain.missing import wrong_ages
from contracts.domain.refusals import ReasonMissing
from contracts.domain.snapshot import Missing, Override
from contracts.models import Contract
from contracts.queries import loan as loan_with_everything
from contracts.queries.standing import at_a_glance
from contracts.services.locking import lock_contract
from contracts.services.terms import void_terms
from dealerships.domain.actor import Actor
from dealerships.domain.permissions import Permission
from dealerships.models import Dealership
from dealerships.services.telling import tell
from fleet.queries import pool
from fleet.queries import vehicle as vehicle_with
from fleet.services import commit_vehicle, free_vehicle
from kernel.lifecycle import IllegalMove
from kernel.period import Period
from reservations.domain.lifecycle import ASSIGN, UNASSIGN, Status
from reservations.services import advance, lock_reservation

if TYPE_CHECKING:
    from fleet.models import Vehicle
    from reservations.models import Reservation


class NotOfThePool(Exception):
    """The vehicle is not one of the program or group that was booked."""

    def __init__(self, vehicle: "Vehicle", pool: str) -> None:
        """Name both."""
        super().__init__(f"{vehicle} is not in {pool}. Choose one that is, or change the booking.")


class WrongAge(Exception):
    """A driver is too young or too old for this vehicle's contract."""

    def __init__(self, reasons: list[Missing]) -> None:
        """Say who, and what the rule is."""
        super().__init__(" ".join(str(each) for each in reasons))
        self.reasons = reasons


@transaction.atomic
def assign_vehicle(
    *, dealership: Dealership, code: str, vin: str, age_override: str = "", by: Actor, at: datetime
) -> Contract:
    """
    Promise a vehicle to a loan; a pending one gets it instead of the one it had. ``age_override`` is the reason for
    which staff with *Override* let a driver's age pass.

    :raises IllegalMove: the loan is on the road, or over
    :raises UnknownVehicle: the dealership has none with this VIN
    :raises NotOfThePool: it is not in the program or group that was booked
    :raises VehicleTaken: somebody else has it in the period
    :raises VehicleUnusable: its status takes it out of service
    :raises WrongAge: a driver's age is against the settings
    """
    reservation = lock_reservation(dealership=dealership, code=code, related=["group", "program"])
    _refuse_unless_open(reservation)
    vehicle = _of_the_pool(dealership, reservation, vin)
    contract = _with_vehicle(dealership, reservation, vehicle, by=by, at=at)
    if age_override:
        _set_age_aside(contract, age_override, by=by)
    _tell(dealership, reservation, vehicle, by=by, at=at)
    _refuse_wrong_ages(dealership, code, at=at)
    return contract


@transaction.atomic
def unassign_vehicle(*, dealership: Dealership, code: str, by: Actor, at: datetime) -> None:
    """
    Take the vehicle back; signature and hold go with it.

    :raises NoVehicleAssigned: there is none
    :raises IllegalMove: the loan is on the road, or over
    """
    contract = lock_contract(dealership=dealership, code=code)
    reservation = contract.reservation
    UNASSIGN.from_(reservation.status)
    void_terms(dealership=dealership, contract=contract, reason="The vehicle was unassigned.", by=by, at=at)
    free_vehicle(dealership=dealership, about=reservation.reference, by=by, at=at)
    forget_readings(contract)
    advance(reservation, UNASSIGN, by=by, at=at, details={"vehicle": contract.vehicle.vin})


def forget_readings(contract: Contract) -> None:
    """Readings, walk-around and mark belong to a vehicle that is no longer on the contract."""
    contract.odometer_out = contract.fuel_out = contract.issues_seen_at = None
    contract.mark = ""
    contract.save(update_fields=["odometer_out", "fuel_out", "issues_seen_at", "mark"])


def _refuse_unless_open(reservation: "Reservation") -> None:
    if reservation.status != Status.PENDING:
        ASSIGN.from_(reservation.status)


def _of_the_pool(dealership: Dealership, reservation: "Reservation", vin: str) -> "Vehicle":
    """Any vehicle of the program may be given, whatever category was booked."""
    vehicles = pool(dealership=dealership, group=reservation.group, program=reservation.program)
    found = vehicles.filter(vin=vin).first()
    if found is None:
        booked = reservation.program or reservation.group
        raise NotOfThePool(vehicle_with(dealership=dealership, vin=vin), f"“{booked}”")
    return found


def _with_vehicle(
    dealership: Dealership, reservation: "Reservation", vehicle: "Vehicle", *, by: Actor, at: datetime
) -> Contract:
    contract = Contract.objects.filter(dealership=dealership, reservation=reservation).select_for_update().first()
    if contract is not None and reservation.status == Status.PENDING:
        if contract.vehicle_id == vehicle.pk:
            raise IllegalMove(f"{vehicle} is assigned to this contract already.")
        void_terms(dealership=dealership, contract=contract, reason="The vehicle was changed.", by=by, at=at)
        free_vehicle(dealership=dealership, about=reservation.reference, by=by, at=at)
    period = Period(reservation.pickup_at, reservation.dropoff_at)
    commit_vehicle(dealership=dealership, vehicle=vehicle, about=reservation.reference, period=period, by=by, at=at)
    return _kept(contract, dealership, reservation, vehicle)


def _kept(
    contract: Contract | None, dealership: Dealership, reservation: "Reservation", vehicle: "Vehicle"
) -> Contract:
    contract = contract or Contract(dealership=dealership, reservation=reservation, currency=dealership.currency)
    contract.vehicle = vehicle
    contract.group = reservation.group or vehicle.home_group
    contract.odometer_out = contract.fuel_out = contract.issues_seen_at = None
    contract.mark = ""
    contract.save()
    return contract


def _set_age_aside(contract: Contract, reason: str, *, by: Actor) -> None:
    by.must(Permission.OVERRIDE)
    if not reason.strip():
        raise ReasonMissing
    contract.overrides = {**contract.overrides, Override.AGE.value: f"{reason.strip()} ({by.name})"}
    contract.save(update_fields=["overrides"])


def _refuse_wrong_ages(dealership: Dealership, code: str, *, at: datetime) -> None:
    """Ages are checked here, where the dates of birth are known, and again at start."""
    loan = loan_with_everything(dealership=dealership, code=code)
    reasons = wrong_ages(at_a_glance(dealership, loan, {loan.customer_id: Decimal(0)}, at))
    if reasons:
        raise WrongAge(reasons)


def _tell(dealership: Dealership, reservation: "Reservation", vehicle: "Vehicle", *, by: Actor, at: datetime) -> None:
    details = {"vehicle": vehicle.vin, "plate": vehicle.plate, "model": vehicle.model}
    fact = VehicleAssigned(code=reservation.code, vin=vehicle.vin)
    if reservation.status == Status.BOOKED:
        advance(reservation, ASSIGN, by=by, at=at, details=details, fact=fact)
        return
    subjects = [reservation.reference, f"vehicle/{vehicle.vin}"]
    event: dict[str, Any] = {"dealership": dealership, "subjects": subjects, "by": by, "at": at, "details": details}
    tell("vehicle changed", fact, **event, about=reservation.reference)
