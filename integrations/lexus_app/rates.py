"""
The rate of a connection, without a counter that everybody would wait for: the last arrivals are looked at instead.

A bucket of ``burst`` leaks ``rate_per_second``. The k-th newest arrival, ``age`` seconds old, means a level of at least
k − rate × age; the level is the highest of these. Older than it takes to leak a full bucket, arrivals can't matter.
"""

from datetime import datetime, timedelta
from math import ceil

from integrations.lexus_app.models import Arrival, InboundMessage

LEVEL = f"""
    SELECT coalesce(max(position - c.rate_per_second * extract(epoch FROM %(at)s - at)), 0)
    FROM (
        SELECT at, row_number() OVER (ORDER BY at DESC) AS position
        FROM (
            SELECT received_at AS at FROM "{InboundMessage._meta.db_table}"
            WHERE dealership_id = %(dealership)s AND received_at > %(at)s - c.burst * interval '1 s' / greatest(c.rate_per_second, 1)
            UNION ALL
            SELECT at FROM "{Arrival._meta.db_table}"
            WHERE dealership_id = %(dealership)s AND connection_id = c.id
                AND at > %(at)s - c.burst * interval '1 s' / greatest(c.rate_per_second, 1)
        ) arrivals
    ) placed
"""  # noqa: S608 - the names are our own tables'
"""How full the bucket of connection ``c`` is; a dealership has one connection, so its messages are the connection's."""


class TooMany(Exception):
    """The connection sends more than its rate; ``after`` is when it may send again."""

    def __init__(self, after: timedelta) -> None:
        super().__init__("The connection sends more than its rate.")
        self.after = after


def refuse_flood(*, level: float, rate: int, burst: int) -> None:
    """
    :raises TooMany: another arrival would not fit into the bucket
    """
    if level + 1 > burst:
        raise TooMany(timedelta(seconds=max(1, ceil((level + 1 - burst) / rate))))


def note_arrival(*, dealership_id: int, connection_id: int, window: timedelta, at: datetime) -> None:
    """Count an arrival that is not stored, and forget those that no longer matter."""
    arrivals = Arrival.objects.filter(dealership_id=dealership_id, connection=connection_id)
    forgotten = arrivals.filter(at__lt=at - 2 * window).order_by("at").select_for_update(skip_locked=True)
    arrivals.filter(pk__in=forgotten.values("pk")[:100]).delete()
    Arrival.objects.create(dealership_id=dealership_id, connection_id=connection_id, at=at)
