"""Start a contract: everything holds, or nothing happens. One transaction that asks nobody outside."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from billing.domain.days import days_incurred
from contracts.domain.facts import ContractStarted
from contracts.domain.missing import missing_before_start
from contracts.domain.snapshot import Missing
from contracts.models import Contract, Handover
from contracts.queries import loan as loan_with_everything
from contracts.queries import snapshot
from contracts.queries.agreed import account_of, terms_agreed
from contracts.queries.frozen import frozen_terms
from contracts.services.locking import lock_contract
from dealerships.domain.actor import Actor
from dealerships.models import Dealership
from dealerships.services.effects import publish
from fleet.services import hand_over
from programs.services.reserve import set_aside
from reservations.domain.lifecycle import START
from reservations.services import advance

if TYPE_CHECKING:
    from reservations.models import Reservation


class UnableToStart(Exception):
    """Something is missing; ``reasons`` holds everything, each with what to do."""

    def __init__(self, reasons: list[Missing]) -> None:
        """Say all of it."""
        super().__init__(" ".join(str(each) for each in reasons))
        self.reasons = reasons


@transaction.atomic
def start_contract(*, dealership: Dealership, code: str, by: Actor, at: datetime) -> Contract:
    """
    Hand the vehicle over under the signed terms.

    :raises IllegalMove: the contract is not pending
    :raises NoVehicleAssigned: it has no vehicle
    :raises UnableToStart: a condition does not hold; every one that doesn't is listed
    :raises VehicleTaken: the vehicle is still out with somebody else
    """
    contract = lock_contract(dealership=dealership, code=code)
    START.from_(contract.reservation.status)
    loan = loan_with_everything(dealership=dealership, code=code)
    _refuse_incomplete(dealership, loan, at=at)

    subjects = [f"vehicle/{contract.vehicle.vin}"]
    advance(contract.reservation, START, by=by, at=at, details=_told(contract), subjects=subjects)
    _hand_over(dealership, contract, at=at)
    contract.covered_days = _set_days_aside(dealership, loan, by=by, at=at)
    contract.actual_pickup_at = at
    contract.save(update_fields=["covered_days", "actual_pickup_at"])
    fact = ContractStarted(code=code, at=at.isoformat())
    publish(fact, dealership=dealership, at=at, about=loan.reference)
    return contract


def _refuse_incomplete(dealership: Dealership, loan: "Reservation", *, at: datetime) -> None:
    missing = missing_before_start(snapshot(dealership=dealership, loan=loan, at=at))
    if missing:
        raise UnableToStart(missing)


def _hand_over(dealership: Dealership, contract: Contract, *, at: datetime) -> None:
    odometer, fuel = contract.odometer_out, contract.fuel_out
    assert odometer is not None  # noqa: S101 - a condition of the start
    assert fuel is not None  # noqa: S101 - a condition of the start
    about = contract.reservation.reference
    hand_over(dealership=dealership, about=about, odometer=odometer, fuel=fuel, at=at)
    Handover.objects.create(
        dealership=dealership,
        contract=contract,
        vehicle=contract.vehicle,
        position=1,
        out_at=at,
        odometer_out=odometer,
        fuel_out=fuel,
    )


def _set_days_aside(dealership: Dealership, loan: "Reservation", *, by: Actor, at: datetime) -> int:
    """The scheduled days, as far as the account goes (lexus-app.md, Reserve days)."""
    account, frozen = account_of(dealership=dealership, loan=loan), frozen_terms(loan)
    if account is None or frozen is None:
        return 0
    days = len(days_incurred(terms_agreed(frozen), loan.pickup_at, loan.dropoff_at))
    return set_aside(dealership=dealership, account=account, about=loan.reference, days=days, by=by, at=at)


def _told(contract: Contract) -> dict[str, str]:
    return {
        "vehicle": contract.vehicle.vin,
        "odometer": str(contract.odometer_out),
        "fuel": str(contract.fuel_out),
        **{f"set aside: {what}": reason for what, reason in contract.overrides.items()},
    }
