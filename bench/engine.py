"""
How many one-vehicle contracts the engine prices in a second on one core, beside bare decimal arithmetic.

Run as `python -m bench.engine`. Each figure is the median of five rounds of processor time.
"""

import resource
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from billing.domain.engine import price
from billing.domain.form import invoice_form, parse_case

ROUNDS = 5
CONTRACTS = 4_000
MANY = 1_000_000
MOST_GROWTH_KILOBYTES = 4_000
CENT = Decimal("0.01")

CASE = {
    "currency": "USD",
    "time_zone": "America/Chicago",
    "pickup": "2026-03-02T09:00:00-06:00",
    "dropoff": "2026-03-04T09:00:00-06:00",
    "terms": {
        "collect_card": True,
        "daily_rate": {"amount": "20.00", "taxable": True},
        "fuel": {"per_unit": "3.00", "convenience_fee": {"amount": "5.00"}},
        "mileage": {"daily_allowance": 150, "per_unit": "0.25"},
        "custom_fees": [{"kind": "facility", "frequency": "per_contract", "amount": "3.50", "taxable": True}],
        "taxes": [{"kind": "sales", "percent": "6.25"}],
    },
    "vehicles": [
        {
            "from": "2026-03-02T09:00:00-06:00",
            "capacity": "16.0",
            "model": "RX 350",
            "out": {"odometer": 12000, "fuel": "1.000"},
            "in": {"odometer": 12310, "fuel": "0.750"},
        }
    ],
}
DAILY_RATE_ONLY = CASE | {"terms": {"collect_card": True, "daily_rate": {"amount": "20.00"}}}


PICKUP, DROPOFF = datetime(2026, 3, 2, 15, tzinfo=UTC), datetime(2026, 3, 4, 15, tzinfo=UTC)
BILLING_DAY = timedelta(minutes=1470)
RATE, PER_GALLON, REFILLING = Decimal("20.00"), Decimal("3.00"), Decimal("5.00")
FULL, THREE_QUARTERS, TANK = Decimal("1.000"), Decimal("0.750"), Decimal("16.0")
PER_MILE, FACILITY, SALES_PERCENT = Decimal("0.25"), Decimal("3.50"), Decimal("6.25")


def bare() -> Decimal:
    """Come to the same total with nothing but decimals: no days one by one, no workings, no lines."""
    days = (DROPOFF - PICKUP) // BILLING_DAY + 1
    rate = (RATE * days).quantize(CENT, ROUND_HALF_UP)
    fuel = ((FULL - THREE_QUARTERS) * TANK * PER_GALLON).quantize(CENT, ROUND_HALF_UP)
    excess = (max(0, 310 - days * 150) * PER_MILE).quantize(CENT, ROUND_HALF_UP)
    tax = ((rate + FACILITY) * SALES_PERCENT / 100).quantize(CENT, ROUND_HALF_UP)
    return rate + fuel + REFILLING + excess + FACILITY + tax


def per_second(work: Callable[[], object]) -> float:
    """Return the median rate over the rounds."""
    return statistics.median(_round(work) for _ in range(ROUNDS))


def _round(work: Callable[[], object]) -> float:
    began = time.process_time()
    for _ in range(CONTRACTS):
        work()
    return CONTRACTS / (time.process_time() - began)


def _memory_kilobytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def main() -> int:
    """Print the rates, their ratio, and that memory stays flat over a million."""
    terms, usage = parse_case(CASE)
    assert price(terms, usage).total == bare()
    simple = parse_case(DAILY_RATE_ONLY)

    engine, decimals = per_second(lambda: price(terms, usage)), per_second(bare)
    plain = per_second(lambda: price(*simple))
    said = per_second(lambda: [line.working for line in price(terms, usage).lines])
    through = per_second(lambda: invoice_form(price(*parse_case(CASE))))
    print(f"figure: bare decimals              {decimals:10,.0f} contracts/s")
    print(f"figure: engine, every kind of line {engine:10,.0f} contracts/s   1 : {decimals / engine:.1f}")
    print(f"figure: and every working said     {said:10,.0f} contracts/s")
    print(f"figure: engine, daily rate only    {plain:10,.0f} contracts/s")
    print(f"figure: from JSON to JSON          {through:10,.0f} contracts/s")

    before = _memory_kilobytes()
    for _ in range(MANY):
        price(terms, usage)
    grown = _memory_kilobytes() - before
    print(f"figure: memory after {MANY:,} contracts {grown:+,} kB, of {before:,} kB")
    return 0 if grown <= MOST_GROWTH_KILOBYTES else 1


if __name__ == "__main__":
    sys.exit(main())
