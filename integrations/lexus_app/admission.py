"""
Who knocks at the endpoint: the dealership behind an address, and how its connection stands, in two plain statements.

This is the one path whose speed is promised beside a bare view (bench/webhooks.py), and building the queries of the
ORM would take longer than all the rest of it; hence SQL, here and in ``keeping``, and nowhere else in this folder.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from django.db import connection as database

from dealerships.doorways import UnknownDoorway, key_hash
from dealerships.models import Dealership, Doorway
from dealerships.vault import unseal
from integrations.lexus_app.connections import CONNECTION
from integrations.lexus_app.models import Connection, InboundMessage, InboundSecret
from integrations.lexus_app.rates import RECENT

MINUTE = timedelta(minutes=1)
BEHIND = f"""
    SELECT d.id, d.dealer_group_id
    FROM "{Doorway._meta.db_table}" w JOIN "{Dealership._meta.db_table}" d ON d.id = w.dealership_id
    WHERE w.kind = '{CONNECTION}' AND w.key_hash = %s
"""  # noqa: S608 - the names are our own tables'
STANDING = f"""
    SELECT c.id, c.rate_per_second, c.burst, s.id, s.secret, s.last_used_at,
        (
            SELECT body_digest FROM "{InboundMessage._meta.db_table}"
            WHERE dealership_id = %(dealership)s AND connection_id = c.id AND webhook_id = %(webhook_id)s
        ),
        {RECENT},
        d.dealer_code
    FROM "{Connection._meta.db_table}" c
    JOIN "{Dealership._meta.db_table}" d ON d.id = c.dealership_id
    JOIN "{InboundSecret._meta.db_table}" s ON s.dealership_id = c.dealership_id AND s.connection_id = c.id
    WHERE c.dealership_id = %(dealership)s AND c.public_id = %(public_id)s
        AND (s.ends_at IS NULL OR s.ends_at > %(at)s)
    ORDER BY s.id DESC
"""  # noqa: S608 - the names are our own tables'


@dataclass(frozen=True, kw_only=True, slots=True)
class Delivery:
    """A message on the wire."""

    webhook_id: str
    body: bytes
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """
    A connection as a message meets it: its rate and how many came of late, its valid secrets with their last
    use, and the digest under which this webhook-id was stored before.
    """

    connection_id: int
    rate: int
    burst: int
    recent: int
    secrets: dict[int, str]
    last_used_at: dict[int, datetime | None]
    known_digest: str | None

    @property
    def window(self) -> timedelta:
        """How long a full bucket takes to leak out."""
        return timedelta(seconds=self.burst / self.rate)


@lru_cache(maxsize=4096)
def remembered(public_id: str) -> tuple[int, int]:
    """
    The keys of the dealership behind an address and of its group, looked up once per process.

    An address never changes hands; and whether there is a connection of this address in that dealership is asked
    again with every message (``standing_of``).

    :raises UnknownDoorway: nobody is behind it
    """
    with database.cursor() as cursor:
        cursor.execute(BEHIND, [key_hash(public_id)])
        found = cursor.fetchone()
    if found is None:
        raise UnknownDoorway
    return found[0], found[1]


def dealership_at(public_id: str) -> Dealership:
    """
    The dealership behind an address; all but its key and its group's is read when asked for.

    :raises UnknownDoorway: nobody is behind it
    """
    return Dealership.from_db("default", ["id", "dealer_group_id"], remembered(public_id))


def standing_of(dealership: Dealership, public_id: str, delivery: Delivery) -> Standing:
    """
    How the connection stands for this message; the dealership's code is filled in.

    :raises UnknownDoorway: there is no such connection, or no secret is valid
    """
    asked: dict[str, Any] = {
        "dealership": dealership.pk,
        "public_id": public_id,
        "webhook_id": delivery.webhook_id.replace("\x00", ""),
        "at": delivery.at,
    }
    with database.cursor() as cursor:
        cursor.execute(STANDING, asked)
        rows = cursor.fetchall()
    if not rows:
        raise UnknownDoorway
    connection_id, rate, burst, *_, known_digest, recent, dealership.dealer_code = rows[0]
    return Standing(
        connection_id=connection_id,
        rate=max(rate, 1),
        burst=burst,
        recent=recent,
        secrets={row[3]: unseal(row[4]) for row in rows},
        last_used_at={row[3]: row[5] for row in rows},
        known_digest=known_digest,
    )


def note_use(dealership: Dealership, standing: Standing, secret_id: int, *, at: datetime) -> None:
    """Remember when a secret was last used, to the minute."""
    last_used_at = standing.last_used_at[secret_id]
    if last_used_at is None or at - last_used_at > MINUTE:
        InboundSecret.objects.filter(dealership=dealership, pk=secret_id).update(last_used_at=at)
