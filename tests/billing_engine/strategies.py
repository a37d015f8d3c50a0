"""Loans as they may come: terms and usage for the property tests."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

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

prices = st.decimals(0, 500, places=2)
fine_prices = st.decimals(0, 9, places=4)
levels = st.decimals(0, 1, places=3)
marks = st.booleans()
instants = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001  hypothesis wants naive bounds
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
    per_unit=st.none() | fine_prices,
    per_kwh=st.none() | fine_prices,
    taxable=marks,
    allowance=st.none() | prices,
    allowance_basis=st.sampled_from(AllowanceBasis),
    convenience_fee=st.none() | st.builds(ConvenienceFee, amount=prices, taxable=marks),
)
mileages = st.builds(Mileage, daily_allowance=st.integers(0, 300), per_unit=st.none() | fine_prices, taxable=marks)
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
    by_model=st.dictionaries(st.sampled_from(["RX 350", "RZ 450e", "NX « 250 »"]), prices).map(
        lambda d: tuple(d.items())
    ),
    group=st.none() | prices,
)


def agreements(**settings: Any) -> st.SearchStrategy[Terms]:
    """Terms of every kind, but for the settings given."""
    kept: dict[str, Any] = {
        "currency": st.sampled_from(["USD", "JPY", "KWD"]),
        "time_zone": st.sampled_from(US_ZONES),
        "collect_card": st.sampled_from([True, True, True, False]),
        "billing_day": billing_days,
        "daily_rate": st.builds(DailyRate, amount=prices, taxable=marks),
        "fuel": st.none() | fuels,
        "mileage": st.none() | mileages,
        "custom_fees": custom_fees,
        "taxes": taxes,
        "hold": st.builds(HoldTerms, kind=st.sampled_from(HoldKind), deposit=prices),
        "rates": st.none() | rates,
        "units": st.sampled_from([Units(), Units(distance="km", fuel="L")]),
    }
    return st.builds(Terms, **kept | settings)


@st.composite
def vehicles(draw: Callable[..., Any], from_at: datetime) -> HandedOver:
    """A vehicle with readings that only go forwards."""
    odometer = draw(st.integers(0, 90_000))
    return HandedOver(
        from_at=from_at,
        capacity=draw(st.decimals(1, 120, places=1)),
        energy=draw(st.sampled_from(Energy)),
        daily_rate=draw(st.none() | prices),
        out=Reading(odometer=odometer, fuel=draw(levels)),
        back=Reading(odometer=odometer + draw(st.integers(0, 3000)), fuel=draw(levels)),
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
