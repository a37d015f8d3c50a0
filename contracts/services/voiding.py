"""Void a contract that was begun by mistake: as if it had never started."""

from datetime import datetime, timedelta
from decimal import Decimal

from django.db import transaction

from contracts.domain.facts import ContractVoided
from contracts.domain.handback import WentOut
from contracts.domain.refusals import ReasonMissing
from contracts.models import Contract, Handover
from contracts.queries.running import gone_out, went_out
from contracts.services.locking import lock_contract
from contracts.services.terms import let_hold_go
from dealerships.domain.actor import Actor
from dealerships.domain.permissions import Permission
from dealerships.models import Dealership
from dealerships.services.effects import publish
from fleet.services import call_back
from programs.services.reserve import give_back
from reservations.domain.lifecycle import VOID
from reservations.services import advance

VOIDED_WITHIN = timedelta(minutes=60)
FARTHEST = {"mi": 5, "km": 8}


class UnableToVoid(Exception):
    """It has been out for too long or too far; finish it instead."""


@transaction.atomic
def void_contract(
    *, dealership: Dealership, code: str, reason: str, odometer: int, fuel: Decimal, by: Actor, at: datetime
) -> Contract:
    """
    Take a mistaken start back, within 60 minutes and 5 miles: hold released, reserve days returned, vehicle Staged.

    :raises NotAllowed: *Accounting* is needed
    :raises ReasonMissing: no reason is given
    :raises IllegalMove: it is not on the road
    :raises UnableToVoid: too late, or too far
    """
    by.must(Permission.ACCOUNTING)
    if not reason.strip():
        raise ReasonMissing
    contract = lock_contract(dealership=dealership, code=code)
    VOID.from_(contract.reservation.status)
    last = gone_out(dealership, contract)[-1]
    _refuse_used(went_out(last), odometer, unit=dealership.distance_unit, at=at)

    about = contract.reservation.reference
    details = {"reason": reason.strip(), "odometer": str(odometer), "fuel": str(fuel)}
    subjects = [f"vehicle/{contract.vehicle.vin}"]
    advance(contract.reservation, VOID, by=by, at=at, details=details, subjects=subjects)
    _take_in(contract, last, odometer, fuel, at=at)
    call_back(dealership=dealership, about=about, odometer=odometer, fuel=fuel, at=at)
    let_hold_go(dealership=dealership, contract=contract, by=by, at=at)
    give_back(dealership=dealership, about=about, by=by, at=at)
    fact = ContractVoided(code=code, reason=reason.strip(), at=at.isoformat())
    publish(fact, dealership=dealership, at=at, about=about)
    return contract


def _refuse_used(out: WentOut, odometer: int, *, unit: str, at: datetime) -> None:
    if odometer < out.odometer:
        raise UnableToVoid(f"Odometer in ({odometer:,}) is below odometer out ({out.odometer:,}). Check the reading.")
    if at - out.at > VOIDED_WITHIN:
        raise UnableToVoid("It started more than 60 minutes ago. Finish it instead.")
    if odometer - out.odometer > FARTHEST[unit]:
        raise UnableToVoid(f"It was driven more than {FARTHEST[unit]} {unit}. Finish it instead.")


def _take_in(contract: Contract, last: Handover, odometer: int, fuel: Decimal, *, at: datetime) -> None:
    last.in_at, last.odometer_in, last.fuel_in = at, odometer, fuel
    last.save(update_fields=["in_at", "odometer_in", "fuel_in"])
    contract.actual_dropoff_at, contract.covered_days = at, 0
    contract.save(update_fields=["actual_dropoff_at", "covered_days"])
