"""From terms and usage to the JSON form; reading it again gives the same values."""

from decimal import Decimal

from billing.domain.rates import Rates
from billing.domain.terms import BillingDay, CustomFee, DailyRate, Fuel, Mileage, Terms
from billing.domain.usage import Adjustment, HandedOver, Reading, Usage

Form = dict[str, object]


def case_form(terms: Terms, usage: Usage) -> Form:
    """Write a case whole."""
    return {
        "currency": terms.currency,
        "time_zone": terms.time_zone,
        **usage_form(usage),
        "terms": terms_form(terms),
    }


def terms_form(terms: Terms) -> Form:
    """Write the `terms` of a case; its currency and time zone stand beside them."""
    return {
        "collect_card": terms.collect_card,
        "billing_day": _billing_day(terms.billing_day),
        "daily_rate": terms.daily_rate and _daily_rate(terms.daily_rate),
        "fuel": terms.fuel and _fuel(terms.fuel),
        "mileage": terms.mileage and _mileage(terms.mileage),
        "custom_fees": [_custom_fee(fee) for fee in terms.custom_fees],
        "taxes": [{"kind": str(tax.kind), "percent": digits(tax.percent)} for tax in terms.taxes],
        "hold": {"kind": str(terms.hold.kind), "deposit": digits(terms.hold.deposit)},
        "rates": terms.rates and _rates(terms.rates),
        "units": {"distance": terms.units.distance, "fuel": terms.units.fuel},
    }


def usage_form(usage: Usage) -> Form:
    """Write what happened."""
    return {
        "pickup": usage.pickup.isoformat(),
        "dropoff": usage.dropoff.isoformat(),
        "covered_days": usage.covered_days,
        "estimate": usage.estimate,
        "vehicles": [_vehicle(vehicle) for vehicle in usage.vehicles],
        "adjustments": [_adjustment(adjustment) for adjustment in usage.adjustments],
    }


def digits(number: Decimal | int | None) -> str | None:
    """Write a number in plain decimal digits."""
    return None if number is None else f"{number:f}" if isinstance(number, Decimal) else str(number)


def _whole(number: Decimal | int | None) -> str | int | None:
    return number if isinstance(number, int) else digits(number)


def _billing_day(day: BillingDay) -> Form:
    return {"kind": str(day.kind), "minutes": day.minutes, "grace_minutes": day.grace_minutes}


def _daily_rate(rate: DailyRate) -> Form:
    return {"amount": digits(rate.amount), "taxable": rate.taxable}


def _fuel(fuel: Fuel) -> Form:
    fee = fuel.convenience_fee
    return {
        "per_unit": digits(fuel.per_unit),
        "per_kwh": digits(fuel.per_kwh),
        "taxable": fuel.taxable,
        "allowance": digits(fuel.allowance),
        "allowance_basis": str(fuel.allowance_basis),
        "convenience_fee": fee and {"amount": digits(fee.amount), "taxable": fee.taxable},
    }


def _mileage(mileage: Mileage) -> Form:
    return {
        "daily_allowance": _whole(mileage.daily_allowance),
        "per_unit": digits(mileage.per_unit),
        "taxable": mileage.taxable,
    }


def _custom_fee(fee: CustomFee) -> Form:
    return {
        "kind": str(fee.kind),
        "frequency": str(fee.frequency),
        "amount": digits(fee.amount),
        "taxable": fee.taxable,
    }


def _rates(rates: Rates) -> Form:
    return {
        "override": digits(rates.override),
        "after_reserve_days": digits(rates.after_reserve_days),
        "by_model": {model: digits(rate) for model, rate in rates.by_model},
        "program": digits(rates.program),
        "group": digits(rates.group),
    }


def _vehicle(vehicle: HandedOver) -> Form:
    return {
        "from": vehicle.from_at.isoformat(),
        "capacity": digits(vehicle.capacity),
        "energy": str(vehicle.energy),
        "daily_rate": digits(vehicle.daily_rate),
        "model": vehicle.model,
        "out": vehicle.out and _reading(vehicle.out),
        "in": vehicle.back and _reading(vehicle.back),
    }


def _reading(reading: Reading) -> Form:
    return {"odometer": _whole(reading.odometer), "fuel": digits(reading.fuel)}


def _adjustment(adjustment: Adjustment) -> Form:
    form: Form = {"id": adjustment.id, "code": adjustment.code, "amount": digits(adjustment.amount)}
    form |= {"credits": adjustment.credits} if adjustment.is_credit else {"taxable": adjustment.taxable}
    return form | {"description": adjustment.description}
