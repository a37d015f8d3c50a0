"""Finish a contract: take the vehicle back, bill the loan, close it, or change nothing."""

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction

from billing.domain.days import days_incurred
from billing.domain.engine import price
from billing.domain.processor import CardOnFile
from billing.domain.refusals import BadUsage
from billing.domain.terms import Terms
from billing.domain.usage import Usage
from billing.queries import hold_of
from billing.services import issue_invoice, settle
from contracts.domain.facts import ContractFinished
from contracts.domain.handback import Handback, UnableToFinish, refuse_impossible, refuse_typed_once
from contracts.models import Contract, Handover
from contracts.queries.agreed import additional_settings
from contracts.queries.running import gone_out, signed_terms, usage_with, went_out
from contracts.services.locking import lock_contract
from customers.queries import preferred_card
from dealerships.domain.actor import Actor
from dealerships.models import Dealership
from dealerships.services.effects import publish
from dealerships.services.history import record
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
    Take the vehicle back as ``handback`` says, bill and settle; ``at`` is now, ``handback.at`` when it came back.

    :raises IllegalMove: the vehicle is not out on this contract
    :raises UnableToFinish: the handback contradicts the contract (billing.md rule 15)
    :raises TypeItAgain: a reading so unusual that it is typed twice
    """
    contract = lock_contract(dealership=dealership, code=code)
    FINISH.from_(contract.reservation.status)
    out = gone_out(dealership, contract)
    terms = signed_terms(dealership=dealership, contract=contract)
    unit = dealership.distance_unit
    refuse_impossible(handback, out=went_out(out[-1]), now=at, zone=dealership.zone, unit=unit)
    _refuse_charge_later(contract, handback)
    _refuse_typed_once(contract, out, terms, handback, unit=unit)

    advance(contract.reservation, FINISH, by=by, at=at, details=_told(handback))
    usage = _settled_usage(dealership, contract, out, terms, handback, by=by, at=at)
    _take_back(dealership, contract, out[-1], handback, by=by, at=at)
    invoice = _bill(dealership, contract, terms, usage, at=at)
    _close(contract, handback, invoice, usage)
    _settle(dealership, contract, invoice, handback, by=by, at=at)
    fact = ContractFinished(code=code, invoice=invoice.number, at=handback.at.isoformat())
    publish(fact, dealership=dealership, at=at, about=contract.reservation.reference)
    return contract


def _refuse_charge_later(contract: Contract, handback: Handback) -> None:
    if not handback.charge_later:
        return
    settings = additional_settings(contract.reservation)
    if settings is None or not settings.charge_later_allowed:
        raise UnableToFinish("These settings don’t allow to charge later. Settle it now.", field="charge_later")


def _refuse_typed_once(contract: Contract, out: list[Handover], terms: Terms, handback: Handback, *, unit: str) -> None:
    """Reserve days change nothing about mileage, so that none are needed to know its charge."""
    try:
        draft = price(terms, usage_with(handback, contract=contract, out=out, terms=terms, covered_days=0))
    except BadUsage as fault:
        raise UnableToFinish(fault.message, field=fault.field) from fault
    excess = sum((line.amount for line in draft.lines if line.code == EXCESS_MILEAGE), Decimal(0))
    refuse_typed_once(handback, out=went_out(out[-1]), excess_charge=excess, currency=terms.currency, unit=unit)


def _settled_usage(
    dealership: Dealership,
    contract: Contract,
    out: list[Handover],
    terms: Terms,
    handback: Handback,
    *,
    by: Actor,
    at: datetime,
) -> Usage:
    """The loan as it went, its reserve days settled with the account first; one that set none aside has none."""
    covered = 0
    if contract.covered_days:
        days = len(days_incurred(terms, out[0].out_at, handback.at))
        about = contract.reservation.reference
        covered = settle_days(dealership=dealership, about=about, days=days, by=by, at=at)
    return usage_with(handback, contract=contract, out=out, terms=terms, covered_days=covered)


def _take_back(
    dealership: Dealership, contract: Contract, last: Handover, handback: Handback, *, by: Actor, at: datetime
) -> None:
    last.in_at, last.odometer_in, last.fuel_in = handback.at, handback.odometer, handback.fuel
    last.save(update_fields=["in_at", "odometer_in", "fuel_in"])
    about = contract.reservation.reference
    take_back(dealership=dealership, about=about, odometer=handback.odometer, fuel=handback.fuel, by=by, at=at)


def _bill(dealership: Dealership, contract: Contract, terms: Terms, usage: Usage, *, at: datetime) -> "Invoice":
    about = contract.reservation.reference
    return issue_invoice(dealership=dealership, about=about, terms=terms, usage=usage, at=at)


def _close(contract: Contract, handback: Handback, invoice: "Invoice", usage: Usage) -> None:
    contract.invoice = invoice
    contract.actual_dropoff_at = handback.at
    contract.covered_days = usage.covered_days
    contract.save(update_fields=["invoice", "actual_dropoff_at", "covered_days"])


def _settle(
    dealership: Dealership, contract: Contract, invoice: "Invoice", handback: Handback, *, by: Actor, at: datetime
) -> None:
    """Now, or later where that is allowed: the hold is kept then, and captured before it lapses."""
    about = contract.reservation.reference
    if handback.charge_later:
        details = {"total": in_words(invoice.total.amount, invoice.currency)}
        record("left to charge later", dealership=dealership, subjects=[about], by=by, at=at, details=details)
        return
    card = preferred_card(dealership=dealership, customer=contract.reservation.customer)
    settle(
        dealership=dealership,
        invoice=invoice,
        hold=hold_of(dealership=dealership, about=about),
        card=CardOnFile(
            account=card.account,
            processor_customer=card.processor_customer,
            payment_method=card.payment_method,
            label=str(card),
        )
        if card
        else None,
        by=by,
        at=at,
    )


def _told(handback: Handback) -> dict[str, str]:
    told = {
        "came back": handback.at.isoformat(),
        "odometer": str(handback.odometer),
        "fuel": str(handback.fuel),
        "reason": handback.reason.strip(),
    }
    return {name: words for name, words in told.items() if words}
