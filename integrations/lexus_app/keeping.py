"""Keep what arrived: sealed, once, with the effect that works on it, before anything is answered."""

from hashlib import sha256
from json import dumps
from typing import Any

from django.db import connection as database
from django.db.models import F

from dealerships.models import Dealership
from dealerships.services.asking import ASK, asked_for, ring_at_commit
from dealerships.vault import blind_index, seal
from integrations.lexus_app import cards, parsing
from integrations.lexus_app.admission import Delivery
from integrations.lexus_app.fields import Fault
from integrations.lexus_app.json_text import NotJson, read_json
from integrations.lexus_app.models import Connection, InboundMessage, InboundState
from integrations.lexus_app.parsing import Faulty
from integrations.lexus_app.told import Told

WORK = "integrations.lexus_app.effects.work_message"
COLUMNS = """
    dealership_id, connection_id, webhook_id, body, body_digest, type, reservation_id, version, told_at, received_at,
    state, reason
"""
VALUES = """
    %(dealership)s, %(connection)s, %(webhook_id)s, %(body)s, %(digest)s, %(type)s, %(reservation_id)s, %(version)s,
    %(told_at)s, %(at)s, %(state)s, ''
"""
STORE = f'INSERT INTO "{InboundMessage._meta.db_table}" ({COLUMNS}) VALUES ({VALUES})'  # noqa: S608 - as above


class AnotherDealership(Exception):
    """The dealer code is not that of the connection's dealership."""


def keep(delivery: Delivery, *, dealership: Dealership, connection_id: int) -> None:
    """
    Store a message and the effect that works on it, in the transaction around it.

    :raises Faulty: it is not of the contract's form; nothing of it is stored
    :raises AnotherDealership: it is meant for somebody else
    :raises IntegrityError: the same id arrived at the same moment; look again
    """
    values = stored(delivery, dealership=dealership, connection_id=connection_id)
    # Both statements travel together: neither waits for the other's answer.
    with database.wrap_database_errors, database.connection.pipeline(), database.cursor() as cursor:
        cursor.execute(STORE, values)
        cursor.execute(ASK, values)
        ring_at_commit()


def stored(delivery: Delivery, *, dealership: Dealership, connection_id: int) -> dict[str, Any]:
    """
    What is stored of a message and of the effect that works on it, as the values of their statements.

    :raises Faulty: it is not of the contract's form
    :raises AnotherDealership: it is meant for somebody else
    """
    message, clean, told = read(delivery.body)
    if parsing.dealer_code(message) not in {None, dealership.dealer_code}:
        raise AnotherDealership
    body = delivery.body.decode() if clean is message or clean == message else dumps(clean)
    row = row_of(delivery, told, body, dealership=dealership, connection_id=connection_id)
    return row | asked_for(
        kinds=[WORK],
        keys=[work_key(connection_id, delivery.webhook_id)],
        payload={"connection": connection_id, "webhook_id": delivery.webhook_id},
        at=delivery.at,
        sequence=f"lexus-app:{row['reservation_id']}" if row["reservation_id"] else "",
    )


def row_of(delivery: Delivery, told: Told, body: str, *, dealership: Dealership, connection_id: int) -> dict[str, Any]:
    """The columns of a message."""
    return {
        "dealership": dealership.pk,
        "connection": connection_id,
        "webhook_id": delivery.webhook_id,
        "body": seal(body),
        "digest": digest(dealership, delivery.body),
        "type": told.type,
        "reservation_id": getattr(told, "reservation_id", ""),
        "version": getattr(told, "version", None),
        "told_at": told.told_at,
        "at": delivery.at,
        "state": InboundState.ACCEPTED.value,
    }


def work_key(connection_id: int, webhook_id: str) -> str:
    """The key of the effect that works on a message; ids may be as long as a key, so their hash stands in it."""
    return f"lexus-app:{connection_id}:{sha256(webhook_id.encode()).hexdigest()}"


def read(body: bytes) -> tuple[Any, Any, Told]:
    """
    The JSON of a body, the same without the digits of card numbers, and what it tells.

    :raises Faulty: it is not of the contract's form
    """
    try:
        message = read_json(body)
    except NotJson as reason:
        raise Faulty([Fault(field="", message=str(reason))]) from None
    clean = message if cards.is_free_of_long_numbers(body.decode()) else cards.masked(message)
    return message, clean, parsing.parse(message, clean)


def count_refused(dealership: Dealership, connection_id: int) -> None:
    """All that is kept of a message that is not of the contract's form."""
    refused = Connection.objects.filter(dealership=dealership, pk=connection_id)
    refused.update(refused_count=F("refused_count") + 1)


def digest(dealership: Dealership, body: bytes) -> str:
    """A keyed hash of the bytes, by which the same message is known again and nothing else can be."""
    return blind_index("lexus-app", body.decode("latin-1"), dealership_id=dealership.pk)
