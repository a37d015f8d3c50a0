"""What needs attention: messages that could not be carried out, tried again or dismissed by staff."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from dealerships.domain.actor import Actor
from dealerships.domain.effects import NeedsAttention, State
from dealerships.models import Dealership, Effect
from dealerships.prepared import prepared, told
from dealerships.services import effects
from integrations.lexus_app.attention import kind_of
from integrations.lexus_app.keeping import WORK
from integrations.lexus_app.models import InboundMessage, InboundState
from integrations.lexus_app.outbound import TELL

PLACE = "integrations.lexus_app.effects.place_message"
MOST_AT_ONCE = 500


@transaction.atomic
def try_message_again(*, dealership: Dealership, effect_id: int, by: Actor, at: datetime) -> None:
    """
    Put a message that could not be carried out, or one that was not delivered, back in line.

    :raises UnableToTryAgain: it does not need attention any more
    """
    effects.try_again(dealership=dealership, effect_id=effect_id, by=by, at=at)


@transaction.atomic
def try_all_again(*, dealership: Dealership, kind: type[NeedsAttention] | None, by: Actor, at: datetime) -> int:
    """
    Put back in line all that waits for staff for the same kind of reason (``None``: all that was not delivered);
    returns how many.
    """
    waiting = Effect.objects.filter(dealership=dealership, state=State.NEEDS_ATTENTION, kind=PLACE if kind else TELL)
    rows = waiting.order_by("pk").values_list("pk", "reason")[:MOST_AT_ONCE]
    chosen = [pk for pk, reason in rows if kind is None or kind_of(reason) is kind]
    return effects.try_all_again(dealership=dealership, effect_ids=chosen, by=by, at=at)


@transaction.atomic
def dismiss_message(*, dealership: Dealership, effect_id: int, reason: str, by: Actor, at: datetime) -> None:
    """
    Let a message rest, with a reason.

    :raises UnableToTryAgain: it does not need attention any more
    """
    effects.dismiss(dealership=dealership, effect_id=effect_id, reason=reason, by=by, at=at)
    effect = Effect.objects.get(dealership=dealership, pk=effect_id)
    if effect.kind in {WORK, PLACE}:
        rows = InboundMessage.objects.filter(dealership=dealership, **effect.payload)
        rows.update(state=InboundState.DISMISSED, reason=reason)


def overtake(*, dealership: Dealership, reservation_id: str, version: int, by: Actor, at: datetime) -> None:
    """A version of a reservation was carried out: what older ones still ask for needs nobody any more."""
    older = left_to_staff(dealership=dealership, reservation_id=reservation_id, version=version)
    if older:
        leave_in_peace(older, dealership=dealership, by=by, at=at)


@transaction.atomic
def leave_in_peace(older: Sequence[InboundMessage], *, dealership: Dealership, by: Actor, at: datetime) -> None:
    """Ask nobody for these messages any more; one that staff dismiss this very moment keeps their reason."""
    keys = [place_key(message) for message in older]
    asked = Effect.objects.filter(dealership=dealership, key__in=keys, state=State.NEEDS_ATTENTION)
    for effect in asked.order_by("pk").select_for_update():
        effects.dismiss(dealership=dealership, effect_id=effect.pk, reason=OVERTAKEN, by=by, at=at)
    for key in keys:
        effects.withdraw(dealership=dealership, key=key)
    left = InboundMessage.objects.filter(dealership=dealership, pk__in=[message.pk for message in older])
    left.filter(state=InboundState.NEEDS_ATTENTION).update(state=InboundState.STALE, reason=OVERTAKEN)


@prepared
def left_to_staff() -> "QuerySet[InboundMessage]":
    """The messages about a reservation that tell less than this ``version`` and need attention."""
    messages = InboundMessage.objects.filter(dealership=told("dealership"), reservation_id=told("reservation_id"))
    return messages.filter(state=InboundState.NEEDS_ATTENTION, version__lt=told("version"))


OVERTAKEN = "A newer version of the reservation was carried out."


def place_key(message: InboundMessage) -> str:
    """The key of the effect that tries again what could not be carried out."""
    return f"lexus-app-place:{message.pk}"
