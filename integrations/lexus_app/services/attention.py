"""What needs attention: messages that could not be carried out, tried again or dismissed by staff."""

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


@transaction.atomic(savepoint=False)
def overtake(*, dealership: Dealership, reservation_id: str, version: int, by: Actor, at: datetime) -> None:
    """A version of a reservation was carried out: what older ones still ask for needs nobody any more."""
    older = left_to_staff(dealership=dealership, reservation_id=reservation_id, version=version)
    keys = {place_key(message): message for message in older}
    if not keys:
        return
    waiting = Effect.objects.filter(dealership=dealership, key__in=list(keys), state=State.NEEDS_ATTENTION)
    for effect in waiting:
        effects.dismiss(dealership=dealership, effect_id=effect.pk, reason=OVERTAKEN, by=by, at=at)
    for key, message in keys.items():
        effects.withdraw(dealership=dealership, key=key)
        message.state, message.reason = InboundState.STALE, OVERTAKEN
        message.save(update_fields=["state", "reason"])


@prepared
def left_to_staff() -> "QuerySet[InboundMessage]":
    """The messages about a reservation that tell less than this ``version`` and need attention."""
    messages = InboundMessage.objects.filter(dealership=told("dealership"), reservation_id=told("reservation_id"))
    return messages.filter(state=InboundState.NEEDS_ATTENTION, version__lt=told("version"))


OVERTAKEN = "A newer version of the reservation was carried out."


def place_key(message: InboundMessage) -> str:
    """The key of the effect that tries again what could not be carried out."""
    return f"lexus-app-place:{message.pk}"
