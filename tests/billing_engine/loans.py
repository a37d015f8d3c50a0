"""The loans these tests talk about: an RX 350 and an RZ 450e of Lexus of Springfield, out since 2 March, 9:00."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from billing.domain.engine import price
from billing.domain.invoice import Invoice, Line
from billing.domain.terms import DailyRate, Fuel, Mileage, Tax, TaxKind, Terms
from billing.domain.usage import Adjustment, Energy, HandedOver, Reading, Usage

CHICAGO = ZoneInfo("America/Chicago")
PICKUP = datetime(2026, 3, 2, 9, tzinfo=CHICAGO)
SPRINGFIELD = Terms(currency="USD", time_zone="America/Chicago", collect_card=True)
TWO_DAYS = timedelta(hours=48)
TWENTY_A_DAY = DailyRate(amount=Decimal("20.00"))
THREE_A_GALLON = Fuel(per_unit=Decimal("3.00"))
QUARTER_A_MILE = Mileage(daily_allowance=150, per_unit=Decimal("0.25"))
SALES_TAX = Tax(kind=TaxKind.SALES, percent=Decimal("6.25"))


def agreed(**settings: Any) -> Terms:
    """Terms of a dealership in Springfield, with nothing charged but what is said."""
    return replace(SPRINGFIELD, **settings)


def rx350(
    *,
    from_at: datetime = PICKUP,
    driven: int = 100,
    fuel_out: str = "1.000",
    fuel_in: str = "1.000",
    daily_rate: str | None = None,
) -> HandedOver:
    """A gasoline car of 16 gallons, out at 12,000 miles."""
    return HandedOver(
        from_at=from_at,
        capacity=Decimal(16),
        daily_rate=None if daily_rate is None else Decimal(daily_rate),
        out=Reading(odometer=12000, fuel=Decimal(fuel_out)),
        back=Reading(odometer=12000 + driven, fuel=Decimal(fuel_in)),
        model="RX 350",
    )


def rz450e(
    *, from_at: datetime = PICKUP, driven: int = 60, fuel_in: str = "1.000", daily_rate: str | None = None
) -> HandedOver:
    """An electric car of 71.4 kWh, out at 500 miles."""
    return HandedOver(
        from_at=from_at,
        capacity=Decimal("71.4"),
        energy=Energy.ELECTRIC,
        daily_rate=None if daily_rate is None else Decimal(daily_rate),
        out=Reading(odometer=500, fuel=Decimal(1)),
        back=Reading(odometer=500 + driven, fuel=Decimal(fuel_in)),
        model="RZ 450e",
    )


def loan(*vehicles: HandedOver, lasting: timedelta = TWO_DAYS, **more: Any) -> Usage:
    """A loan of these vehicles (an untouched RX 350 if none is named) since 2 March, 9:00."""
    return Usage(pickup=PICKUP, dropoff=later(lasting), vehicles=vehicles or (rx350(),), **more)


def later(elapsed: timedelta, since: datetime = PICKUP) -> datetime:
    """An instant after another in elapsed time, whatever the clocks do."""
    return (since.astimezone(ZoneInfo("UTC")) + elapsed).astimezone(since.tzinfo)


def hours(count: float) -> timedelta:
    """So many hours."""
    return timedelta(hours=count)


def toll(amount: str = "4.50", *, id: str = "a1", taxable: bool = False) -> Adjustment:  # noqa: A002  the form's word
    """A toll entered by staff."""
    return Adjustment(id=id, code="charge:toll", amount=Decimal(amount), taxable=taxable, description="I-55, 3 Mar")


def credit(amount: str, *, on: str = "a1", id: str = "c1") -> Adjustment:  # noqa: A002  the form's word
    """A credit on a charge or another line."""
    return Adjustment(id=id, code="credit", amount=Decimal(amount), credits=on, description="Goodwill")


def bill(terms: Terms, usage: Usage) -> Invoice:
    """The invoice."""
    return price(terms, usage)


def amounts(invoice: Invoice) -> dict[str, str]:
    """The lines by code, as text."""
    return {line.code: str(line.amount) for line in invoice.lines}


def line_of(invoice: Invoice, code: str) -> Line:
    """The one line of a code."""
    (found,) = (line for line in invoice.lines if line.code == code)
    return found


def waivers(invoice: Invoice) -> Sequence[str]:
    """The codes of what is waived."""
    return [waived.code for waived in invoice.waived]
