"""The log: everything received and sent, newest first, narrowed by direction, type and result."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from django.db.models import Q, QuerySet

from dealerships.domain.effects import State
from dealerships.models import Dealership, Effect
from integrations.lexus_app.effects.tell import BACK_OFF
from integrations.lexus_app.models import InboundMessage, InboundState, OutboundMessage
from integrations.lexus_app.outbound import TELL, keys_of
from integrations.lexus_app.queries.attention import RECEIVED

PAGE = 25
DELIVERED, UNDELIVERED = "delivered", "undelivered"
RESULTS = {**dict(InboundState.choices), DELIVERED: "Delivered", UNDELIVERED: "Not delivered"}
DIRECTIONS = {"": "All", "received": "Received", "sent": "Sent", "failed": "Failed"}
TYPES = (
    "reservation.created",
    "reservation.updated",
    "reservation.cancelled",
    "guest.updated",
    "reservation.confirmed",
    "reservation.no_show",
    "contract.started",
    "contract.finished",
)
TRIES = len(BACK_OFF) + 1


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """What of the log is asked for; empty is everything."""

    direction: str = ""
    type: str = ""
    result: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """A line of the log; ``status`` is a shape of the screens, ``result`` its words, ``due_at`` of the next attempt."""

    pk: int
    at: datetime
    type: str
    reservation_id: str
    status: str
    result: str
    sent: bool
    due_at: datetime | None = None


def log(*, dealership: Dealership, wanted: Wanted, failing: "Failing", page: int = 1) -> tuple[list[Line], bool]:
    """A page of the log, and whether there are older lines."""
    until = page * PAGE + 1
    lines = newest(dealership=dealership, wanted=wanted, failing=failing, most=until)
    return lines[until - PAGE - 1 : until - 1], len(lines) >= until


def newest(*, dealership: Dealership, wanted: Wanted, failing: "Failing", most: int) -> list[Line]:
    """The newest lines, at most so many of each direction."""
    failed = failing if wanted.direction == "failed" else None
    received = (received_line(message) for message in received_rows(dealership, wanted, failed)[:most])
    told = sent_lines(dealership, sent_rows(dealership, wanted, failed)[:most])
    return sorted(chain(received, told), key=lambda line: line.at, reverse=True)


@dataclass(frozen=True, kw_only=True, slots=True)
class Failing:
    """What waits for staff, or was tried and not delivered: the messages of either direction."""

    received: frozenset[str]
    by_key: frozenset[int]
    sent: frozenset[int]

    def __len__(self) -> int:
        return len(self.received) + len(self.by_key) + len(self.sent)


def failing_among(effects: Iterable[Effect]) -> Failing:
    """Of effects that failed at least once: received messages that wait for staff, and sent ones not delivered yet."""
    found = list(effects)
    given_up = [each.payload for each in found if each.kind in RECEIVED and each.state == State.NEEDS_ATTENTION]
    return Failing(
        received=frozenset(payload["webhook_id"] for payload in given_up if "webhook_id" in payload),
        by_key=frozenset(payload["pk"] for payload in given_up if "pk" in payload),
        sent=frozenset(each.payload["message"] for each in found if each.kind == TELL),
    )


def received_rows(dealership: Dealership, wanted: Wanted, failed: Failing | None) -> QuerySet[InboundMessage]:
    """The messages of the app, newest first."""
    rows = InboundMessage.objects.filter(dealership=dealership).defer("body").order_by("-received_at")
    if wanted.direction == "sent" or wanted.result in {DELIVERED, UNDELIVERED}:
        return rows.none()
    if failed is not None:
        rows = rows.filter(Q(pk__in=failed.by_key) | Q(webhook_id__in=failed.received))
    if wanted.type:
        rows = rows.filter(type=wanted.type)
    return rows.filter(state=wanted.result) if wanted.result else rows


def sent_rows(dealership: Dealership, wanted: Wanted, failed: Failing | None) -> QuerySet[OutboundMessage]:
    """The messages to the partner, newest first."""
    rows = OutboundMessage.objects.filter(dealership=dealership).defer("body").order_by("-created_at")
    if wanted.direction == "received" or wanted.result in InboundState.values:
        return rows.none()
    if failed is not None:
        rows = rows.filter(pk__in=failed.sent)
    if wanted.type:
        rows = rows.filter(type=wanted.type)
    return rows.filter(delivered_at__isnull=wanted.result == UNDELIVERED) if wanted.result else rows


SHAPES = {
    InboundState.ACCEPTED: "queued",
    InboundState.APPLIED: "done",
    InboundState.STALE: "finished",
    InboundState.IGNORED: "finished",
    InboundState.NEEDS_ATTENTION: "missing",
    InboundState.DISMISSED: "finished",
}


def received_line(message: InboundMessage) -> Line:
    """How a message of the app stands."""
    state = InboundState(message.state)
    return Line(
        pk=message.pk,
        at=message.received_at,
        type=message.type,
        reservation_id=message.reservation_id,
        status=SHAPES[state],
        result=message.reason if state == InboundState.APPLIED and message.reason else state.label,
        sent=False,
    )


def sent_lines(dealership: Dealership, messages: Iterable[OutboundMessage]) -> Iterator[Line]:
    """How messages to the partner stand."""
    rows = list(messages)
    deliveries = deliveries_of(dealership, [message for message in rows if message.delivered_at is None])
    return (sent_line(message, deliveries.get(message.pk)) for message in rows)


def deliveries_of(dealership: Dealership, messages: Iterable[OutboundMessage]) -> dict[int, Effect]:
    """The newest effect that delivers each message."""
    keys = [key for message in messages for key in keys_of(message)]
    rows = Effect.objects.filter(dealership=dealership, key__in=keys).order_by("pk") if keys else ()
    return {effect.payload["message"]: effect for effect in rows}


def sent_line(message: OutboundMessage, delivery: Effect | None) -> Line:
    """How a message to the partner stands."""
    status, result, due_at = outcome(message, delivery)
    return Line(
        pk=message.pk,
        at=message.created_at,
        type=message.type,
        reservation_id=message.reservation_id,
        status=status,
        result=result,
        sent=True,
        due_at=due_at,
    )


def outcome(message: OutboundMessage, delivery: Effect | None) -> tuple[str, str, datetime | None]:
    """A shape, words, and when the next attempt is due."""
    if message.delivered_at is not None:
        return DELIVERED, "Delivered", None
    if delivery is None or delivery.state == State.WITHDRAWN:
        return "finished", "Not delivered", None
    if delivery.state == State.DISMISSED:
        return "finished", "Dismissed", None
    if delivery.state == State.NEEDS_ATTENTION:
        return "missing", "Needs attention", None
    if delivery.attempts:
        return "queued", f"Try {delivery.attempts + 1} of {TRIES}", delivery.due_at
    return "queued", "Waiting", None
