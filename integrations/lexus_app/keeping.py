"""Keep what arrived: sealed, once, with the effect that works on it, before anything is answered."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from json import dumps
from typing import Any

from django.db.models import F

from dealerships.models import Dealership
from dealerships.services.effects import schedule_new
from dealerships.vault import blind_index
from integrations.lexus_app import cards, parsing
from integrations.lexus_app.fields import Fault
from integrations.lexus_app.json_text import NotJson, read_json
from integrations.lexus_app.models import Connection, InboundMessage, InboundSecret
from integrations.lexus_app.parsing import Faulty
from integrations.lexus_app.told import Told

WORK = "integrations.lexus_app.effects.work_message"
MINUTE = timedelta(minutes=1)


class UsedForAnother(Exception):
    """This webhook-id was stored before with another body."""


class AnotherDealership(Exception):
    """The dealer code is not that of the connection's dealership."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Delivery:
    """A message on the wire, its signature checked."""

    webhook_id: str
    body: bytes
    at: datetime


def known_before(connection: Connection, delivery: Delivery) -> bool:
    """
    Whether this very message was stored before.

    :raises UsedForAnother: another one was, under the same id
    """
    stored = InboundMessage.objects.filter(
        dealership_id=connection.dealership_id, connection=connection, webhook_id=delivery.webhook_id
    )
    known = stored.values_list("body_digest", flat=True).first()
    if known is not None and known != digest(connection, delivery):
        raise UsedForAnother
    return known is not None


def keep(delivery: Delivery, *, dealership: Dealership, connection: Connection) -> None:
    """
    Store a message and the effect that works on it, in the transaction around it.

    :raises Faulty: it is not of the contract's form; nothing of it is stored
    :raises AnotherDealership: it is meant for somebody else
    :raises IntegrityError: the same id arrived at the same moment; look again
    """
    message, told = read(delivery.body)
    if parsing.dealer_code(message) not in {None, dealership.dealer_code}:
        raise AnotherDealership
    row = InboundMessage.objects.create(
        dealership=dealership,
        connection=connection,
        webhook_id=delivery.webhook_id,
        body=keepable(delivery.body, message),
        body_digest=digest(connection, delivery),
        type=told.type,
        reservation_id=getattr(told, "reservation_id", ""),
        version=getattr(told, "version", None),
        told_at=told.told_at,
        received_at=delivery.at,
    )
    schedule_new(
        dealership=dealership,
        kind=WORK,
        key=f"lexus-app:{row.pk}",
        payload={"message": row.pk},
        at=delivery.at,
        sequence=f"lexus-app:{row.reservation_id}" if row.reservation_id else "",
    )


def read(body: bytes) -> tuple[Any, Told]:
    """
    The JSON of a body, and what it tells.

    :raises Faulty: it is not of the contract's form
    """
    try:
        message = read_json(body)
    except NotJson as reason:
        raise Faulty([Fault(field="", message=str(reason))]) from None
    return message, parsing.parse(message)


def count_refused(connection: Connection) -> None:
    """All that is kept of a message that is not of the contract's form."""
    refused = Connection.objects.filter(dealership_id=connection.dealership_id, pk=connection.pk)
    refused.update(refused_count=F("refused_count") + 1)


def note_use(secret: InboundSecret, *, at: datetime) -> None:
    """Remember when a secret was last used, to the minute."""
    if secret.last_used_at is None or at - secret.last_used_at > MINUTE:
        secret.last_used_at = at
        secret.save(update_fields=["last_used_at"])


def keepable(body: bytes, message: Any) -> str:
    """The body as it came, or without the digits of card numbers."""
    clean = cards.masked(message)
    return body.decode() if clean == message else dumps(clean)


def digest(connection: Connection, delivery: Delivery) -> str:
    """A keyed hash of the bytes, by which the same message is known again and nothing else can be."""
    return blind_index("lexus-app", delivery.body.decode("latin-1"), dealership_id=connection.dealership_id)
