"""What the partner is told: facts of reservations that came from the app, as messages delivered in their order."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.db.models import QuerySet

from dealerships.domain.actor import Kind
from dealerships.domain.effects import State, TryAgain
from dealerships.models import Dealership, Effect
from dealerships.prepared import prepared, told
from dealerships.services.effects import schedule_new
from integrations.lexus_app import payloads
from integrations.lexus_app.models import Connection, OutboundMessage
from reservations.domain.channels import Channel
from reservations.domain.lifecycle import Status
from reservations.queries import reservations

if TYPE_CHECKING:
    from reservations.models import Reservation

TELL = "integrations.lexus_app.effects.tell"


def tell_booked(*, dealership: Dealership, payload: dict[str, Any], at: datetime) -> None:
    """A reservation was booked: it is confirmed, unless the app has cancelled it meanwhile."""
    cancelled = reservations(dealership=dealership).filter(code=payload["code"], status=Status.CANCELLED)
    if cancelled.exists():
        return
    tell("reservation.confirmed", payload["code"], payloads.reservation, by=tell_booked, dealership=dealership, at=at)


def tell_changed(*, dealership: Dealership, payload: dict[str, Any], at: datetime) -> None:
    """A reservation was changed; by the partner's own wish is no news to it."""
    if payload.get("by_kind") != Kind.PARTNER:
        tell(
            "reservation.updated", payload["code"], payloads.reservation, by=tell_changed, dealership=dealership, at=at
        )


def tell_reinstated(*, dealership: Dealership, payload: dict[str, Any], at: datetime) -> None:
    """A no show is booked again."""
    tell("reservation.updated", payload["code"], payloads.reservation, by=tell_reinstated, dealership=dealership, at=at)


def tell_cancelled(*, dealership: Dealership, payload: dict[str, Any], at: datetime) -> None:
    """A reservation was cancelled; by the partner's own wish is no news to it."""
    if payload.get("by_kind") != Kind.PARTNER:
        tell(
            "reservation.cancelled",
            payload["code"],
            payloads.reservation,
            by=tell_cancelled,
            dealership=dealership,
            at=at,
        )


def tell_no_show(*, dealership: Dealership, payload: dict[str, Any], at: datetime) -> None:
    """Nobody came."""
    tell("reservation.no_show", payload["code"], payloads.reservation, by=tell_no_show, dealership=dealership, at=at)


def tell_started(*, dealership: Dealership, payload: dict[str, Any], at: datetime) -> None:
    """The guest has driven off."""
    tell("contract.started", payload["code"], payloads.started, by=tell_started, dealership=dealership, at=at)


def tell_finished(*, dealership: Dealership, payload: dict[str, Any], at: datetime) -> None:
    """The vehicle is back; the partner then thanks the guest."""
    tell("contract.finished", payload["code"], payloads.finished, by=tell_finished, dealership=dealership, at=at)


def tell(
    kind: str,
    code: str,
    data: "Callable[[Reservation], dict[str, Any]]",
    *,
    by: Callable[..., None],
    dealership: Dealership,
    at: datetime,
) -> None:
    """
    Write a message about a reservation of the app, where the partner wants to be told; ``by`` is the subscriber.

    :raises TryAgain: something that happened before is not written yet
    """
    connection = with_endpoint.only(dealership=dealership)
    if connection is None:
        return
    rows = reservations(dealership=dealership).filter(code=code, channel=Channel.LEXUS_APP)
    reservation = rows.exclude(external_id="").select_related("category").first()
    if reservation is None:
        return
    refuse_out_of_turn(reservation, by)
    body = {"type": kind, "timestamp": at.astimezone(UTC).isoformat(), "data": data(reservation)}
    message = OutboundMessage.objects.create(
        dealership=dealership,
        connection=connection,
        webhook_id=f"msg_{uuid4().hex}",
        type=kind,
        reservation_id=reservation.external_id,
        body=json.dumps(body),
        created_at=at,
    )
    deliver(message, key=key_of(message), about=reservation.reference, at=at)


def refuse_out_of_turn(reservation: "Reservation", subscriber: Callable[..., None]) -> None:
    """
    Two workers may have two facts of one reservation in hand; the earlier one is written first.

    :raises TryAgain: it is not this one's turn
    """
    mine = Effect.objects.filter(dealership=reservation.dealership, about=reservation.reference, state=State.WAITING)
    first = mine.filter(kind__startswith=f"{__name__}.").order_by("pk").values_list("kind", flat=True).first()
    if first not in {None, f"{__name__}.{subscriber.__name__}"}:
        raise TryAgain("Something that happened before is told first.")


@prepared
def with_endpoint() -> QuerySet[Connection]:
    """The connection, where the partner has said where it wants to be told."""
    return Connection.objects.filter(dealership=told("dealership")).exclude(endpoint="").order_by("pk")[:1]


def deliver(message: OutboundMessage, *, key: str, about: str, at: datetime) -> None:
    """Ask for the delivery, after those of the same reservation."""
    schedule_new(
        dealership=message.dealership,
        kind=TELL,
        key=key,
        payload={"message": message.pk},
        at=at,
        about=about,
        sequence=f"lexus-app-tell:{message.reservation_id}",
    )


def deliver_again(message: OutboundMessage, *, at: datetime) -> None:
    """Ask for it once more: what staff send again, and what waits for them because the partner would not take it."""
    code = json.loads(message.body)["data"].get("confirmation_code", "")
    deliver(message, key=next_key(message), about=f"contract/{code}", at=at)


def key_of(message: OutboundMessage) -> str:
    """The key of its first delivery."""
    return f"lexus-app-tell:{message.pk}"


def next_key(message: OutboundMessage) -> str:
    """The key under which it would be sent again now."""
    return f"{key_of(message)}:{message.attempts}"


def keys_of(message: OutboundMessage) -> list[str]:
    """The keys of all its deliveries: the first, and one for each number of attempts after which it was sent again."""
    return [key_of(message), *(f"{key_of(message)}:{attempts}" for attempts in range(message.attempts + 1))]


def to_deliver(*, dealership: Dealership, pk: int) -> OutboundMessage | None:
    """A message that has not been delivered, with its connection."""
    messages = OutboundMessage.objects.filter(dealership=dealership, pk=pk, delivered_at__isnull=True)
    return messages.select_related("connection").first()
