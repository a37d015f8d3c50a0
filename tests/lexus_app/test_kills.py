"""Created, twice updated, cancelled: in every order, each one to three times, with workers killed in between."""

import os
import random
import secrets
import signal
import time
import traceback
from collections.abc import Sequence
from itertools import permutations, product
from typing import Any

import pytest
from django.db import connection, connections
from django.utils import timezone

from customers.models import Customer
from customers.queries import current_insurance
from dealerships.models import Dealership
from dealerships.tenancy import as_dealership
from dealerships.working import perform
from integrations.lexus_app.models import Connection
from reservations.models import Reservation
from tests.kills.test_stops import OTHERS
from tests.lexus_app.app import INSURANCE, App, booking, cancellation, update
from tests.lexus_app.fixtures import connected
from tests.lexus_app.worker import attention, unfinished, waiting
from tests.situations import Counter
from tests.situations.fixtures import committed_desk

pytestmark = pytest.mark.xdist_group("processes")

__all__ = ["committed_desk"]

ORDERS = list(permutations(range(4)))
TIMES = list(product((1, 2, 3), repeat=4))
LONGEST_LIFE_SECONDS = 0.12
MOST_WORKERS = 3
GLANCE_SECONDS, PATIENCE_SECONDS = 0.05, 60.0
FROM, UNTIL, LATER = "2030-03-11T09:00:00-05:00", "2030-03-14T09:00:00-05:00", "2030-03-16T09:00:00-05:00"


@pytest.fixture
def app(committed_desk: Counter) -> App:
    """The app, connected with a committed Springfield; nobody counts its messages."""
    with as_dealership(committed_desk.store):
        app = connected(committed_desk.store)
        Connection.objects.update(rate_per_second=30_000, burst=30_000)
    return app


def story(number: int) -> list[dict[str, Any]]:
    """The four messages of one reservation of a guest nobody knows."""
    sam = {"full_name": "Sam Rivera", "email": f"sam{number}@example.com", "guest_id": f"lexus|{number}"}
    named = {"reservation_id": f"LX-{number}", "pickup_at": FROM, "dropoff_at": UNTIL, "guest": sam}
    return [
        booking(**named, notes="First"),
        update(2, **named, vehicle_category="Sedan"),
        update(3, **{**named, "dropoff_at": LATER}, notes="Child seat", insurance=INSURANCE),
        cancellation(4, reservation_id=f"LX-{number}"),
    ]


def deliveries(order: Sequence[int], times: Sequence[int], chance: random.Random) -> list[int]:
    """The order of the first deliveries; further ones fall anywhere after their first."""
    told = list(order)
    for number, often in zip(order, times, strict=True):
        for _ in range(often - 1):
            told.insert(chance.randint(told.index(number) + 1, len(told)), number)
    return told


def sent(app: App, number: int, order: Sequence[int], times: Sequence[int], chance: random.Random) -> None:
    """Post them; the same message twice has the same id, and is taken once."""
    messages = story(number)
    for position in deliveries(order, times, chance):
        answer = app.send(messages[position], webhook_id=f"msg_{number}_{position}")
        assert answer.status_code in {200, 202}


def worker(store: Dealership) -> int:
    """A worker in a process of its own, which carries out all that is due; returns its process id."""
    connections.close_all()
    pid = os.fork()
    if pid:
        return pid
    status = 1
    try:
        forget_inherited()
        carry_out(store)
        status = 0
    except BaseException:
        traceback.print_exc()
        raise
    finally:
        os._exit(status)


def forget_inherited() -> None:
    """
    Connect anew: where a browser is open, its loop runs in our thread, and what was connected before it was opened
    stands in another place, which nobody closed above, but which is the place that a child looks at.
    """
    for inherited in connections.all(initialized_only=True):
        del connections[inherited.alias]


def carry_out(store: Dealership) -> None:
    """Until nothing is left, not even what a worker before put off when its connection was cut."""
    worked_at = time.monotonic()
    while time.monotonic() < worked_at + PATIENCE_SECONDS:
        with as_dealership(store):
            due, left = waiting(store), unfinished(store).exists()
        if not left:
            return
        for effect_id in due:
            perform(dealership_id=store.pk, effect_id=effect_id, clock=timezone.now)
            worked_at = time.monotonic()
        time.sleep(GLANCE_SECONDS)
    raise AssertionError("There was no end to the work.")


def worked_with_kills(store: Dealership, kills: int, chance: random.Random) -> int:
    """Kill so many workers at any moment, cut one off, and let the last one finish; returns how many were busy."""
    killed = 0
    for _ in range(kills):
        pid = worker(store)
        time.sleep(chance.uniform(0, LONGEST_LIFE_SECONDS))
        os.kill(pid, signal.SIGKILL)
        _, status = os.waitpid(pid, 0)
        killed += os.WIFSIGNALED(status)
    pid = worker(store)
    time.sleep(chance.uniform(0, LONGEST_LIFE_SECONDS))
    cut_off()
    assert ended_well(pid) or any(ended_well(worker(store)) for _ in range(MOST_WORKERS))
    return killed


def cut_off() -> None:
    """Cut the others' connections to the database; a worker may survive it, for another effect."""
    with connection.cursor() as cursor:
        cursor.execute(OTHERS)


def ended_well(pid: int) -> bool:
    """Whether a worker has done all there was; one that lost its connection says why, and another takes its place."""
    _, status = os.waitpid(pid, 0)
    return os.waitstatus_to_exitcode(status) == 0


def state(store: Dealership, number: int) -> tuple[Any, ...]:
    """What the desk shows of a reservation and its guest."""
    booked = Reservation.objects.select_related("category", "customer").get(external_id=f"LX-{number}")
    insurance = current_insurance(dealership=store, customer=booked.customer)
    profiles = Customer.objects.filter(email=f"sam{number}@example.com").count()
    policy = insurance.policy_number if insurance else ""
    return (
        booked.status,
        booked.notes,
        booked.category and booked.category.name,
        booked.dropoff_at.day,
        policy,
        profiles,
    )


END = ("cancelled", "Child seat", "SUV", 16, "PX-99812", 1)


def holds(app: App, store: Dealership, order: Sequence[int], times: Sequence[Sequence[int]], kills: int) -> None:
    """Every one of these ends alike."""
    seed = secrets.randbelow(1_000_000)
    chance = random.Random(seed)
    for number, often in enumerate(times):
        sent(app, number, order, often, chance)
    killed = worked_with_kills(store, kills, chance)
    with as_dealership(store):
        assert list(unfinished(store)) == []
        ends = {number: state(store, number) for number in range(len(times))}
        assert attention(store) == []
    print(f"figure: order {order}, {len(times)} times, {killed} workers killed, seed {seed}")  # noqa: T201 - for docs/proof.md
    assert set(ends.values()) == {END}, (seed, ends)


def test_two_orders_end_alike_though_workers_are_killed(app: App, committed_desk: Counter) -> None:
    holds(app, committed_desk.store, order=(3, 1, 0, 2), times=[(1, 3, 2, 2), (2, 1, 1, 3)], kills=3)


@pytest.mark.proof
@pytest.mark.parametrize("order", ORDERS, ids=lambda order: "".join(map(str, order)))
def test_every_order_and_every_number_of_times_ends_alike(
    app: App, committed_desk: Counter, order: tuple[int, ...]
) -> None:
    holds(app, committed_desk.store, order=order, times=TIMES, kills=20)
