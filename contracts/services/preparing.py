"""What the counter does before a start: the walk-around, what is set aside, the contract's own rate."""

from datetime import datetime

from django.db import transaction
from djmoney.money import Money

from contracts.domain.refusals import AfterStart, ReasonMissing
from contracts.domain.snapshot import Override
from contracts.models import Contract
from contracts.services.locking import lock_contract
from contracts.services.terms import void_terms
from dealerships.domain.actor import Actor
from dealerships.domain.permissions import Permission
from dealerships.models import Dealership
from dealerships.services.history import record
from reservations.domain.lifecycle import Status


class BadReading(Exception):
    """No car shows such a reading."""

    def __init__(self, words: str, *, field: str) -> None:
        """Name the field that the form marks."""
        super().__init__(words)
        self.field = field


@transaction.atomic
def see_issues(*, dealership: Dealership, code: str, by: Actor, at: datetime) -> Contract:
    """
    The walk-around was done: the known issues were seen.

    :raises NoVehicleAssigned: there is no vehicle to walk around
    :raises AfterStart: the contract has started
    """
    contract = pending(dealership=dealership, code=code, what="the walk-around")
    if contract.issues_seen_at is None:
        contract.issues_seen_at = at
        contract.save(update_fields=["issues_seen_at"])
        tell("walk-around seen", contract, {}, by=by, at=at)
    return contract


@transaction.atomic
def set_override(
    *, dealership: Dealership, code: str, what: Override, reason: str, by: Actor, at: datetime
) -> Contract:
    """
    Set age, insurance or an open balance aside, with a reason that stays in the history.

    :raises NotAllowed: *Override* is needed
    :raises ReasonMissing: no reason is given
    :raises NoVehicleAssigned: a contract has these conditions once it has a vehicle
    :raises AfterStart: the contract has started
    """
    by.must(Permission.OVERRIDE)
    if not reason.strip():
        raise ReasonMissing
    contract = pending(dealership=dealership, code=code, what="what was set aside")
    contract.overrides = {**contract.overrides, what.value: f"{reason.strip()} ({by.name})"}
    contract.save(update_fields=["overrides"])
    tell("set aside", contract, {"what": what.value, "reason": reason.strip()}, by=by, at=at)
    return contract


@transaction.atomic
def set_rate(*, dealership: Dealership, code: str, rate: Money | None, by: Actor, at: datetime) -> Contract:
    """
    The contract's own daily rate (billing.md rule 3), or None for that of the settings; voids the signature.

    :raises NotAllowed: *Accounting* is needed
    :raises BadReading: the rate is negative
    :raises NoVehicleAssigned: there is no vehicle yet
    :raises AfterStart: the contract has started
    """
    by.must(Permission.ACCOUNTING)
    if rate is not None and rate.amount < 0:
        raise BadReading("A daily rate can’t be negative.", field="rate")
    contract = pending(dealership=dealership, code=code, what="the rate")
    void_terms(dealership=dealership, contract=contract, reason="The daily rate was changed.", by=by, at=at)
    contract.rate_override = rate
    contract.save(update_fields=["rate_override"])
    tell("daily rate set", contract, {"rate": str(rate) if rate is not None else "settings"}, by=by, at=at)
    return contract


def pending(*, dealership: Dealership, code: str, what: str) -> Contract:
    """
    The contract, locked, while it can still be prepared.

    :raises NoVehicleAssigned: it has no vehicle
    :raises AfterStart: it has started, or is over
    """
    contract = lock_contract(dealership=dealership, code=code)
    if contract.reservation.status != Status.PENDING:
        raise AfterStart(what)
    return contract


def tell(verb: str, contract: Contract, details: dict[str, str], *, by: Actor, at: datetime) -> None:
    """Write it into the history of contract and vehicle."""
    subjects = [contract.reservation.reference, f"vehicle/{contract.vehicle.vin}"]
    record(verb, dealership=contract.dealership, subjects=subjects, by=by, at=at, details=details)
