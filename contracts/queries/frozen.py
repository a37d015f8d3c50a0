"""The terms that were frozen for signature, and whether everything is still as it was then."""

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from contracts.domain.terms import Facts, changed_since
from contracts.models import Contract, FrozenTerms
from contracts.queries.agreed import days_to_cover, terms_agreed, terms_now
from contracts.queries.loans import contract_of
from contracts.queries.people import drivers_of
from dealerships.models import Dealership
from programs.queries import model_rate_key

if TYPE_CHECKING:
    from customers.models import Customer
    from reservations.models import Reservation


def frozen_terms(loan: "Reservation") -> FrozenTerms | None:
    """The frozen terms in force, from what was read with the loan."""
    contract = contract_of(loan)
    rows: Iterable[FrozenTerms] = contract.frozen.all() if contract else ()
    return next((row for row in rows if row.voided_at is None), None)


def last_voided(contract: Contract | None) -> str:
    """Why the newest frozen terms were voided."""
    rows: Iterable[FrozenTerms] = contract.frozen.all() if contract else ()
    voided = [row for row in rows if row.voided_at is not None]
    return max(voided, key=lambda row: row.pk).voided_because if voided else ""


def changed(*, dealership: Dealership, loan: "Reservation") -> tuple[str, ...]:
    """What is no longer as it was frozen, in words."""
    frozen = frozen_terms(loan)
    if frozen is None:
        return ()
    now = facts_now(dealership=dealership, loan=loan)
    return ("the vehicle",) if now is None else changed_since(frozen.shown["facts"], now)


def facts_now(*, dealership: Dealership, loan: "Reservation") -> Facts | None:
    """What freezes with the signature, as it stands; None until vehicle and readings are set."""
    contract, frozen = contract_of(loan), frozen_terms(loan)
    if contract is None or contract.odometer_out is None or contract.fuel_out is None:
        return None
    terms = terms_agreed(frozen) if frozen else terms_now(dealership=dealership, loan=loan)
    return Facts(
        vehicle=contract.vehicle.vin,
        model=model_rate_key(contract.vehicle.model),
        odometer_out=contract.odometer_out,
        fuel_out=contract.fuel_out,
        drivers=tuple(driver.code for driver in drivers_of(loan)),
        pickup_at=loan.pickup_at,
        dropoff_at=loan.dropoff_at,
        group=str(contract.group_id),
        program=loan.program.title_key if loan.program else "",
        rate_override=contract.rate_override.amount if contract.rate_override is not None else None,
        charges=_charges(contract),
        covered_days=days_to_cover(dealership=dealership, loan=loan, terms=terms),
    )


def _charges(contract: Contract) -> tuple[tuple[str, str, Decimal, str], ...]:
    rows = sorted(contract.charges.all(), key=lambda row: row.position)
    return tuple((row.code, row.credits, row.amount.amount, row.description) for row in rows)


def signed(frozen: FrozenTerms, drivers: "list[Customer]") -> frozenset[str]:
    """The codes of the drivers who have signed; a signature is taken only after every term was accepted."""
    signers = {signature.driver_id for signature in frozen.signatures.all()}
    return frozenset(driver.code for driver in drivers if driver.pk in signers)


def shown(frozen: FrozenTerms, part: str) -> Any:
    """A part of what the guest was shown."""
    return frozen.shown[part]
