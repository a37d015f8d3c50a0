"""
What a replay of 500 finished contracts costs beside pricing the same 500 in memory, and what a million do to memory.

Run as `python -m bench.replay`. The replay reads each contract's evidence from JSON text, as the database gives it,
replaces what the edited settings say, and prices it. Each figure is the median of rounds of processor time, one of
each sort after the other, so that a busy machine slows both.
"""

import json
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from bench.engine import CASE
from billing.domain.bench import Recovery
from billing.domain.engine import price
from billing.domain.form import case_form, parse_case
from billing.domain.replay import Past, replay
from billing.domain.sections import Fees
from billing.domain.terms import CustomFee, CustomFeeKind, FeeFrequency, HoldTerms, Tax, TaxKind, Terms
from billing.domain.usage import HandedOver, Reading, Usage

ROUNDS = 15
CONTRACTS = 500
MANY = 1_000_000
MOST_TIMES = 3.0
MOST_GROWTH_KILOBYTES = 4_000

DEARER = Recovery(
    fees=Fees(
        daily_rate=Decimal("25.00"),
        daily_rate_taxable=True,
        fuel_per_unit=Decimal("3.00"),
        fuel_convenience_fee=Decimal("5.00"),
        mileage_daily_allowance=150,
        mileage_rate=Decimal("0.25"),
    ),
    custom_fees=(
        CustomFee(
            kind=CustomFeeKind.FACILITY, frequency=FeeFrequency.PER_CONTRACT, amount=Decimal("3.50"), taxable=True
        ),
    ),
    taxes=(Tax(kind=TaxKind.SALES, percent=Decimal("6.25")),),
    hold=HoldTerms(),
)


def loans(count: int) -> Iterator[tuple[Terms, Usage]]:
    """Contracts of one group, each out for another time and another distance."""
    terms, usage = parse_case(CASE)
    for number in range(count):
        yield terms, _used(usage, number)


def _used(usage: Usage, number: int) -> Usage:
    vehicle = usage.vehicles[0]
    back = Reading(odometer=12_000 + number % 900, fuel=Decimal(number % 9) / 8)
    vehicles: tuple[HandedOver, ...] = (replace(vehicle, back=back),)
    return replace(usage, dropoff=usage.dropoff + timedelta(minutes=number % 4320), vehicles=vehicles)


def kept(terms: Terms, usage: Usage) -> tuple[str, str]:
    """A contract's terms and case as text, as the database keeps them."""
    case = case_form(terms, usage)
    agreed = case.pop("terms")
    return json.dumps(agreed), json.dumps(case)


def past(texts: Sequence[tuple[str, str]], billed: Decimal) -> Iterator[Past]:
    """Contracts as a query gives them."""
    for terms, case in texts:
        yield Past(code="LS-7Q4M", guest="Avery Ito", billed=billed, terms=terms, case=json.loads(case))


def seconds(work: Callable[[], object]) -> float:
    """How long one round takes."""
    began = time.process_time()
    work()
    return time.process_time() - began


def measured() -> tuple[float, float]:
    """The medians of pricing in memory and of the replay, in seconds."""
    in_memory = list(loans(CONTRACTS))
    texts = [kept(*loan) for loan in in_memory]
    billed = price(*in_memory[0]).total
    rounds = [
        (
            seconds(lambda: [price(*loan) for loan in in_memory]),
            seconds(lambda: replay(DEARER, past(texts, billed))),
        )
        for _ in range(ROUNDS)
    ]
    return statistics.median(each[0] for each in rounds), statistics.median(each[1] for each in rounds)


def growth() -> int:
    """How many kilobytes the process grows by while a million contracts are replayed."""
    few = [kept(*loan) for loan in loans(CONTRACTS)]
    stream = (loan for _ in range(MANY // CONTRACTS) for loan in past(few, Decimal("65.72")))
    replay(DEARER, past(few, Decimal("65.72")))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    replay(DEARER, stream)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before


def main() -> int:
    """Print both figures; fail if the replay costs more than three times, or memory grows."""
    memory, replayed = measured()
    times = replayed / memory
    print(f"figure: pricing {CONTRACTS} in memory {memory * 1000:8.1f} ms")
    print(f"figure: replaying them        {replayed * 1000:8.1f} ms   {times:.2f} times (at most {MOST_TIMES})")
    grown = growth()
    print(f"figure: memory after {MANY:,} replayed {grown:+,} kB")
    return 0 if times <= MOST_TIMES and grown <= MOST_GROWTH_KILOBYTES else 1


if __name__ == "__main__":
    sys.exit(main())
