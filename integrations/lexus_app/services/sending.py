"""Send the partner a message again, under the id that it had: one that was delivered, given up, or waits for later."""

from datetime import datetime

from django.db import transaction

from dealerships.domain.actor import Actor
from dealerships.domain.effects import State
from dealerships.models import Dealership, Effect
from dealerships.services import effects
from dealerships.services.history import record
from integrations.lexus_app.models import OutboundMessage
from integrations.lexus_app.outbound import deliver_again, keys_of, next_key
from integrations.lexus_app.services.setting_up import SUBJECT


class UnableToSend(Exception):
    """The message is not to be sent again now; the message says why."""


@transaction.atomic
def send_again(*, dealership: Dealership, message_id: int, by: Actor, at: datetime) -> None:
    """
    Put a message back in line: one that was delivered too, because the partner may have lost it.

    :raises UnableToSend: it is in line already, or was dismissed before it was ever tried
    """
    rows = OutboundMessage.objects.select_for_update(of=("self",)).select_related("connection")
    message = rows.get(dealership=dealership, pk=message_id)
    newest = Effect.objects.filter(dealership=dealership, key__in=keys_of(message)).order_by("-pk").first()
    if newest is not None and newest.state == State.NEEDS_ATTENTION:
        effects.try_again(dealership=dealership, effect_id=newest.pk, by=by, at=at)
        return
    if newest is not None and newest.state == State.WAITING:
        bring_forward(newest, at=at)
    elif newest is not None and newest.key == next_key(message):
        raise UnableToSend("This message was dismissed before it was tried again.")
    else:
        message.delivered_at = None
        message.save(update_fields=["delivered_at"])
        deliver_again(message, at=at)
    details = {"type": message.type, "reservation": message.reservation_id}
    record("sent again", dealership=dealership, subjects=[SUBJECT], by=by, at=at, details=details)


def bring_forward(delivery: Effect, *, at: datetime) -> None:
    """
    Let the next attempt be now: the partner is well again, and need not wait for hours.

    :raises UnableToSend: it is due already
    """
    if delivery.due_at <= at:
        raise UnableToSend("This message is in line already.")
    effects.schedule(
        dealership=delivery.dealership,
        kind=delivery.kind,
        key=delivery.key,
        payload=delivery.payload,
        due_at=at,
        at=at,
        about=delivery.about,
        sequence=delivery.sequence,
    )
