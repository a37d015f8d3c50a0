"""Without a broker pages work and effects wait; without connections everybody comes back by themselves."""

from collections import Counter
from decimal import Decimal

import pytest
from django.db import connection
from django.utils import timezone
from djmoney.money import Money

from billing.domain.processor import CardOnFile
from billing.models import Hold, HoldState
from billing.services import want_hold
from config.embedded import children
from dealerships.models import Due
from dealerships.tenancy import as_dealership
from tests.kills.installation import Installation
from tests.situations.staff import manager

pytestmark = pytest.mark.xdist_group("processes")

OTHERS = """
    SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
    WHERE usename = current_user AND datname = current_database() AND pid <> pg_backend_pid()
"""


def test_without_a_broker_effects_wait_and_then_happen(running: Installation, card: CardOnFile) -> None:
    broker = running.start_broker()
    running.start_relay()
    worker = running.ready_worker()
    worker.let_in()
    settled(running, held(running, card, "contract/B1"))
    children.stop(broker)

    waiting = [held(running, card, f"contract/B{number}") for number in (2, 3)]
    assert Due.objects.count() >= len(waiting)
    assert len(running.sandbox.client.ledger()) == 1

    running.start_broker()
    for hold in waiting:
        settled(running, hold)
    assert Counter(operations(running)) == {"hold": 3}


def test_when_every_connection_to_the_database_is_cut_nothing_is_lost(running: Installation, card: CardOnFile) -> None:
    running.start_broker()
    running.start_relay()
    worker = running.ready_worker()
    worker.let_in()
    settled(running, held(running, card, "contract/D1"))

    for number in range(2, 6):
        hold = held(running, card, f"contract/D{number}")
        running.hear()
        with connection.cursor() as cursor:
            cursor.execute(OTHERS)
        running.let_leases_end()
        settled(running, hold)

    assert Counter(operations(running)) == {"hold": 5}
    assert set(amounts(running)) == {Decimal("50.00")}


def held(running: Installation, card: CardOnFile, about: str) -> Hold:
    with as_dealership(running.store):
        return want_hold(
            dealership=running.store,
            about=about,
            card=card,
            amount=Money("50.00", "USD"),
            working="Deposit.",
            by=manager(),
            at=timezone.now(),
        )


def settled(running: Installation, hold: Hold) -> None:
    """Wait until the hold is held."""
    rows = Hold.objects.filter(pk=hold.pk, state=HoldState.HELD)
    running.wait_until(rows.exists, what=f"{hold} is not held.")


def operations(running: Installation) -> list[str]:
    return [row["operation"] for row in running.sandbox.client.ledger()]


def amounts(running: Installation) -> list[Decimal]:
    return [Decimal(row["amount"]) / 100 for row in running.sandbox.client.ledger()]
