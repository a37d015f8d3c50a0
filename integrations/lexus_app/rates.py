"""
The rate of a connection, without a counter that everybody would wait for: the last arrivals are looked at instead.

A bucket of ``burst`` leaks ``rate_per_second``. The k-th newest arrival, ``age`` seconds old, means a level of at least
k − rate × age; the level is the highest of these. It is below ``burst`` where fewer than that many arrived within the
time in which a full bucket leaks out: then nothing has to be worked out. Else a minute is looked back on, so that who
never pauses gets ``burst`` a minute above the rate at most.
"""

from datetime import datetime, timedelta
from math import ceil
from typing import TYPE_CHECKING, Any

from django.db import connection as database

from integrations.lexus_app.models import Arrival, InboundMessage

if TYPE_CHECKING:
    from integrations.lexus_app.admission import Standing

STORED = f'FROM "{InboundMessage._meta.db_table}" WHERE dealership_id = %(dealership)s AND received_at'
NOT_STORED = f'FROM "{Arrival._meta.db_table}" WHERE dealership_id = %(dealership)s AND at'
"""A dealership has one connection, so its messages and arrivals are the connection's."""
SINCE = "%(at)s - c.burst * interval '1 s' / greatest(c.rate_per_second, 1)"
RECENT = f"""
    (SELECT count(*) FROM (SELECT {STORED} > {SINCE} ORDER BY received_at DESC LIMIT c.burst) AS stored)
    + (
        SELECT count(*)
        FROM (SELECT {NOT_STORED} > {SINCE} AND connection_id = c.id ORDER BY at DESC LIMIT c.burst) AS not_stored
    )
"""  # noqa: S608 - the names are our own tables'
"""
How many came to connection ``c`` within the time in which a full bucket leaks out, as far as it matters: at most
``burst`` of each kind. The order holds a plan that was made while the tables were empty to their indexes by time; it
would read every message of the dealership instead, for as long as the process lives.
"""
LOOKED_BACK_ON = timedelta(minutes=1)
LEVEL = f"""
    SELECT coalesce(max(position - %(rate)s * date_part('epoch', %(at)s - at)), 0)
    FROM (
        SELECT at, row_number() OVER (ORDER BY at DESC) AS position
        FROM (SELECT received_at AS at {STORED} > %(since)s UNION ALL SELECT at {NOT_STORED} > %(since)s) arrivals
    ) placed
"""  # noqa: S608 - the names are our own tables'


class TooMany(Exception):
    """The connection sends more than its rate; ``after`` is when it may send again."""

    def __init__(self, after: timedelta) -> None:
        super().__init__("The connection sends more than its rate.")
        self.after = after


def refuse_flood(standing: "Standing", *, dealership_id: int, at: datetime) -> None:
    """
    :raises TooMany: another arrival would not fit into the bucket
    """
    if standing.recent < standing.burst:
        return
    asked: dict[str, Any] = {
        "dealership": dealership_id,
        "rate": standing.rate,
        "at": at,
        "since": at - max(standing.window, LOOKED_BACK_ON),
    }
    with database.cursor() as cursor:
        cursor.execute(LEVEL, asked)
        level = float(cursor.fetchone()[0])
    if level + 1 > standing.burst:
        raise TooMany(timedelta(seconds=max(1, ceil((level + 1 - standing.burst) / standing.rate))))


def note_arrival(*, dealership_id: int, connection_id: int, window: timedelta, at: datetime) -> None:
    """Count an arrival that is not stored, and forget those that no longer matter."""
    arrivals = Arrival.objects.filter(dealership_id=dealership_id, connection=connection_id)
    forgotten = (
        arrivals.filter(at__lt=at - 2 * max(window, LOOKED_BACK_ON)).order_by("at").select_for_update(skip_locked=True)
    )
    arrivals.filter(pk__in=forgotten.values("pk")[:100]).delete()
    Arrival.objects.create(dealership_id=dealership_id, connection_id=connection_id, at=at)
