"""How a loan stands, read into one value, and what is missing before it can start."""

from collections.abc import Collection, Mapping
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from billing.queries import hold_of, still_owed
from contracts.domain.missing import missing_before_start
from contracts.domain.snapshot import Driver, Missing, Snapshot, VehicleStands
from contracts.domain.terms import voided_because
from contracts.domain.wording import fuel_in_words, odometer_in_words
from contracts.queries.agreed import additional_settings, version_for
from contracts.queries.frozen import changed, frozen_terms, last_voided, signed
from contracts.queries.holding import Holding, holding, to_hold
from contracts.queries.loans import beside, contract_of, loans_at_a_glance
from contracts.queries.people import driver_values, drivers_of, insurance_of
from customers.queries import LookAlikes, everybody, look_alikes
from dealerships.models import Dealership
from dealerships.prepared import one_of, prepared, told
from fleet.domain.statuses import VehicleStatus
from programs.domain.agreement_choice import NoAgreement
from programs.domain.merge import fields_of
from programs.queries import NotPublished
from reservations.domain.lifecycle import Status
from reservations.queries import reservations

if TYPE_CHECKING:
    from billing.models import Hold
    from contracts.models import FrozenTerms
    from customers.models import Customer
    from fleet.models import Vehicle
    from reservations.models import Reservation

ADDRESS = "customer.address"


def before_start(
    *, dealership: Dealership, loan: "Reservation", at: datetime, alike: LookAlikes | None = None
) -> list[Missing]:
    """What is missing before this loan can start; ``loan`` comes from ``contracts.queries.loan``."""
    return missing_before_start(snapshot(dealership=dealership, loan=loan, at=at, alike=alike))


def before_start_of(*, dealership: Dealership, codes: Collection[str], at: datetime) -> dict[str, list[Missing]]:
    """The same for the loans of a list, by code, in a constant number of statements."""
    rows = loans_at_a_glance(dealership=dealership, codes=codes)
    balances = open_balances(dealership=dealership, guests=[row.customer for row in rows])
    return {row.code: missing_before_start(at_a_glance(dealership, row, balances, at)) for row in rows}


def snapshot(*, dealership: Dealership, loan: "Reservation", at: datetime, alike: LookAlikes | None = None) -> Snapshot:
    """How one loan stands, everything asked; ``alike`` are the look-alikes of its drivers, if they were read."""
    frozen, contract = frozen_terms(loan), contract_of(loan)
    no_longer = changed(dealership=dealership, loan=loan)
    in_force = None if no_longer else frozen
    wanted = None if in_force else to_hold(dealership=dealership, loan=loan)
    known = alike or look_alikes(dealership=dealership, guests=drivers_of(loan))
    forbidden = {driver.pk: _forbidden(known, driver) for driver in drivers_of(loan)}
    address_needed, fault = _agreement(dealership, loan, in_force)
    return _snapshot(
        dealership,
        loan,
        at,
        drivers=driver_values(loan, forbidden=forbidden, address_needed=address_needed),
        agreement_fault=fault,
        vehicle=_vehicle(dealership, contract.vehicle, out_with=beside(loan, "out_with")) if contract else None,
        balance=open_balances(dealership=dealership, guests=[loan.customer])[loan.customer.pk],
        no_longer=no_longer,
        hold=holding(loan=loan, wanted=wanted, frozen=in_force, hold=_newest_hold(dealership, loan)),
    )


def at_a_glance(dealership: Dealership, loan: "Reservation", balances: Mapping[int, Decimal], at: datetime) -> Snapshot:
    """The same from what a list has read: frozen terms are taken as they stand."""
    contract = contract_of(loan)
    forbidden = {driver.pk: driver.do_not_rent_reason if driver.do_not_rent else "" for driver in drivers_of(loan)}
    return _snapshot(
        dealership,
        loan,
        at,
        drivers=driver_values(loan, forbidden=forbidden, address_needed=False),
        agreement_fault="",
        vehicle=_vehicle(dealership, contract.vehicle) if contract else None,
        balance=balances[loan.customer.pk],
        no_longer=(),
        hold=holding(loan=loan, wanted=None, frozen=frozen_terms(loan), hold=contract.hold if contract else None),
    )


def _snapshot(
    dealership: Dealership,
    loan: "Reservation",
    at: datetime,
    *,
    drivers: tuple[Driver, ...],
    agreement_fault: str,
    vehicle: VehicleStands | None,
    balance: Decimal,
    no_longer: tuple[str, ...],
    hold: Holding,
) -> Snapshot:
    frozen = frozen_terms(loan)
    return Snapshot(
        at=at,
        zone=dealership.zone,
        pickup_at=loan.pickup_at,
        dropoff_at=loan.dropoff_at,
        currency=dealership.currency,
        drivers=drivers,
        vehicle=vehicle,
        repair_order=loan.repair_order,
        open_balance=balance,
        agreement_fault=agreement_fault,
        terms_in_force=frozen is not None and not no_longer,
        voided_because=voided_because(no_longer) if no_longer else last_voided(contract_of(loan)),
        signed=signed(frozen, drivers_of(loan)) if frozen else frozenset(),
        **_insurance(loan),
        **_rules(loan),
        **_prepared(loan),
        **_held(hold),
    )


def _insurance(loan: "Reservation") -> dict[str, Any]:
    insurance = insurance_of(loan.customer)
    return {"insurance_carrier": insurance.carrier, "insurance_expires_on": insurance.expires_on} if insurance else {}


def _rules(loan: "Reservation") -> dict[str, Any]:
    settings = additional_settings(loan)
    if settings is None:
        return {}
    return {
        "minimum_age": settings.driver_minimum_age,
        "maximum_age": settings.driver_maximum_age,
        "repair_order_required": settings.repair_order_required,
        "longest_days": settings.longest_days if _come_with_the_vehicle(loan) else None,
    }


def _come_with_the_vehicle(loan: "Reservation") -> bool:
    """Whether nobody could ask the settings when it was booked: a program without its own has those of a group."""
    return loan.program is not None and loan.program.additional is None


def _prepared(loan: "Reservation") -> dict[str, Any]:
    contract = contract_of(loan)
    if contract is None:
        return {}
    return {
        "odometer_out": contract.odometer_out,
        "fuel_out": contract.fuel_out,
        "issues_seen": contract.issues_seen_at is not None,
        "overrides": contract.overrides,
    }


def _held(hold: Holding) -> dict[str, Any]:
    return {
        "hold_needed": hold.needed,
        "hold": hold.stands,
        "hold_amount": hold.amount,
        "held_amount": hold.held,
        "capture_before": hold.capture_before,
        "hold_reason": hold.reason,
        "card_label": hold.card_label,
    }


def open_balances(*, dealership: Dealership, guests: "Collection[Customer]") -> dict[int, Decimal]:
    """
    What guests still owe for earlier loans, by the key of the profile that counts; what is on its way is not owed any
    more, and what was lent under a name that was merged into theirs is theirs.
    """
    balances = {guest.pk: Decimal(0) for guest in guests}
    finished = finished_loans(dealership=dealership, guests=balances)
    guest_of = {f"contract/{code}": key for code, key in finished}
    if guest_of:
        for about, owed in still_owed(dealership=dealership, abouts=guest_of).items():
            balances[guest_of[about]] += owed
    return balances


@prepared
def finished_loans() -> QuerySet[Any, tuple[str, int]]:
    """Code and guest of the finished loans of these ``guests``, under whichever of their profiles."""
    here = told("dealership")
    theirs = one_of("pk", "guests", "bigint") | one_of("survivor_id", "guests", "bigint")
    rows = reservations(dealership=here).filter(customer__in=everybody(dealership=here).filter(theirs))
    rows = rows.filter(status__in=(Status.FINISHED, Status.VOIDED))
    return rows.values_list("code", Coalesce("customer__survivor", "customer"))


def _vehicle(dealership: Dealership, vehicle: "Vehicle", *, out_with: str | None = None) -> VehicleStands:
    seen = odometer_in_words(vehicle.odometer, dealership.distance_unit)
    return VehicleStands(
        label=str(vehicle),
        out_with=(out_with or "").replace("/", " ") if vehicle.status == VehicleStatus.RENTED else "",
        status=VehicleStatus(vehicle.status).label.lower(),
        staged=vehicle.status == VehicleStatus.STAGED,
        available_from=vehicle.available_on,
        unavailable_from=vehicle.unavailable_on,
        last_seen=f"{seen}, {fuel_in_words(vehicle.fuel_level)}",
        open_issues=sum(issue.closed_at is None for issue in vehicle.issues.all()),
    )


def _newest_hold(dealership: Dealership, loan: "Reservation") -> "Hold | None":
    """The one that lives, which the contract points at unless it was renewed a moment ago; else the contract's last."""
    contract = contract_of(loan)
    last: Hold | None = contract.hold if contract else None
    if beside(loan, "living_hold") in {None, last.pk if last else None}:
        return last
    return hold_of(dealership=dealership, about=loan.reference)


def _forbidden(alike: LookAlikes, driver: "Customer") -> str:
    listed = alike.forbidden(driver)
    if listed is None:
        return ""
    same = listed.pk == driver.pk
    return listed.do_not_rent_reason if same else f"They share a licence, phone or email with {listed.name}."


def _agreement(dealership: Dealership, loan: "Reservation", in_force: "FrozenTerms | None") -> tuple[bool, str]:
    """Whether the agreement asks for the address, and why there is none to sign; what was frozen is what is signed."""
    contract = contract_of(loan)
    if contract is None:
        return False, ""
    if in_force is not None:
        return ADDRESS in fields_of(in_force.agreement_version.body), ""
    try:
        version = version_for(dealership=dealership, loan=loan, contract=contract)
    except (NoAgreement, NotPublished) as fault:
        return False, str(fault)
    return ADDRESS in fields_of(version.body), ""
