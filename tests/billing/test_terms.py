"""Cost recovery settings become the terms of a contract."""

from decimal import Decimal

import pytest
from djmoney.money import Money

from billing.domain.rates import Rates
from billing.domain.terms import AllowanceBasis, BillingDayKind, CustomFeeKind, FeeFrequency, HoldKind, Units
from billing.models import CostRecovery, CustomFee
from dealerships.models import Dealership
from tests.situations.offers import cost_recovery


def test_settings_of_every_kind_stand_in_the_terms(store: Dealership) -> None:
    prices = cost_recovery(
        store,
        fuel_per_kwh=Money("0.30", "USD"),
        fuel_allowance=Money("10.00", "USD"),
        fuel_allowance_basis="fuel_charge_and_convenience_fee",
        fuel_convenience_fee=Money("5.00", "USD"),
        fuel_convenience_fee_taxable=True,
        hold_kind="both",
        deposit=Money("200.00", "USD"),
    )
    CustomFee.objects.create(
        dealership=store,
        settings=prices,
        position=1,
        kind="facility",
        frequency="per_day",
        amount=Money("3.50", "USD"),
    )

    terms = prices.terms(time_zone="America/Chicago", units=Units(distance="miles", fuel="gallons"))

    assert terms.daily_rate is not None
    assert (terms.daily_rate.amount, terms.daily_rate.taxable) == (Decimal("45.00"), True)
    assert terms.fuel is not None
    assert terms.fuel.allowance_basis is AllowanceBasis.FUEL_CHARGE_AND_CONVENIENCE_FEE
    assert terms.fuel.convenience_fee is not None
    assert (terms.fuel.per_kwh, terms.fuel.convenience_fee.amount) == (Decimal("0.30"), Decimal("5.00"))
    assert terms.mileage is not None
    assert (terms.mileage.daily_allowance, terms.mileage.per_unit) == (100, Decimal("0.25"))
    [fee] = terms.custom_fees
    assert (fee.kind, fee.frequency, fee.amount) == (CustomFeeKind.FACILITY, FeeFrequency.PER_DAY, Decimal("3.50"))
    assert [(tax.kind, tax.percent) for tax in terms.taxes] == [("sales", Decimal("8.0000"))]
    assert (terms.hold.kind, terms.hold.deposit) == (HoldKind.BOTH, Decimal("200.00"))


def test_what_is_empty_is_not_enabled(store: Dealership) -> None:
    prices = CostRecovery.objects.create(dealership=store, hold_kind="none")

    terms = prices.terms(time_zone="America/Chicago")

    assert (terms.daily_rate, terms.fuel, terms.mileage) == (None, None, None)
    assert terms.billing_day.kind is BillingDayKind.ELAPSED


def test_the_frozen_table_of_rates_decides_the_daily_rate(store: Dealership) -> None:
    prices = cost_recovery(store)
    one_app = Rates(by_model=(("RX 350", Decimal("0.00")),), group=Decimal("45.00"))

    terms = prices.terms(time_zone="America/Chicago", rates=one_app)

    assert terms.rates == one_app
    assert one_app.for_model("RX 350") == Decimal("0.00")
    assert terms.daily_rate is not None
    assert terms.daily_rate.amount == Decimal("45.00")


@pytest.mark.parametrize(("kind", "minutes"), [("daily_grace", 30), ("calendar", 0)])
def test_days_that_are_not_elapsed_have_grace_instead(store: Dealership, kind: str, minutes: int) -> None:
    prices = cost_recovery(store, billing_day=kind, billing_day_minutes=minutes)

    day = prices.terms(time_zone="America/Chicago").billing_day

    assert (day.kind, day.grace) == (BillingDayKind(kind), minutes)
