"""
The rate of a connection, without a counter that everybody would wait for: the last arrivals are looked at instead.

A bucket of ``burst`` leaks ``rate_per_second``. The k-th newest arrival, ``age`` seconds old, means a level of at least
k − rate × age; the level is the highest of these. Older than it takes to leak a full bucket, arrivals can't matter.
"""

from datetime import datetime, timedelta
from math import ceil

from django.db import connection as database

from integrations.lexus_app.models import Arrival, Connection, InboundMessage

LEVEL = f"""
    SELECT coalesce(max(position - %(rate)s * extract(epoch FROM %(at)s - at)), 0)
    FROM (
        SELECT at, row_number() OVER (ORDER BY at DESC) AS position
        FROM (
            SELECT received_at AS at FROM "{InboundMessage._meta.db_table}"
            WHERE dealership_id = %(dealership)s AND connection_id = %(connection)s AND received_at > %(since)s
            UNION ALL
            SELECT at FROM "{Arrival._meta.db_table}"
            WHERE dealership_id = %(dealership)s AND connection_id = %(connection)s AND at > %(since)s
        ) arrivals
    ) placed
"""  # noqa: S608 - the names are our own tables'


class TooMany(Exception):
    """The connection sends more than its rate; ``after`` is when it may send again."""

    def __init__(self, after: timedelta) -> None:
        super().__init__("The connection sends more than its rate.")
        self.after = after


def refuse_flood(connection: Connection, *, at: datetime) -> None:
    """
    :raises TooMany: another arrival would not fit into the connection's bucket
    """
    rate, burst = max(connection.rate_per_second, 1), max(connection.burst, 1)
    with database.cursor() as cursor:
        cursor.execute(
            LEVEL,
            {
                "rate": rate,
                "at": at,
                "since": at - timedelta(seconds=burst / rate),
                "dealership": connection.dealership_id,
                "connection": connection.pk,
            },
        )
        level = float(cursor.fetchone()[0])
    if level + 1 > burst:
        raise TooMany(timedelta(seconds=max(1, ceil((level + 1 - burst) / rate))))


def note_arrival(connection: Connection, *, at: datetime) -> None:
    """Count an arrival that is not stored, and forget those that no longer matter."""
    window = timedelta(seconds=connection.burst / max(connection.rate_per_second, 1))
    arrivals = Arrival.objects.filter(dealership_id=connection.dealership_id, connection=connection)
    forgotten = arrivals.filter(at__lt=at - 2 * window).order_by("at").select_for_update(skip_locked=True)
    arrivals.filter(pk__in=forgotten.values("pk")[:100]).delete()
    Arrival.objects.create(dealership_id=connection.dealership_id, connection=connection, at=at)
