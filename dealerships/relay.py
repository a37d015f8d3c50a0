"""
The relay: hands what is due to the workers. It alone talks to the broker, so no page ever waits for it.

It hands out no more than the workers are about to take: what waits, waits in the database, by its turn, and is not
handed out a second time for having lain in the broker. In a crowd several effects travel in one message.
"""

import logging
import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from math import ceil

from django.db import connection
from kombu.exceptions import OperationalError

from dealerships.claiming import give_back
from dealerships.domain.effects import PATIENCE
from dealerships.models import Due
from dealerships.prepared import at_once
from dealerships.tasks import perform_effects

logger = logging.getLogger(__name__)
BATCH = 40
"""At most so many effects are handed out at a time."""
IN_LINE = 2
"""So many messages wait for the workers: enough that none of them is ever idle, and no more."""
TOGETHER, APART = 10, 2
"""At most so many effects travel in one message; so few travel each by itself."""
PAUSE_SECONDS = 0.02
"""Between two rounds, so that in a crowd one round finds many effects."""
HANDED_OVER = timedelta(seconds=15)
"""How long a hand-over may take before the effect is handed out again; the claim keeps it from happening twice."""
Handed = tuple[int, int]

LEASE_NEXT = f"""
    WITH next AS (
        SELECT id FROM "{Due._meta.db_table}"
        WHERE due_at <= %(at)s AND turn_at <= %(latest)s AND (lease_until IS NULL OR lease_until < %(at)s)
        ORDER BY turn_at, id LIMIT {BATCH} FOR UPDATE SKIP LOCKED
    ), leased AS (
        UPDATE "{Due._meta.db_table}" AS due SET lease_until = %(until)s FROM next WHERE due.id = next.id
        RETURNING due.dealership_id, due.effect, due.turn_at, due.id
    )
    SELECT dealership_id, effect FROM leased ORDER BY turn_at, id
"""  # noqa: S608 - the names are our own tables'


def hand_out(*, at: datetime) -> int:
    """
    Send what is due to the workers, unless enough waits for them; returns how many effects were sent, or `BATCH` where
    more may wait. What the broker refuses is due again at once.
    """
    waiting: list[Handed] = []
    try:
        if in_line() >= IN_LINE:
            return BATCH
        waiting = lease_batch(at=at)
        return sum(sent(parcel, waiting) for parcel in parcels(waiting))
    except (OperationalError, OSError) as reason:
        logger.warning("the broker does not answer: %s", reason)
        give_back(waiting)
        return 0


def sent(parcel: Sequence[Handed], waiting: list[Handed]) -> int:
    """Send some, so that they wait here no more; how many they are."""
    perform_effects.apply_async((parcel,), retry=False)
    del waiting[: len(parcel)]
    return len(parcel)


def in_line() -> int:
    """How many messages wait for a worker."""
    with perform_effects.app.producer_or_acquire() as producer:
        try:
            line = producer.channel.queue_declare(perform_effects.app.conf.task_default_queue)
        except producer.connection.connection_errors as reason:
            raise OperationalError(str(reason)) from reason
        return int(line.message_count)


def parcels(waiting: Sequence[Handed]) -> list[Sequence[Handed]]:
    """A few travel each by itself; in a crowd several together, but not all to one worker."""
    size = 1 if len(waiting) <= APART else min(TOGETHER, ceil(len(waiting) / 2))
    return [waiting[first : first + size] for first in range(0, len(waiting), size)]


def lease_batch(*, at: datetime) -> list[Handed]:
    """What is due next, each named by its dealership and its own id, leased to this relay."""
    bounds = {"at": at, "latest": at + PATIENCE, "until": at + HANDED_OVER}
    return [(dealership, effect) for dealership, effect in at_once(LEASE_NEXT, bounds)]


def watch(*, clock: Callable[[], datetime], stopping: Callable[[], bool], seconds: float = 1.0) -> None:
    """Hand out, listen for the bell, and look again at least every second, until told to stop."""
    with connection.cursor() as cursor:
        cursor.execute("LISTEN due")
    while not stopping():
        crowd = hand_out(at=clock()) >= BATCH
        time.sleep(PAUSE_SECONDS)
        if not crowd:
            wait_for_bell(seconds)


def wait_for_bell(seconds: float) -> None:
    """Return when something was written, or after the given time."""
    with connection.wrap_database_errors:  # a lost connection is then one of those that the relay outlives
        for _ in connection.connection.notifies(timeout=seconds, stop_after=1):
            return
