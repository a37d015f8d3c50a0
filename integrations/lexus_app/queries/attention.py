"""What of the Lexus App needs a person: which reservation, why, and what can be done about it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from dealerships.domain.effects import State
from dealerships.models import Dealership, Effect
from integrations.lexus_app.attention import UnknownCategory, Unplaceable, kind_of
from integrations.lexus_app.json_text import read_json
from integrations.lexus_app.keeping import WORK
from integrations.lexus_app.models import InboundMessage, OutboundMessage, PartnerReservation
from integrations.lexus_app.outbound import TELL
from integrations.lexus_app.parsing import parse
from integrations.lexus_app.porting import PORT_CARD
from integrations.lexus_app.services.attention import PLACE
from integrations.lexus_app.told import ReservationTold

SHOWN, MOST = 25, 1000
KINDS = (WORK, PLACE, PORT_CARD, TELL)
RECEIVED = (WORK, PLACE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Attention:
    """
    One thing: ``guest`` and the times are what the message asks for, ``category`` is set where one of ours has to be
    chosen, ``kind`` names the kind of reason for *try all of this kind again*. ``code`` is the booking's, ``customer``
    the guest's.
    """

    effect_id: int
    title: str
    reason: str
    kind: str
    sent: bool = False
    guest: str = ""
    pickup_at: datetime | None = None
    dropoff_at: datetime | None = None
    category: str = ""
    received: int | None = None
    told: int | None = None
    code: str = ""
    customer: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class OfAKind:
    """Several that wait for the same kind of reason."""

    kind: str
    label: str
    number: int


def needing_attention(*, dealership: Dealership) -> QuerySet[Effect]:
    """The effects of the Lexus App that gave up, newest first."""
    rows = Effect.objects.filter(dealership=dealership, state=State.NEEDS_ATTENTION, kind__in=KINDS)
    return rows.order_by("-pk")


def troubled(*, dealership: Dealership) -> list[Effect]:
    """
    The effects of the Lexus App that gave up, and the deliveries that failed at least once and are not over, newest
    first: each in the words of its own index, because all effects there ever were would have to be read otherwise.
    """
    gave_up = Q(state=State.NEEDS_ATTENTION, kind__in=KINDS)
    not_delivered = Q(~Q(sequence=""), state=State.WAITING, kind=TELL, attempts__gt=0)
    rows = Effect.objects.filter(gave_up | not_delivered, dealership=dealership)
    return list(rows.order_by("-pk")[:MOST])


def attention(*, dealership: Dealership, of: Sequence[Effect]) -> list[Attention]:
    """What could not be placed or delivered, newest first, with the reason in words."""
    return described(dealership, given_up(of)[:SHOWN])


def given_up(of: Iterable[Effect]) -> list[Effect]:
    """Those that wait for a person."""
    return [effect for effect in of if effect.state == State.NEEDS_ATTENTION]


def described(dealership: Dealership, found: Iterable[Effect]) -> list[Attention]:
    """What these effects are about, in at most two statements more."""
    effects = list(found)
    received = messages_received(dealership, effects)
    keys = [effect.payload["message"] for effect in effects if effect.kind == TELL]
    told = OutboundMessage.objects.filter(dealership=dealership).defer("body").in_bulk(keys) if keys else {}
    return [one(effect, received, told) for effect in effects]


def kinds_in(effects: Iterable[Effect]) -> list[OfAKind]:
    """Which kinds of reason several of them share."""
    numbers = Counter(kind for effect in given_up(effects) if (kind := kind_name(effect)))
    return [OfAKind(kind=kind, label=LABELS[kind], number=number) for kind, number in numbers.items() if number > 1]


def kind_name(effect: Effect) -> str:
    """The name under which all of its kind can be tried again; empty where there is none."""
    if effect.kind == TELL:
        return UNDELIVERED
    return kind_of(effect.reason).__name__ if effect.kind == PLACE else ""


def messages_received(dealership: Dealership, effects: Sequence[Effect]) -> dict[int, Any]:
    """The messages behind the effects, each by its effect, with the ``code`` of what was booked for it."""
    about = [effect for effect in effects if effect.kind in RECEIVED]
    if not about:
        return {}
    pks = [effect.payload["pk"] for effect in about if "pk" in effect.payload]
    ids = [effect.payload["webhook_id"] for effect in about if "webhook_id" in effect.payload]
    booked = PartnerReservation.objects.filter(dealership=dealership, reservation_id=OuterRef("reservation_id"))
    mine = InboundMessage.objects.filter(dealership=dealership).annotate(code=Subquery(booked.values("code")[:1]))
    rows = list(mine.filter(Q(pk__in=pks) | Q(webhook_id__in=ids)))
    by_name: dict[Any, Any] = {row.pk: row for row in rows} | {row.webhook_id: row for row in rows}
    return {effect.pk: by_name[effect.payload.get("pk") or effect.payload["webhook_id"]] for effect in about}


def one(effect: Effect, received: Mapping[int, Any], told: Mapping[int, OutboundMessage]) -> Attention:
    """One of them in words."""
    if effect.kind == TELL:
        message = told[effect.payload["message"]]
        return Attention(
            effect_id=effect.pk,
            title=f"{message.type} of {message.reservation_id} was not delivered",
            reason=effect.reason,
            kind=kind_name(effect),
            sent=True,
            told=message.pk,
        )
    if effect.kind == PORT_CARD:
        title, guest = "A card from the app was not added", effect.payload["customer"]
        return Attention(effect_id=effect.pk, title=title, reason=effect.reason, kind="", customer=guest)
    return unplaced(effect, received[effect.pk])


def unplaced(effect: Effect, message: Any) -> Attention:
    """A message that was not carried out."""
    kind, wanted = kind_of(effect.reason), parse(read_json(message.body.encode()))
    title = kind.title if issubclass(kind, Unplaceable) else "{} could not be placed"
    whole = wanted if isinstance(wanted, ReservationTold) else None
    return Attention(
        effect_id=effect.pk,
        title=title.format(message.reservation_id or message.type),
        reason=effect.reason,
        kind=kind_name(effect),
        guest=whole.guest.full_name if whole else "",
        pickup_at=whole.pickup_at if whole else None,
        dropoff_at=whole.dropoff_at if whole else None,
        category=whole.category if whole and kind is UnknownCategory else "",
        received=message.pk,
        code=message.code or "",
    )


UNDELIVERED = "undelivered"
LABELS = {
    "NoProgram": "without a program",
    "UnknownCategory": "of an unknown category",
    "PickupDayOver": "of the past",
    "GuestMustNotRent": "on Do Not Rent",
    "ChangedAfterStart": "changed after the start",
    "DropoffRefused": "with another drop-off",
    "ChangedAfterFinish": "changed after the end",
    "CancelledAfterStart": "cancelled after the start",
    "Refused": "refused for another reason",
    UNDELIVERED: "not delivered",
}
