"""From cost recovery settings to terms: what a contract agrees to when it is signed under them."""

from collections.abc import Sequence

from billing.domain.rates import Rates
from billing.domain.sections import Fees
from billing.domain.terms import (
    BillingDay,
    BillingDayKind,
    ConvenienceFee,
    CustomFee,
    DailyRate,
    Fuel,
    HoldTerms,
    Mileage,
    Tax,
    Terms,
    Units,
)


def terms_under(
    fees: Fees,
    custom_fees: Sequence[CustomFee],
    taxes: Sequence[Tax],
    hold: HoldTerms,
    *,
    currency: str,
    time_zone: str,
    rates: Rates,
    units: Units,
) -> Terms:
    """
    The settings as terms to agree on (billing.md, vocabulary), with the whole table of rates that may come to apply.

    :raises billing.domain.refusals.BadUsage: the settings contradict themselves, with the path of the field
    """
    rate = rates.for_any_model()
    return Terms(
        currency=currency,
        time_zone=time_zone,
        collect_card=fees.collect_card,
        billing_day=_billing_day(fees),
        daily_rate=None if rate is None else DailyRate(amount=rate, taxable=fees.daily_rate_taxable),
        fuel=_fuel(fees),
        mileage=_mileage(fees),
        custom_fees=tuple(custom_fees),
        taxes=tuple(taxes),
        hold=hold,
        rates=rates,
        units=units,
    )


def _billing_day(fees: Fees) -> BillingDay:
    if fees.billing_day is BillingDayKind.ELAPSED:
        return BillingDay(kind=fees.billing_day, minutes=fees.billing_day_minutes)
    return BillingDay(kind=fees.billing_day, grace_minutes=fees.billing_day_minutes)


def _fuel(fees: Fees) -> Fuel | None:
    if fees.fuel_per_unit is None and fees.fuel_per_kwh is None:
        return None
    fee = fees.fuel_convenience_fee
    return Fuel(
        per_unit=fees.fuel_per_unit,
        per_kwh=fees.fuel_per_kwh,
        taxable=fees.fuel_taxable,
        allowance=fees.fuel_allowance,
        allowance_basis=fees.fuel_allowance_basis,
        convenience_fee=None if fee is None else ConvenienceFee(amount=fee, taxable=fees.fuel_convenience_fee_taxable),
    )


def _mileage(fees: Fees) -> Mileage | None:
    if fees.mileage_rate is None:
        return None
    return Mileage(
        daily_allowance=fees.mileage_daily_allowance or 0,
        per_unit=fees.mileage_rate,
        taxable=fees.mileage_taxable,
    )
