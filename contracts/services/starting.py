"""Start a contract: everything holds, or nothing happens. One transaction that asks nobody outside."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction

from billing.domain.days import days_incurred
from contracts.domain.facts import ContractStarted
from contracts.domain.missing import missing_before_start
from contracts.domain.snapshot import Missing
from contracts.models import Contract, Handover
from contracts.queries import loan as loan_with_everything
from contracts.queries import snapshot
from contracts.queries.agreed import account_of, days_left_of, terms_agreed
from contracts.queries.frozen import frozen_terms
from contracts.services.locking import lock_contract
from dealerships.domain.actor import Actor
from dealerships.models import Dealership
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

    subjects, fact = [f"vehicle/{contract.vehicle.vin}"], ContractStarted(code=code, at=at.isoformat())
    advance(contract.reservation, START, by=by, at=at, details=_told(contract), subjects=subjects, fact=fact)
    _hand_over(dealership, contract, at=at)
    contract.covered_days = _set_days_aside(dealership, loan, by=by, at=at)
    contract.actual_pickup_at = at
    _go(contract)
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


# The contract is locked and in hand; the ORM would need a statement for each row.
GO = f"""
    WITH handed_over AS (
        INSERT INTO "{Handover._meta.db_table}"
            (dealership_id, contract_id, vehicle_id, position, out_at, odometer_out, fuel_out)
        VALUES (%(dealership)s, %(contract)s, %(vehicle)s, 1, %(at)s, %(odometer)s, %(fuel)s)
    )
    UPDATE "{Contract._meta.db_table}"
    SET actual_pickup_at = %(at)s, covered_days = %(covered_days)s
    WHERE dealership_id = %(dealership)s AND id = %(contract)s
"""  # noqa: S608 - the names are our own tables'


def _go(contract: Contract) -> None:
    values: dict[str, Any] = {
        "dealership": contract.dealership_id,
        "contract": contract.pk,
        "vehicle": contract.vehicle_id,
        "at": contract.actual_pickup_at,
        "odometer": contract.odometer_out,
        "fuel": contract.fuel_out,
        "covered_days": contract.covered_days,
    }
    with connection.cursor() as cursor:
        cursor.execute(GO, values)


def _set_days_aside(dealership: Dealership, loan: "Reservation", *, by: Actor, at: datetime) -> int:
    """The scheduled days, as far as the account goes (lexus-app.md, Reserve days)."""
    left, frozen = days_left_of(dealership=dealership, loan=loan), frozen_terms(loan)
    account = account_of(dealership=dealership, loan=loan) if left is not None else None
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
