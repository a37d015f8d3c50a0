"""Rows of cost recovery settings, and versions of them, as the sections that are shown and saved."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from djmoney.money import Money

from billing.domain.sections import Fees
from billing.domain.terms import (
    AllowanceBasis,
    BillingDayKind,
    CustomFee,
    CustomFeeKind,
    FeeFrequency,
    HoldKind,
    HoldTerms,
    Tax,
    TaxKind,
)

AMOUNTS = (
    "daily_rate",
    "fuel_per_unit",
    "fuel_per_kwh",
    "fuel_allowance",
    "fuel_convenience_fee",
    "mileage_rate",
)
PLAIN = (
    "collect_card",
    "daily_rate_taxable",
    "fuel_taxable",
    "fuel_convenience_fee_taxable",
    "mileage_daily_allowance",
    "mileage_taxable",
    "billing_day_minutes",
)


def fees_of(row: Any) -> Fees:
    """The section *Fees* of a row or a version of it."""
    columns: dict[str, Any] = {name: number(getattr(row, name)) for name in AMOUNTS}
    columns |= {name: getattr(row, name) for name in PLAIN}
    return Fees(
        **columns,
        fuel_allowance_basis=AllowanceBasis(row.fuel_allowance_basis),
        billing_day=BillingDayKind(row.billing_day),
    )


def hold_of(row: Any) -> HoldTerms:
    """The section *Credit Card Hold* of a row or a version of it."""
    return HoldTerms(kind=HoldKind(row.hold_kind), deposit=number(row.deposit))


def custom_fees_of(rows: Iterable[Any]) -> tuple[CustomFee, ...]:
    """The section *Custom Fees*, in order."""
    return tuple(
        CustomFee(
            kind=CustomFeeKind(row.kind),
            frequency=FeeFrequency(row.frequency),
            amount=row.amount.amount,
            taxable=row.taxable,
        )
        for row in in_order(rows)
    )


def taxes_of(rows: Iterable[Any]) -> tuple[Tax, ...]:
    """The section *Taxes*, in order."""
    return tuple(Tax(kind=TaxKind(row.kind), percent=row.percent) for row in in_order(rows))


def in_order(rows: Iterable[Any]) -> list[Any]:
    """By position."""
    return sorted(rows, key=lambda row: row.position)


def number(amount: Money | None) -> Decimal | None:
    """The digits of an amount; none where it is not enabled."""
    return None if amount is None else amount.amount
