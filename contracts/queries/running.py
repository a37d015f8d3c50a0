"""What a loan is expected to cost, what it would cost now, and what it will cost with this handback."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from billing.domain.days import days_incurred
from billing.domain.engine import price
from billing.domain.hold import Hold, hold_for
from billing.domain.invoice import Invoice
from billing.domain.sound_usage import LONGEST_LOAN
from billing.domain.terms import Terms
from billing.domain.usage import Reading, Usage
from contracts.domain.handback import Handback, WentOut
from contracts.models import Contract
from contracts.queries.agreed import (
    NoSettingsYet,
    account_of,
    booked_usage,
    cost_recovery,
    days_left_of,
    days_to_cover,
    scheduled_usage,
    terms_agreed,
    terms_now,
    usage_of,
    usage_so_far,
)
from contracts.queries.at_most import expected_at_most
from contracts.queries.frozen import frozen_terms
from contracts.queries.loans import contract_of, handovers, terms_in_force
from dealerships.models import Dealership
from programs.queries import days_left, days_taken

if TYPE_CHECKING:
    from contracts.models import Handover
    from reservations.models import Reservation


@dataclass(frozen=True, kw_only=True, slots=True)
class Estimate:
    """
    What a loan is expected to cost, and what is held for it. ``at_most``: the vehicle isn't known yet. ``days_left``
    is None without reserve days.
    """

    invoice: Invoice
    hold: Hold
    at_most: bool
    covered_days: int
    days_left: int | None


def estimate(*, dealership: Dealership, loan: "Reservation") -> Estimate | None:
    """The estimate of a loan before start; None while nothing says what it costs."""
    try:
        terms, model = _expected_terms(dealership, loan)
    except NoSettingsYet:
        return None
    covered = days_to_cover(dealership=dealership, loan=loan, terms=terms)
    contract = contract_of(loan)
    usage = (
        scheduled_usage(contract=contract, loan=loan, terms=terms, covered_days=covered)
        if contract
        else booked_usage(loan=loan, model=model, terms=terms, covered_days=covered)
    )
    return Estimate(
        invoice=price(terms, usage),
        hold=hold_for(terms, usage),
        at_most=contract is None,
        covered_days=covered,
        days_left=days_left_of(dealership=dealership, loan=loan),
    )


def _expected_terms(dealership: Dealership, loan: "Reservation") -> tuple[Terms, str]:
    """
    The terms that were frozen, else those of the settings; and the model, where there is no vehicle yet.

    :raises NoSettingsYet: no settings are known yet, which is found out before anything is read
    """
    frozen = frozen_terms(loan)
    if frozen is not None:
        return terms_agreed(frozen), ""
    if contract_of(loan) is not None:
        return terms_now(dealership=dealership, loan=loan), ""
    cost_recovery(loan)
    most = expected_at_most(dealership=dealership, loan=loan)
    return terms_now(dealership=dealership, loan=loan, rates=most.rates), most.model


def priced_so_far(
    *, dealership: Dealership, contract: Contract, terms: Terms, out: "list[Handover]", at: datetime
) -> Invoice:
    """
    What a started contract would cost if it came back now; fuel and mileage are known only when it is back.

    Reserve days are asked for only once the loan has outlasted those that were set aside. One that is out for longer
    than any loan costs what the longest would: it can't be billed like this, but its page can be opened.
    """
    at = min(at, out[0].out_at + LONGEST_LOAN)
    days, covered = len(days_incurred(terms, out[0].out_at, at)), contract.covered_days
    if days > covered:
        covered = coverable_days(dealership=dealership, contract=contract, days=days)
    return price(terms, usage_so_far(contract=contract, handovers=out, terms=terms, covered_days=covered, at=at))


def bill(*, dealership: Dealership, contract: Contract, handback: Handback) -> Invoice:
    """
    What the contract will cost with this handback, line by line.

    :raises BadUsage: it can't have come back like this
    """
    terms, out = signed_terms(dealership=dealership, contract=contract), gone_out(dealership, contract)
    days = len(days_incurred(terms, out[0].out_at, handback.at))
    covered = coverable_days(dealership=dealership, contract=contract, days=days)
    return price(terms, usage_with(handback, contract=contract, out=out, terms=terms, covered_days=covered))


def coverable_days(*, dealership: Dealership, contract: Contract, days: int) -> int:
    """How many of so many contract days reserve days will pay for: those set aside, and what is left besides."""
    held = days_taken(dealership=dealership, about=contract.reservation.reference) if contract.covered_days else 0
    if not held:
        return 0
    account = account_of(dealership=dealership, loan=contract.reservation)
    left = days_left(dealership=dealership, account=account) if account else 0
    return min(days, held + left)


def usage_with(
    handback: Handback, *, contract: Contract, out: "list[Handover]", terms: Terms, covered_days: int
) -> Usage:
    """The loan as it went, ending with this handback; ``out`` are its hand-overs."""
    return usage_of(
        contract=contract,
        handovers=out,
        back=Reading(odometer=handback.odometer, fuel=handback.fuel),
        terms=terms,
        covered_days=covered_days,
        at=handback.at,
    )


def signed_terms(*, dealership: Dealership, contract: Contract) -> Terms:
    """
    The terms under which a contract was started.

    :raises NeverSigned: there are none
    """
    frozen = terms_in_force(dealership=dealership, contract=contract)
    if frozen is None:
        raise NeverSigned
    return terms_agreed(frozen)


class NeverSigned(Exception):
    """A contract that was started always has signed terms; this one has lost them."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__("This contract has no signed terms; it can't be priced.")


def gone_out(dealership: Dealership, contract: Contract) -> "list[Handover]":
    """
    The hand-overs of a contract that was started, in order.

    :raises NeverSigned: there are none
    """
    out = list(handovers(dealership=dealership, contract=contract))
    if not out:
        raise NeverSigned
    return out


def went_out(last: "Handover") -> WentOut:
    """A hand-over as a value."""
    return WentOut(at=last.out_at, odometer=last.odometer_out, fuel=last.fuel_out)
