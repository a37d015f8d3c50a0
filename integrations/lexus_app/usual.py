"""
The usual message, kept in one exchange with the database: from a connection that this process has met, signed with a
secret that it knows, new, of the contract's form, and below the rate.

Everything that could have changed since is asked again by the statement that stores the message, under the same scope
as ever; if anything differs, nothing is stored, and the message goes the careful way (``webhooks.kept``), which says
what is the matter with it.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from time import monotonic
from typing import Any

from django.db import DEFAULT_DB_ALIAS, OperationalError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import Cursor

from dealerships.models import Dealership
from dealerships.services.asking import WAKE, asking_if
from integrations.lexus_app import keeping
from integrations.lexus_app.admission import Delivery, Standing
from integrations.lexus_app.models import Connection, InboundMessage, InboundSecret
from integrations.lexus_app.parsing import Faulty
from integrations.lexus_app.rates import RECENT
from integrations.lexus_app.signature import NotSigned, signed_by

logger = logging.getLogger(__name__)
MOST = 4096
SILENCE_SECONDS = 0.025
NUMBERS = ("dealership", "group", "connection", "secret", "version")
KEEP = f"""
    WITH kept AS (
        INSERT INTO "{InboundMessage._meta.db_table}" ({keeping.COLUMNS})
        SELECT {keeping.VALUES}
        FROM "{Connection._meta.db_table}" c
        JOIN "{Dealership._meta.db_table}" d ON d.id = c.dealership_id
        JOIN "{InboundSecret._meta.db_table}" s ON s.dealership_id = c.dealership_id AND s.connection_id = c.id
        WHERE (
                SELECT set_config('app.dealership', %(dealership)s::bigint::text, true)
                    || set_config('app.dealer_group', %(group)s::bigint::text, true)
            ) IS NOT NULL
            AND c.dealership_id = %(dealership)s AND c.id = %(connection)s AND c.public_id = %(public_id)s
            AND d.dealer_code = %(dealer_code)s
            AND s.id = %(secret)s AND (s.ends_at IS NULL OR s.ends_at > %(at)s)
            AND s.last_used_at > %(at)s - interval '1 minute'
            AND {RECENT} < c.burst
        ON CONFLICT DO NOTHING
        RETURNING id
    ), {asking_if("kept")}
"""  # noqa: S608 - the names are our own tables'
KEEP_AND_WAKE = f"{KEEP} RETURNING {WAKE}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Sender:
    """A connection as it was when a message of it was last kept the careful way."""

    dealership: Dealership
    connection_id: int
    secrets: Mapping[int, str]


_senders: dict[str, Sender] = {}
_woken: dict[str, float] = {}


def remember(public_id: str, dealership: Dealership, standing: Standing) -> None:
    """Know a sender again; the memory is this process's, and nothing is decided by it alone."""
    if len(_senders) >= MOST:
        _senders.clear()
    _senders[public_id] = Sender(dealership=dealership, connection_id=standing.connection_id, secrets=standing.secrets)


def keep_at_once(headers: Mapping[str, str], delivery: Delivery, public_id: str) -> bool:
    """
    Store a message and its effect and commit both, if it is as usual; False if it has to go the careful way.

    A transaction of its own: inside another one nothing could be committed before it is answered.
    """
    sender, database = _senders.get(public_id), connections[DEFAULT_DB_ALIAS]
    if sender is None or database.in_atomic_block or database.connection is None:
        return False
    try:
        secret = signed_by(headers, delivery.body, secrets=sender.secrets, at=delivery.at)
        values = keeping.stored(delivery, dealership=sender.dealership, connection_id=sender.connection_id)
    except (NotSigned, Faulty, keeping.AnotherDealership):
        return False
    asked = {
        "group": sender.dealership.dealer_group_id,
        "public_id": public_id,
        "secret": secret,
        "dealer_code": sender.dealership.dealer_code,
        "kind": values["kinds"][0],
        "key": values["keys"][0],
    }
    try:
        return exchanged(database, values | asked)
    except OperationalError:
        # Whether it was committed nobody knows; the careful way looks, on a link that works.
        database.close_if_unusable_or_obsolete()
        logger.warning("a message of the Lexus App goes the careful way: the database was away")
        return False


def exchanged(database: BaseDatabaseWrapper, values: Mapping[str, Any]) -> bool:
    """
    Whether the statement, a transaction of its own, stored a message.

    It is bound by the server, which plans it once. The scope is set before a row is looked at, because a condition
    without columns is tried first; were it not, the walls would show no row, and nothing would be kept.
    """
    # A number's type would follow its size, and each would be a statement of its own to the server.
    numbers = {name: str(values[name]) for name in NUMBERS if values[name] is not None}
    wakes = is_turn_to_wake()
    with database.wrap_database_errors, Cursor(database.connection) as cursor:
        cursor.execute(KEEP_AND_WAKE if wakes else KEEP, {**values, **numbers})
        kept = cursor.rowcount == 1
    if wakes and not kept:
        _woken.clear()
    return kept


def is_turn_to_wake() -> bool:
    """
    Whether this message wakes the relay with its own commit: one in a while, for in a crowd one waking finds many, and
    commits that wake wait for each other.

    One that came just after it is found by the next, or by the relay's own look, which it takes every second.
    """
    now = monotonic()
    is_time = now - _woken.get("at", -SILENCE_SECONDS) >= SILENCE_SECONDS
    if is_time:
        _woken["at"] = now
    return is_time
