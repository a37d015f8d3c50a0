"""From the JSON form to terms and usage (docs/billing.md, The JSON form)."""

from billing.domain.form.shape import Shape
from billing.domain.rates import Rates
from billing.domain.refusals import refuse
from billing.domain.terms import (
    AllowanceBasis,
    BillingDay,
    BillingDayKind,
    ConvenienceFee,
    CustomFee,
    CustomFeeKind,
    DailyRate,
    FeeFrequency,
    Fuel,
    HoldKind,
    HoldTerms,
    Mileage,
    Tax,
    TaxKind,
    Terms,
    Units,
)
from billing.domain.usage import Adjustment, Energy, HandedOver, Reading, Usage

PRICE = frozenset({"amount", "taxable"})
CASE = frozenset(
    {
        "currency",
        "time_zone",
        "pickup",
        "dropoff",
        "covered_days",
        "estimate",
        "terms",
        "vehicles",
        "adjustments",
    }
)
TERMS = frozenset(
    {
        "collect_card",
        "billing_day",
        "daily_rate",
        "fuel",
        "mileage",
        "custom_fees",
        "taxes",
        "hold",
        "rates",
        "units",
    }
)
FUEL = frozenset({"per_unit", "per_kwh", "taxable", "allowance", "allowance_basis", "convenience_fee"})
RATES = frozenset({"override", "after_reserve_days", "by_model", "program", "group"})
VEHICLE = frozenset({"from", "capacity", "energy", "daily_rate", "model", "out", "in"})
READING = frozenset({"odometer", "fuel"})
ADJUSTMENT = frozenset({"id", "code", "amount", "taxable", "description", "credits"})


def parse_case(form: object) -> tuple[Terms, Usage]:
    """
    Read a case: what was agreed and what happened.

    :raises BadUsage: with the path of the first field that is wrong
    """
    return parse_terms(form), parse_usage(form)


def parse_terms(form: object) -> Terms:
    """Read the terms of a case: its currency, its time zone, and its `terms`."""
    case = Shape(form, "", CASE)
    terms = Shape(case.required("terms"), "terms", TERMS)
    if "collect_card" not in terms:
        refuse("terms.collect_card", "This is missing.")
    return Terms(
        currency=case.text("currency"),
        time_zone=case.text("time_zone"),
        collect_card=terms.mark("collect_card"),
        billing_day=_billing_day(terms),
        daily_rate=_daily_rate(terms),
        fuel=_fuel(terms),
        mileage=_mileage(terms),
        custom_fees=tuple(_custom_fee(item, path) for item, path in terms.items("custom_fees")),
        taxes=tuple(_tax(item, path) for item, path in terms.items("taxes")),
        hold=_hold(terms),
        rates=_rates(terms),
        units=_units(terms),
    )


def parse_usage(form: object) -> Usage:
    """Read what happened in a case: everything but its terms."""
    case = Shape(form, "", CASE)
    return Usage(
        pickup=case.instant("pickup"),
        dropoff=case.instant("dropoff"),
        vehicles=tuple([_vehicle(item, path) for item, path in case.items("vehicles")]),
        covered_days=case.count("covered_days") if "covered_days" in case else 0,
        estimate=case.mark("estimate"),
        adjustments=tuple([_adjustment(item, path) for item, path in case.items("adjustments")]),
    )


def _billing_day(terms: Shape) -> BillingDay:
    if "billing_day" not in terms:
        return BillingDay()
    day = Shape(terms.value("billing_day"), "terms.billing_day", frozenset({"kind", "minutes", "grace_minutes"}))
    return BillingDay(
        kind=day.kind("kind", BillingDayKind) if "kind" in day else BillingDayKind.ELAPSED,
        minutes=day.count("minutes") if "minutes" in day else BillingDay().minutes,
        grace_minutes=day.count("grace_minutes") if "grace_minutes" in day else None,
    )


def _daily_rate(terms: Shape) -> DailyRate | None:
    if "daily_rate" not in terms:
        return None
    rate = Shape(terms.value("daily_rate"), "terms.daily_rate", PRICE)
    return DailyRate(amount=rate.amount("amount"), taxable=rate.mark("taxable"))


def _fuel(terms: Shape) -> Fuel | None:
    if "fuel" not in terms:
        return None
    fuel = Shape(terms.value("fuel"), "terms.fuel", FUEL)
    basis = "allowance_basis"
    return Fuel(
        per_unit=fuel.amount_or_none("per_unit"),
        per_kwh=fuel.amount_or_none("per_kwh"),
        taxable=fuel.mark("taxable"),
        allowance=fuel.amount_or_none("allowance"),
        allowance_basis=fuel.kind(basis, AllowanceBasis) if basis in fuel else AllowanceBasis.FUEL_CHARGE,
        convenience_fee=_convenience_fee(fuel),
    )


def _convenience_fee(fuel: Shape) -> ConvenienceFee | None:
    if "convenience_fee" not in fuel:
        return None
    fee = Shape(fuel.value("convenience_fee"), "terms.fuel.convenience_fee", PRICE)
    return ConvenienceFee(amount=fee.amount("amount"), taxable=fee.mark("taxable"))


def _mileage(terms: Shape) -> Mileage | None:
    if "mileage" not in terms:
        return None
    mileage = Shape(terms.value("mileage"), "terms.mileage", frozenset({"daily_allowance", "per_unit", "taxable"}))
    return Mileage(
        daily_allowance=mileage.distance("daily_allowance"),
        per_unit=mileage.amount_or_none("per_unit"),
        taxable=mileage.mark("taxable"),
    )


def _custom_fee(item: object, path: str) -> CustomFee:
    fee = Shape(item, path, PRICE | {"kind", "frequency"})
    return CustomFee(
        kind=fee.kind("kind", CustomFeeKind),
        frequency=fee.kind("frequency", FeeFrequency),
        amount=fee.amount("amount"),
        taxable=fee.mark("taxable"),
    )


def _tax(item: object, path: str) -> Tax:
    tax = Shape(item, path, frozenset({"kind", "percent"}))
    return Tax(kind=tax.kind("kind", TaxKind), percent=tax.amount("percent"))


def _hold(terms: Shape) -> HoldTerms:
    if "hold" not in terms:
        return HoldTerms()
    hold = Shape(terms.value("hold"), "terms.hold", frozenset({"kind", "deposit"}))
    return HoldTerms(kind=hold.kind("kind", HoldKind), deposit=hold.amount_or_none("deposit"))


def _rates(terms: Shape) -> Rates | None:
    if "rates" not in terms:
        return None
    rates = Shape(terms.value("rates"), "terms.rates", RATES)
    return Rates(
        override=rates.amount_or_none("override"),
        after_reserve_days=rates.amount_or_none("after_reserve_days"),
        by_model=rates.amounts("by_model"),
        program=rates.amount_or_none("program"),
        group=rates.amount_or_none("group"),
    )


def _units(terms: Shape) -> Units:
    if "units" not in terms:
        return Units()
    units = Shape(terms.value("units"), "terms.units", frozenset({"distance", "fuel"}))
    return Units(
        distance=units.text("distance") if "distance" in units else "",
        fuel=units.text("fuel") if "fuel" in units else "",
    )


def _vehicle(item: object, path: str) -> HandedOver:
    vehicle = Shape(item, path, VEHICLE)
    return HandedOver(
        from_at=vehicle.instant("from"),
        capacity=vehicle.amount_or_none("capacity"),
        energy=vehicle.kind("energy", Energy) if "energy" in vehicle else Energy.LIQUID,
        daily_rate=vehicle.amount_or_none("daily_rate"),
        out=_reading(vehicle, "out"),
        back=_reading(vehicle, "in"),
        model=vehicle.text("model") if "model" in vehicle else "",
    )


def _reading(vehicle: Shape, side: str) -> Reading | None:
    if side not in vehicle:
        return None
    reading = Shape(vehicle.value(side), vehicle.at(side), READING)
    return Reading(
        odometer=reading.distance("odometer") if "odometer" in reading else None,
        fuel=reading.amount_or_none("fuel"),
    )


def _adjustment(item: object, path: str) -> Adjustment:
    adjustment = Shape(item, path, ADJUSTMENT)
    return Adjustment(
        id=adjustment.text("id"),
        code=adjustment.text("code"),
        amount=adjustment.amount("amount"),
        taxable=adjustment.mark("taxable"),
        description=adjustment.text("description") if "description" in adjustment else "",
        credits=adjustment.text("credits") if "credits" in adjustment else None,
    )
