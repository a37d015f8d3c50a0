"""
Named stores, people and cars that the tests talk about, with explicit numbers; rows are made where one is asked for.

Everything but the stores must be called inside `as_dealership(store)`; most tests start with `counter()`, which a
fixture of `tests.situations.fixtures` makes and enters.
"""

from tests.situations.cars import (
    es_350,
    nx_350h,
    rx_350,
    rx_350_second,
    rz_450e,
    sedan,
    suv,
    tx_350,
)
from tests.situations.clock import (
    CHICAGO,
    MARCH_9_AT_9,
    MARCH_12_AT_9,
    MONDAY_MORNING,
    THREE_DAYS,
    at,
)
from tests.situations.counters import Counter, counter
from tests.situations.guests import avery, avery_quinn, jordan, with_papers
from tests.situations.loans import book_for_group, book_for_program, booked
from tests.situations.offers import cost_recovery, loaner_agreement, one_app_rental, service_loaners, settings, shuttles
from tests.situations.promises import out, promise
from tests.situations.staff import cashier, dana, manager, porter, riley
from tests.situations.stores import riverton, springfield

__all__ = [
    "CHICAGO",
    "MARCH_9_AT_9",
    "MARCH_12_AT_9",
    "MONDAY_MORNING",
    "THREE_DAYS",
    "Counter",
    "at",
    "avery",
    "avery_quinn",
    "book_for_group",
    "book_for_program",
    "booked",
    "cashier",
    "cost_recovery",
    "counter",
    "dana",
    "es_350",
    "jordan",
    "loaner_agreement",
    "manager",
    "nx_350h",
    "one_app_rental",
    "out",
    "porter",
    "promise",
    "riley",
    "riverton",
    "rx_350",
    "rx_350_second",
    "rz_450e",
    "sedan",
    "service_loaners",
    "settings",
    "shuttles",
    "springfield",
    "suv",
    "tx_350",
    "with_papers",
]
