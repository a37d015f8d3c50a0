"""What the counter's work asks of the database: little, and the same however long the bill."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.utils import timezone
from djmoney.money import Money

from billing.models import InvoiceLine, InvoiceTax, Tax
from contracts.models import Contract, StaffCharge
from programs.queries import days_left
from reservations.domain.lifecycle import Status
from reservations.models import AdditionalDriver, Reservation
from tests.contracts.at_the_counter import PICKUP, Loan
from tests.contracts.test_starting import averys_days
from tests.desk.conftest import signed_in
from tests.desk.test_a_loan_by_forms import AT, book, handback, on_the_road, signature
from tests.scenarios.conftest import world
from tests.scenarios.outside import World
from tests.situations import Counter, book_for_program
from tests.situations.guests import jordan
from tests.statements import statements

__all__ = ["signed_in", "world"]

Committing = Callable[..., AbstractContextManager[Any]]


MOST_TO_FINISH = 16
MOST_OF_A_STEP = 20


@pytest.mark.parametrize("charges", [1, 12])
def test_finishing_takes_thirteen_statements_for_one_line_and_for_twelve(
    signed_in: Client,
    desk: Counter,
    world: World,
    django_capture_on_commit_callbacks: Committing,
    charges: int,
) -> None:
    page = on_the_road(signed_in, desk, world)
    contract = Contract.objects.get()
    StaffCharge.objects.bulk_create(charge(contract, position) for position in range(1, charges + 1))
    connection.run_on_commit.clear()  # what the requests before this one leave to their own commits

    with statements() as seen, django_capture_on_commit_callbacks(execute=True):
        signed_in.post(f"{page}finish/", {**handback(12_110, "8"), "press": "finish"})

    assert len(seen) == 13, "\n".join(seen.texts)
    assert Reservation.objects.get().status == Status.FINISHED
    assert InvoiceLine.objects.filter(waived=False).count() == charges  # the car itself is free


@pytest.mark.parametrize(("hours", "used"), [(1, 1), (80, 4)])
def test_finishing_with_reserve_days_taxes_charges_and_a_driver_takes_sixteen_at_most(
    desk: Counter, signed_in: Client, django_capture_on_commit_callbacks: Committing, hours: int, used: int
) -> None:
    three_taxes(desk)
    account = averys_days(desk)
    loan = Loan(desk=desk, code=book_for_program(desk).code).started()
    StaffCharge.objects.bulk_create(charge(loan.contract, position, taxable=True) for position in range(1, 13))
    AdditionalDriver.objects.create(
        dealership=desk.store, reservation=loan.row, customer=jordan(desk.store), position=1
    )
    connection.run_on_commit.clear()

    with (
        time_machine.travel(PICKUP + timedelta(hours=hours), tick=False),
        statements() as seen,
        django_capture_on_commit_callbacks(execute=True),
    ):
        signed_in.post(f"/springfield/contracts/{loan.code}/finish/", {**handback(12_110, "8"), "press": "finish"})

    assert loan.row.status == Status.FINISHED
    assert loan.contract.covered_days == used
    assert days_left(dealership=desk.store, account=account) == 30 - used
    assert InvoiceTax.objects.count() == 3
    assert len(seen) <= MOST_TO_FINISH, "\n".join(seen.texts)


def test_each_step_of_the_counter_takes_twenty_at_most(
    signed_in: Client, desk: Counter, world: World, django_capture_on_commit_callbacks: Committing
) -> None:
    world.card_on_file(desk.avery)
    page = f"{AT}/contracts/{book(signed_in, desk)}/"
    taken = {}

    def pressed(step: str, form: dict[str, Any]) -> None:
        connection.run_on_commit.clear()
        with statements() as seen, django_capture_on_commit_callbacks(execute=True):
            answer = signed_in.post(f"{page}{step}/", form | {"form_key": step})
        assert answer.status_code == 302
        assert len(seen) <= MOST_OF_A_STEP, "\n".join(seen.texts)
        taken[step] = len(seen)

    pressed("assign", {"vin": desk.rx_350.vin})
    pressed("readings", {"odometer": "12,010", "fuel": "8"})
    pressed("walk-around", {})
    signed_in.post(f"{page}terms/")
    pressed("sign", signature(desk))
    pressed("hold", {})
    world.carry_out_effects(timezone.now())
    pressed("start", {})

    assert Reservation.objects.get().status == Status.STARTED
    assert taken == {"assign": 18, "readings": 15, "walk-around": 9, "sign": 19, "hold": 20, "start": 19}


def three_taxes(desk: Counter) -> None:
    """Two more beside the sales tax of the program."""
    settings = desk.program.cost_recovery
    assert settings is not None
    for position, kind in enumerate(("city", "county"), start=2):
        Tax.objects.create(
            dealership=desk.store, settings=settings, position=position, kind=kind, percent=Decimal("1.2500")
        )


def charge(contract: Contract, position: int, *, taxable: bool = False) -> StaffCharge:
    return StaffCharge(
        dealership=contract.dealership,
        contract=contract,
        position=position,
        code="charge:cleaning",
        taxable=taxable,
        amount=Money("5.00", "USD"),
        description="Child seat",
        by_name="Dana Whitfield",
        at=timezone.now(),
    )
