"""What a loan costs: the terms that apply or are agreed, and how it was, is or would be used."""

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from djmoney.money import Money

from billing.domain.days import days_incurred
from billing.domain.form import parse_terms
from billing.domain.rates import Rates
from billing.domain.terms import Terms, Units
from billing.domain.usage import Adjustment, Energy, HandedOver, Reading, Usage
from contracts.models import Contract, FrozenTerms
from contracts.queries.loans import contract_of
from dealerships.models import Dealership
from programs.domain.agreement_choice import chosen_settings
from programs.queries import (
    model_rate_key,
    rates_by_model,
    reserve_account,
    reserve_days,
    version_to_sign,
)

if TYPE_CHECKING:
    from billing.models import CostRecovery
    from contracts.models import Handover
    from fleet.models import Vehicle, VehicleGroup
    from programs.models import AdditionalSettings, AgreementVersion, ReserveAccount
    from reservations.models import Reservation

DAYS_LEFT = "reserve_days_left"


class NoSettingsYet(Exception):
    """Before a vehicle is assigned nothing says what a loan of this program costs."""

    def __init__(self) -> None:
        """Say what helps."""
        super().__init__("What this costs is known once a vehicle is assigned: the program has no prices of its own.")


def group_of(loan: "Reservation") -> "VehicleGroup | None":
    """The one group of a loan: its contract's, else the one booked."""
    contract = contract_of(loan)
    group: VehicleGroup | None = contract.group if contract else loan.group
    return group


def additional_settings(loan: "Reservation") -> "AdditionalSettings | None":
    """The program's own additional settings, else the group's."""
    group = group_of(loan)
    of_program = loan.program.additional if loan.program else None
    chosen: AdditionalSettings | None = chosen_settings(
        of_program=of_program, of_group=group.additional if group else None
    )
    return chosen


def cost_recovery(loan: "Reservation") -> "CostRecovery":
    """
    The program's own cost recovery settings, else the group's.

    :raises NoSettingsYet: neither is known
    """
    group = group_of(loan)
    of_program = loan.program.cost_recovery if loan.program else None
    chosen: CostRecovery | None = chosen_settings(
        of_program=of_program, of_group=group.cost_recovery if group else None
    )
    if chosen is None:
        raise NoSettingsYet
    return chosen


def terms_now(*, dealership: Dealership, loan: "Reservation", rates: Rates | None = None) -> Terms:
    """
    The terms as the settings stand, with the whole table of rates (billing.md rule 3): the loan's own, or the given one.

    :raises NoSettingsYet: no settings are known yet
    """
    units = Units(distance=dealership.distance_unit, fuel=dealership.fuel_unit)
    rates = rates or rates_now(loan=loan)
    return cost_recovery(loan).terms(time_zone=dealership.time_zone, rates=rates, units=units)


def rates_now(*, loan: "Reservation") -> Rates:
    """Every rate that the loan may come to need."""
    program, group, contract = loan.program, group_of(loan), contract_of(loan)
    own = program.cost_recovery if program else None
    entitled = program is not None and program.entitlement_days is not None
    return Rates(
        override=_digits(contract.rate_override) if contract else None,
        after_reserve_days=_digits(program.rate_after_reserve_days) if entitled else None,
        by_model=rates_by_model(program=program),
        program=_digits(own.daily_rate) if own else None,
        group=_digits(group.cost_recovery.daily_rate) if group else None,
    )


def version_for(*, dealership: Dealership, loan: "Reservation", contract: Contract) -> "AgreementVersion":
    """
    The text that the guest is to sign, in the guest's language where there is one.

    :raises NoAgreement: neither program nor group nor dealership names an agreement
    :raises NotPublished: it has no text
    """
    return version_to_sign(
        dealership=dealership,
        program=loan.program,
        of_group=contract.group.agreement_id,
        language=loan.customer.language,
    )


def terms_agreed(frozen: FrozenTerms) -> Terms:
    """The terms as the guest signed them."""
    return parse_terms(frozen.terms)


def scheduled_usage(*, contract: Contract, loan: "Reservation", terms: Terms, covered_days: int) -> Usage:
    """The loan as it is meant to go (billing.md rule 13)."""
    vehicle = handed_over(contract.vehicle, from_at=loan.pickup_at, terms=terms)
    return Usage(
        pickup=loan.pickup_at,
        dropoff=loan.dropoff_at,
        vehicles=(vehicle,),
        covered_days=covered_days,
        estimate=True,
        adjustments=adjustments(contract),
    )


def booked_usage(*, loan: "Reservation", model: str, terms: Terms, covered_days: int) -> Usage:
    """A booking without a vehicle, at the rate of a model."""
    rate = terms.rates.for_model(model_rate_key(model)) if terms.rates else None
    vehicle = HandedOver(from_at=loan.pickup_at, daily_rate=rate if terms.daily_rate else None, model=model)
    return Usage(
        pickup=loan.pickup_at, dropoff=loan.dropoff_at, vehicles=(vehicle,), covered_days=covered_days, estimate=True
    )


def usage_so_far(
    *, contract: Contract, handovers: "list[Handover]", terms: Terms, covered_days: int, at: datetime
) -> Usage:
    """A started loan as if it came back now, without the readings that nobody knows yet."""
    return Usage(
        pickup=handovers[0].out_at,
        dropoff=at,
        vehicles=tuple(handed_over(each.vehicle, from_at=each.out_at, terms=terms) for each in handovers),
        covered_days=covered_days,
        estimate=True,
        adjustments=adjustments(contract),
    )


def usage_of(
    *, contract: Contract, handovers: "list[Handover]", back: Reading, terms: Terms, covered_days: int, at: datetime
) -> Usage:
    """A loan as it went, the last vehicle coming back with these readings at this instant."""
    vehicles = [_as_it_went(each, terms, _back(each, back)) for each in handovers]
    return Usage(
        pickup=handovers[0].out_at,
        dropoff=at,
        vehicles=tuple(vehicles),
        covered_days=covered_days,
        adjustments=adjustments(contract),
    )


def handed_over(
    vehicle: "Vehicle", *, from_at: datetime, terms: Terms, out: Reading | None = None, back: Reading | None = None
) -> HandedOver:
    """A vehicle on the contract, with its rate where it differs from the terms'."""
    rate = terms.rates.for_model(model_rate_key(vehicle.model)) if terms.rates else None
    differs = terms.daily_rate is not None and rate != terms.daily_rate.amount
    return HandedOver(
        from_at=from_at,
        capacity=vehicle.capacity,
        energy=Energy(vehicle.energy),
        daily_rate=rate if differs else None,
        out=out,
        back=back,
        model=vehicle.model,
    )


def _as_it_went(handover: "Handover", terms: Terms, back: Reading) -> HandedOver:
    out = Reading(odometer=handover.odometer_out, fuel=handover.fuel_out)
    return handed_over(handover.vehicle, from_at=handover.out_at, terms=terms, out=out, back=back)


def _back(handover: "Handover", last: Reading) -> Reading:
    if handover.in_at is None:
        return last
    return Reading(odometer=handover.odometer_in, fuel=handover.fuel_in)


def adjustments(contract: Contract) -> tuple[Adjustment, ...]:
    """Charges and credits that staff entered, as the engine takes them."""
    rows = sorted(contract.charges.all(), key=lambda row: row.position)
    return tuple(
        Adjustment(
            id=f"a{row.position}",
            code=row.code,
            amount=row.amount.amount,
            taxable=row.taxable,
            description=row.description,
            credits=row.credits or None,
        )
        for row in rows
    )


def account_of(*, dealership: Dealership, loan: "Reservation") -> "ReserveAccount | None":
    """The account whose reserve days the loan can use; only programs with an entitlement have any."""
    if loan.program is None or loan.program.entitlement_days is None:
        return None
    return reserve_account(
        dealership=dealership,
        customer_code=loan.customer.code,
        on=dealership.local(loan.pickup_at).date(),
        service_vin=loan.service_vin,
    )


def days_to_cover(*, dealership: Dealership, loan: "Reservation", terms: Terms) -> int:
    """How many of the scheduled days reserve days pay for, as things stand."""
    left = days_left_of(dealership=dealership, loan=loan)
    return min(len(days_incurred(terms, loan.pickup_at, loan.dropoff_at)), left) if left else 0


def days_left_of(*, dealership: Dealership, loan: "Reservation") -> int | None:
    """What is left of the loan's reserve days, asked once for each time the loan was read; None without an account."""
    if loan.program is None or loan.program.entitlement_days is None:
        return None
    if DAYS_LEFT not in vars(loan):
        vars(loan)[DAYS_LEFT] = reserve_days(
            dealership=dealership,
            customer_code=loan.customer.code,
            on=dealership.local(loan.pickup_at).date(),
            service_vin=loan.service_vin,
        )
    left: int | None = vars(loan)[DAYS_LEFT]
    return left


def _digits(amount: Money | None) -> Decimal | None:
    return None if amount is None else amount.amount
