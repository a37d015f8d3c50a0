"""The relay: hands what is due to the workers. It alone talks to the broker, so no page ever waits for it."""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Q
from kombu.exceptions import OperationalError

from dealerships.models import Due
from dealerships.tasks import perform_effect

logger = logging.getLogger(__name__)
BATCH = 100
HANDED_OVER = timedelta(seconds=15)
"""How long a hand-over may take before the effect is handed out again; the claim keeps it from happening twice."""


def hand_out(*, at: datetime) -> int:
    """Send what is due to the workers; returns how many were sent. What the broker refuses is due again at once."""
    sent = 0
    for due in lease_batch(at=at):
        try:
            perform_effect.apply_async((due.dealership_id, due.effect), retry=False)
        except (OperationalError, OSError) as reason:
            logger.warning("the broker does not answer: %s", reason)
            give_back(due)
            break
        sent += 1
    return sent


@transaction.atomic
def lease_batch(*, at: datetime) -> Iterable[Due]:
    """The next due rows, leased to this relay."""
    free = Q(lease_until__isnull=True) | Q(lease_until__lt=at)
    rows = list(Due.objects.filter(free, due_at__lte=at).select_for_update(skip_locked=True).order_by("due_at")[:BATCH])
    Due.objects.filter(pk__in=[due.pk for due in rows]).update(lease_until=at + HANDED_OVER)
    return rows


def give_back(due: Due) -> None:
    """End the lease of a row that could not be handed over."""
    Due.objects.filter(pk=due.pk).update(lease_until=None)


def watch(*, clock: Callable[[], datetime], stopping: Callable[[], bool], seconds: float = 1.0) -> None:
    """Hand out, listen for the bell, and look again at least every second, until told to stop."""
    with connection.cursor() as cursor:
        cursor.execute("LISTEN due")
    while not stopping():
        if hand_out(at=clock()) < BATCH:
            wait_for_bell(seconds)


def wait_for_bell(seconds: float) -> None:
    """Return when something was written, or after the given time."""
    with connection.wrap_database_errors:  # a lost connection is then one of those that the relay outlives
        for _ in connection.connection.notifies(timeout=seconds, stop_after=1):
            return
