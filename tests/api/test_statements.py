"""What the API asks of the database: little, and the same however many rows there are."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import time_machine
from django.db import connection

from tests.api.caller import Caller
from tests.api.test_a_loan_by_the_api import THREE_DAYS, on_the_road
from tests.desk.conftest import more_like
from tests.scenarios.outside import World
from tests.situations import Counter, at, book_for_group
from tests.situations.guests import jordan
from tests.statements import statements

MOST_OF_A_LIST = 6
MOST_OF_A_CONTRACT = 10
MOST_TO_BOOK = 12  # seven of them for the door, the key, the names and the duplicates
MOST_TO_FINISH = 16

Committing = Callable[..., AbstractContextManager[Any]]


def test_a_list_asks_as_much_for_fifty_rows_as_for_five(scheduler: Caller, desk: Counter):
    loan = book_for_group(desk)
    more_like(loan, count=4)
    scheduler.get("vehicles")  # the first request of a process looks for the dealership behind the token
    counts = {path: asked(scheduler, path) for path in ("reservations", "customers", "vehicles")}

    more_like(loan, count=45, first=4)

    assert {path: asked(scheduler, path) for path in counts} == counts
    assert max(counts.values()) <= MOST_OF_A_LIST


def test_a_booking_asks_little(scheduler: Caller, desk: Counter, django_capture_on_commit_callbacks: Committing):
    said = {"customer": desk.avery.code, "group": "Service loaners", **THREE_DAYS}
    scheduler.get("vehicles")

    with statements() as seen, django_capture_on_commit_callbacks(execute=True):
        booked = scheduler.post("reservations", said)

    assert booked.status_code == 201
    assert len(seen) <= MOST_TO_BOOK, "\n".join(seen.texts)


def test_a_booking_asks_as_little_in_the_first_request_of_an_hour(
    scheduler: Caller, desk: Counter, clock: time_machine.Traveller, django_capture_on_commit_callbacks: Committing
):
    said = {"customer": desk.avery.code, "group": "Service loaners", **THREE_DAYS}
    scheduler.get("vehicles")
    clock.shift(timedelta(hours=2))

    with statements() as seen, django_capture_on_commit_callbacks(execute=True):
        booked = scheduler.post("reservations", said)

    assert booked.status_code == 201
    assert len(seen) <= MOST_TO_BOOK, "\n".join(seen.texts)


def test_a_booking_by_category_with_a_driver_and_without_a_free_car_asks_as_little(
    scheduler: Caller, desk: Counter, django_capture_on_commit_callbacks: Committing
):
    driver = jordan(desk.store)
    said = {"customer": desk.avery.code, "program": "OneApp Rental", "category": "SUV", **THREE_DAYS}
    scheduler.post("reservations", said)

    connection.run_on_commit.clear()  # what the request before this one leaves to its own commit
    with statements() as seen, django_capture_on_commit_callbacks(execute=True):
        short = scheduler.post("reservations", {**said, "drivers": [driver.code]}).json()

    assert short["alert"].startswith("One SUV short")
    assert short["possible_duplicates"]
    assert len(seen) <= MOST_TO_BOOK, "\n".join(seen.texts)


def test_looking_at_a_contract_and_finishing_it_ask_little(
    desk: Counter, world: World, scheduler: Caller, clock: time_machine.Traveller
):
    code = on_the_road(desk, world, scheduler, clock)
    clock.move_to(at(12, 9))
    scheduler.get("vehicles")

    assert asked(scheduler, f"contracts/{code}") <= MOST_OF_A_CONTRACT
    with statements() as seen:
        finished = scheduler.post(f"contracts/{code}/finish", {"odometer": 12334, "fuel": "0.750"})

    assert finished.status_code == 200
    assert len(seen) <= MOST_TO_FINISH, "\n".join(seen.texts)


def asked(system: Caller, path: str) -> int:
    """How many statements a look takes."""
    with statements() as seen:
        system.get(path)
    return len(seen)
