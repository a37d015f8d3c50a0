"""Finish a contract: take the vehicle back, bill the loan, close it, or change nothing; a worker settles the bill."""

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction

from billing.domain.days import days_incurred
from billing.domain.engine import price
from billing.domain.refusals import BadUsage
from billing.domain.usage import Usage
from billing.services import issue_invoice
from contracts.domain.facts import ContractFinished
from contracts.domain.handback import Handback, UnableToFinish, refuse_impossible, refuse_typed_once
from contracts.models import Contract, Handover
from contracts.queries.agreed import additional_settings
from contracts.queries.running import usage_with, went_out
from contracts.services.handing_back import OnTheRoad, lock_on_the_road
from dealerships.domain.actor import Actor
from dealerships.models import Dealership
from fleet.services import take_back
from kernel.money import in_words
from programs.services.reserve import settle_days
from reservations.domain.lifecycle import FINISH
from reservations.services import advance

if TYPE_CHECKING:
    from billing.models import Invoice

EXCESS_MILEAGE = "excess_mileage"


@transaction.atomic
def finish_contract(*, dealership: Dealership, code: str, handback: Handback, by: Actor, at: datetime) -> Contract:
    """
    Take the vehicle back as ``handback`` says, and bill; ``at`` is now, ``handback.at`` when it came back.

    :raises IllegalMove: the vehicle is not out on this contract
    :raises UnableToFinish: the handback contradicts the contract (billing.md rule 15)
    :raises TypeItAgain: a reading so unusual that it is typed twice
    """
    loan = lock_on_the_road(dealership=dealership, code=code)
    contract, unit = loan.contract, dealership.distance_unit
    refuse_impossible(handback, out=went_out(loan.out[-1]), now=at, zone=dealership.zone, unit=unit)
    _refuse_charge_later(contract, handback)
    _refuse_typed_once(loan, handback, unit=unit)

    usage = _settled_usage(dealership, loan, handback, by=by, at=at)
    about, odometer, fuel = contract.reservation.reference, handback.odometer, handback.fuel
    take_back(dealership=dealership, about=about, odometer=odometer, fuel=fuel, at=at)
    invoice = issue_invoice(dealership=dealership, about=about, terms=loan.terms, usage=usage, at=at)
    _close(loan, handback, invoice, usage)
    subjects, later = [f"vehicle/{loan.out[-1].vehicle.vin}"], handback.charge_later
    fact = ContractFinished(code=code, invoice=invoice.number, at=handback.at.isoformat(), charge_later=later)
    told = _told(handback, invoice)
    advance(contract.reservation, FINISH, by=by, at=at, details=told, subjects=subjects, fact=fact)
    return contract


def _refuse_charge_later(contract: Contract, handback: Handback) -> None:
    if not handback.charge_later:
        return
    settings = additional_settings(contract.reservation)
    if settings is None or not settings.charge_later_allowed:
        raise UnableToFinish("These settings don’t allow to charge later. Settle it now.", field="charge_later")


def _refuse_typed_once(loan: OnTheRoad, handback: Handback, *, unit: str) -> None:
    """Reserve days change nothing about mileage, so that none are needed to know its charge."""
    try:
        usage = usage_with(handback, contract=loan.contract, out=loan.out, terms=loan.terms, covered_days=0)
        draft = price(loan.terms, usage)
    except BadUsage as fault:
        raise UnableToFinish(fault.message, field=fault.field) from fault
    excess = sum((line.amount for line in draft.lines if line.code == EXCESS_MILEAGE), Decimal(0))
    refuse_typed_once(
        handback, out=went_out(loan.out[-1]), excess_charge=excess, currency=loan.terms.currency, unit=unit
    )


def _settled_usage(dealership: Dealership, loan: OnTheRoad, handback: Handback, *, by: Actor, at: datetime) -> Usage:
    """The loan as it went, its reserve days settled with the account first; one that set none aside has none."""
    contract, covered = loan.contract, 0
    if contract.covered_days:
        days = len(days_incurred(loan.terms, loan.out[0].out_at, handback.at))
        about = contract.reservation.reference
        covered = settle_days(dealership=dealership, about=about, days=days, by=by, at=at)
    return usage_with(handback, contract=contract, out=loan.out, terms=loan.terms, covered_days=covered)


# Both rows are locked and in hand; the ORM would need a statement for each.
CLOSE = f"""
    WITH returned AS (
        UPDATE "{Handover._meta.db_table}"
        SET in_at = %(at)s, odometer_in = %(odometer)s, fuel_in = %(fuel)s
        WHERE dealership_id = %(dealership)s AND id = %(handover)s
    )
    UPDATE "{Contract._meta.db_table}"
    SET invoice_id = %(invoice)s, actual_dropoff_at = %(at)s, covered_days = %(covered_days)s
    WHERE dealership_id = %(dealership)s AND id = %(contract)s
"""  # noqa: S608 - the names are our own tables'


def _close(loan: OnTheRoad, handback: Handback, invoice: "Invoice", usage: Usage) -> None:
    contract = loan.contract
    contract.invoice, contract.actual_dropoff_at = invoice, handback.at
    contract.covered_days = usage.covered_days
    values: dict[str, Any] = {
        "dealership": contract.dealership_id,
        "contract": contract.pk,
        "handover": loan.out[-1].pk,
        "invoice": invoice.pk,
        "covered_days": usage.covered_days,
        "at": handback.at,
        "odometer": handback.odometer,
        "fuel": handback.fuel,
    }
    with connection.cursor() as cursor:
        cursor.execute(CLOSE, values)


def _told(handback: Handback, invoice: "Invoice") -> dict[str, str]:
    total = in_words(invoice.total.amount, invoice.currency)
    told = {
        "came back": handback.at.isoformat(),
        "odometer": str(handback.odometer),
        "fuel": str(handback.fuel),
        "reason": handback.reason.strip(),
        "total": total,
        "left to charge later": total if handback.charge_later else "",
    }
    return {name: words for name, words in told.items() if words}
