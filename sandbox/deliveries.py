"""The durable queue of everything the sandbox sends by itself: kept before it is sent, retried until it is taken."""

import json
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any

from sandbox.store import Row
from sandbox.world import World

Job = dict[str, Any]
Carry = Callable[[Job, int], str | None]
RETRY_SECONDS = (1, 2, 4, 8, 15, 30, 60, 120, 300)
GIVE_UP_AFTER_SECONDS = 3 * 24 * 3600
JUST_AFTER_SECONDS = 0.05
FATES = frozenset({"duplicate", "late", "drop", "reorder"})
PARKED_AT_MOST_SECONDS = 60.0


def enqueue(world: World, *, channel: str, name: str, job: Job, delay: float = 0.0, target: str = "webhooks") -> None:
    """Keep a job to be carried later; its fate may be a fault that a test has asked for."""
    due_at = time.time() + delay
    fault = world.faults.take(target, name, FATES)
    with world.store.transaction():
        _release_parked(world, channel, due_at)
        if fault is None:
            _keep(world, channel, name, job, due_at)
        elif fault.fault == "duplicate":
            _keep(world, channel, name, job, due_at)
            _keep(world, channel, name, job, due_at)
        elif fault.fault == "late":
            _keep(world, channel, name, job, due_at + fault.seconds)
        elif fault.fault == "reorder":
            _keep(world, channel, name, job | {"parked": True}, due_at + PARKED_AT_MOST_SECONDS)
        else:
            _keep(world, channel, name, job, due_at, state="dropped")


def _keep(world: World, channel: str, name: str, job: Job, due_at: float, state: str = "waiting") -> None:
    world.store.write(
        "INSERT INTO deliveries (channel, name, job, state, due_at, queued_at) VALUES (?, ?, ?, ?, ?, ?)",
        *(channel, name, json.dumps(job), state, due_at, time.time()),
    )


def _release_parked(world: World, channel: str, due_at: float) -> None:
    world.store.write(
        "UPDATE deliveries SET due_at = ?, job = json_remove(job, '$.parked') "
        "WHERE channel = ? AND state = 'waiting' AND json_extract(job, '$.parked')",
        *(due_at + JUST_AFTER_SECONDS, channel),
    )


class Courier(threading.Thread):
    """Carries one channel's jobs in the order they are due.

    `carry(job, attempts so far)` returns None when the job is done, else why it has to be tried again.
    """

    POLL_SECONDS = 0.05

    def __init__(self, world: World, *, channel: str, carry: Carry) -> None:
        super().__init__(name=f"courier-{channel}", daemon=True)
        self._world = world
        self._channel = channel
        self._carry = carry

    def run(self) -> None:
        while not self._world.stopping.is_set():
            delivery = self._next_due()
            if delivery is None:
                self._world.pause(self.POLL_SECONDS)
            else:
                self._deliver(delivery)

    def _next_due(self) -> Row | None:
        rows = self._world.store.rows(
            "SELECT * FROM deliveries WHERE channel = ? AND state = 'waiting' AND due_at <= ? "
            "ORDER BY due_at, seq LIMIT 1",
            *(self._channel, time.time()),
        )
        return rows[0] if rows else None

    def _deliver(self, delivery: Row) -> None:
        refusal = self._carry(json.loads(delivery["job"]), delivery["attempts"])
        attempts = delivery["attempts"] + 1
        if refusal is None:
            state, wait = "done", 0
        else:
            state = "given_up" if time.time() - delivery["queued_at"] > GIVE_UP_AFTER_SECONDS else "waiting"
            wait = RETRY_SECONDS[min(attempts, len(RETRY_SECONDS)) - 1]
        self._world.store.write(
            "UPDATE deliveries SET state = ?, attempts = ?, answer = ?, due_at = ? WHERE seq = ?",
            *(state, attempts, refusal or "", time.time() + wait, delivery["seq"]),
        )


def undelivered(world: World, *, channel: str, field: str) -> Mapping[str, str]:
    """What is still on its way, by one field of its job: {value: state}."""
    rows = world.store.rows(
        "SELECT json_extract(job, ?) AS value, state FROM deliveries WHERE channel = ? AND state != 'done'",
        *(f"$.{field}", channel),
    )
    return {row["value"]: row["state"] for row in rows}
