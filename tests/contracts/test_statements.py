"""What the counter's work asks of the database: little, and the same however long the bill."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from djmoney.money import Money

from billing.models import InvoiceLine
from contracts.models import Contract, StaffCharge
from reservations.domain.lifecycle import Status
from reservations.models import Reservation
from tests.desk.conftest import signed_in
from tests.desk.test_a_loan_by_forms import handback, on_the_road
from tests.scenarios.conftest import world
from tests.scenarios.outside import World
from tests.situations import Counter
from tests.statements import statements

__all__ = ["signed_in", "world"]

Committing = Callable[..., AbstractContextManager[Any]]


@pytest.mark.parametrize("charges", [1, 12])
def test_finishing_takes_fifteen_statements_for_one_line_and_for_twelve(
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

    assert len(seen) == 15, "\n".join(seen.texts)
    assert Reservation.objects.get().status == Status.FINISHED
    assert InvoiceLine.objects.filter(waived=False).count() == charges  # the car itself is free


def charge(contract: Contract, position: int) -> StaffCharge:
    return StaffCharge(
        dealership=contract.dealership,
        contract=contract,
        position=position,
        code="charge:cleaning",
        amount=Money("5.00", "USD"),
        description="Child seat",
        by_name="Dana Whitfield",
        at=timezone.now(),
    )
