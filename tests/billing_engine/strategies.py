"""Loans as they may come: terms and usage for the property tests."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from billing.domain.engine import price
from billing.domain.rates import Rates
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

US_ZONES = (
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
    "America/Anchorage",
    "Pacific/Honolulu",
)
LONGEST = timedelta(days=12)
CHANGES_OF_CLOCK = (datetime(2026, 3, 8, tzinfo=UTC), datetime(2026, 11, 1, tzinfo=UTC))

prices = st.decimals(0, 500, places=2)
fine_prices = st.decimals(0, 9, places=4)
levels = st.decimals(0, 1, places=3)
marks = st.booleans()
near_a_change = st.builds(
    lambda change, seconds: change + timedelta(seconds=seconds),
    st.sampled_from(CHANGES_OF_CLOCK),
    st.integers(-3 * 86_400, 86_400),
)
instants = near_a_change | st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001  hypothesis wants naive bounds


def mostly(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """One of these, or once in a while nothing."""
    return st.integers(0, 7).flatmap(lambda number: st.none() if number == 7 else strategy)


billing_days = st.one_of(
    st.builds(BillingDay, minutes=st.integers(60, 3000)),
    st.builds(
        BillingDay,
        kind=st.sampled_from([BillingDayKind.DAILY_GRACE, BillingDayKind.CALENDAR]),
        grace_minutes=st.none() | st.integers(0, 1439),
    ),
)
fuels = st.builds(
    Fuel,
    per_unit=mostly(fine_prices),
    per_kwh=mostly(fine_prices),
    taxable=marks,
    allowance=st.none() | st.decimals(0, 90, places=2),
    allowance_basis=st.sampled_from(AllowanceBasis),
    convenience_fee=st.none() | st.builds(ConvenienceFee, amount=prices, taxable=marks),
)
mileages = st.builds(Mileage, daily_allowance=st.integers(0, 150), per_unit=mostly(fine_prices), taxable=marks)
custom_fees = st.lists(
    st.builds(
        CustomFee,
        kind=st.sampled_from(CustomFeeKind),
        frequency=st.sampled_from(FeeFrequency),
        amount=fine_prices,
        taxable=marks,
    ),
    max_size=4,
    unique_by=lambda fee: fee.kind,
).map(tuple)
taxes = st.lists(
    st.builds(Tax, kind=st.sampled_from(TaxKind), percent=st.decimals(0, 20, places=4)),
    max_size=3,
    unique_by=lambda tax: tax.kind,
).map(tuple)
rates = st.builds(
    Rates,
    override=st.none() | prices,
    after_reserve_days=st.none() | prices,
    by_model=st.dictionaries(st.sampled_from(["RX 350", "RZ 450e", "NX « 250 »"]), prices).map(
        lambda d: tuple(d.items())
    ),
    program=st.none() | prices,
    group=st.none() | prices,
)


def agreements(**settings: Any) -> st.SearchStrategy[Terms]:
    """Terms of every kind, but for the settings given."""
    kept: dict[str, Any] = {
        "currency": st.sampled_from(["USD", "JPY", "KWD"]),
        "time_zone": st.sampled_from(US_ZONES),
        "collect_card": st.integers(0, 7).map(lambda number: number < 7),
        "billing_day": billing_days,
        "daily_rate": mostly(st.builds(DailyRate, amount=prices, taxable=marks)),
        "fuel": mostly(fuels),
        "mileage": mostly(mileages),
        "custom_fees": custom_fees,
        "taxes": taxes,
        "hold": st.builds(HoldTerms, kind=st.sampled_from(HoldKind), deposit=prices),
        "rates": st.none() | rates,
        "units": st.sampled_from([Units(), Units(distance="km", fuel="L")]),
    }
    return st.builds(Terms, **kept | settings)


@st.composite
def vehicles(draw: Callable[..., Any], from_at: datetime) -> HandedOver:
    """A vehicle with readings that only go forwards; it comes back emptier more often than fuller."""
    odometer, full = draw(st.integers(0, 90_000)), draw(levels)
    return HandedOver(
        from_at=from_at,
        capacity=draw(st.decimals(1, 120, places=1)),
        energy=draw(st.sampled_from(Energy)),
        daily_rate=draw(st.none() | prices),
        out=Reading(odometer=odometer, fuel=full),
        back=Reading(
            odometer=odometer + draw(st.integers(0, 3000)), fuel=draw(st.decimals(0, full, places=3) | levels)
        ),
        model=draw(st.sampled_from(["", "RX 350", "RZ 450e"])),
    )


@st.composite
def loans(draw: Callable[..., Any], *, covered: bool = True) -> Usage:
    """A loan of up to three vehicles, with charges by staff."""
    pickup = draw(instants)
    lasted = draw(st.timedeltas(timedelta(0), LONGEST))
    switches = sorted(draw(st.lists(st.timedeltas(timedelta(0), lasted), max_size=2)))
    return Usage(
        pickup=pickup,
        dropoff=pickup + lasted,
        vehicles=tuple(draw(vehicles(pickup + after)) for after in [timedelta(0), *switches]),
        covered_days=draw(st.integers(0, 5)) if covered else 0,
        adjustments=draw(charges()),
    )


@st.composite
def cases(
    draw: Callable[..., Any], /, *, covered: bool = True, credited: bool = True, **settings: Any
) -> tuple[Terms, Usage]:
    """Terms and a loan under them; perhaps with a credit of a part of one of its lines."""
    terms, usage = draw(agreements(**settings)), draw(loans(covered=covered))
    if terms.daily_rate is None:
        usage = replace(usage, vehicles=tuple(replace(vehicle, daily_rate=None) for vehicle in usage.vehicles))
        terms = replace(terms, rates=None)
    lines = [line for line in price(terms, usage).lines if line.id is None] if credited and draw(marks) else []
    if not lines:
        return terms, usage
    line = draw(st.sampled_from(lines))
    credit = Adjustment(id="l", code="credit", amount=draw(parts_of(line.amount)), credits=line.code)
    return terms, replace(usage, adjustments=(*usage.adjustments, credit))


def parts_of(amount: Decimal) -> st.SearchStrategy[Decimal]:
    """An amount or a part of it, to its last decimal."""
    smallest = Decimal(1).scaleb(int(amount.as_tuple().exponent))
    return st.integers(0, int(amount / smallest)).map(lambda count: count * smallest)


@st.composite
def charges(draw: Callable[..., Any]) -> tuple[Adjustment, ...]:
    """Charges by staff, some with a credit of a part of them."""
    entered: list[Adjustment] = []
    for number, amount in enumerate(draw(st.lists(st.integers(1, 500), max_size=3))):
        charge = Adjustment(id=f"a{number}", code="charge:toll", amount=Decimal(amount), taxable=draw(marks))
        entered.append(charge)
        if draw(marks):
            part = Decimal(draw(st.integers(0, amount)))
            entered.append(Adjustment(id=f"c{number}", code="credit", amount=part, credits=charge.id, description="Ü"))
    return tuple(entered)
