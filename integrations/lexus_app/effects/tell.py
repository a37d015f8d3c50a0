"""An effect at the partner's: deliver a message, at least once, in order per reservation."""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, overload

from django.utils import timezone

from dealerships.domain.effects import NeedsAttention, TryAgain
from dealerships.models import Dealership
from dealerships.tenancy import as_dealership
from integrations.lexus_app import outbound
from integrations.lexus_app.client import Answered, Outgoing, post
from integrations.lexus_app.models import OutboundAttempt, OutboundMessage

JITTER = 0.1


class Jittered(Sequence[timedelta]):
    """Waits that vary a little each time, so that what failed together does not come back together."""

    def __init__(self, *waits: timedelta) -> None:
        """Keep the waits in their order."""
        self.waits = waits

    @overload
    def __getitem__(self, index: int) -> timedelta: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[timedelta]: ...
    def __getitem__(self, index: int | slice) -> timedelta | Sequence[timedelta]:
        if isinstance(index, slice):
            return Jittered(*self.waits[index])
        return self.waits[index] * random.uniform(1, 1 + JITTER)  # noqa: S311 - nothing secret about it

    def __len__(self) -> int:
        return len(self.waits)


BACK_OFF = Jittered(
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    *(timedelta(hours=hours) for hours in (2, 5, 10, 14, 20, 24)),
)


def prepare(*, dealership: Dealership, payload: dict[str, Any], at: datetime) -> Outgoing | None:
    """
    What to deliver, unless it was; the attempt is counted.

    :raises NeedsAttention: the endpoint is switched off, or gone from the settings
    """
    message = outbound.to_deliver(dealership=dealership, pk=payload["message"])
    if message is None:
        return None
    connection = message.connection
    if connection.endpoint_off_at is not None:
        raise NeedsAttention("The partner's endpoint answered 410 and is switched off. Save it again, then send again.")
    if not connection.endpoint:
        raise NeedsAttention("There is no partner endpoint any more. Enter it, then send again.")
    message.attempts += 1
    message.save(update_fields=["attempts"])
    attempt = OutboundAttempt.objects.create(dealership=dealership, message=message, at=at)
    return Outgoing(
        dealership=dealership,
        attempt=attempt.pk,
        endpoint=connection.endpoint,
        secret=connection.outbound_secret,
        webhook_id=message.webhook_id,
        body=message.body,
    )


def call(request: Outgoing) -> Answered:
    """
    :raises TryAgain: the partner did not answer, or not with yes
    :raises NeedsAttention: the endpoint can't be one
    """
    try:
        answered = post(request, at=timezone.now())
    except TryAgain as reason:
        note(request, str(reason))
        raise
    note(request, str(answered.status))
    return answered


def note(request: Outgoing, answer: str) -> None:
    """Write down what came of this attempt, also where the message has to wait for another one."""
    with as_dealership(request.dealership):
        tried = OutboundAttempt.objects.filter(dealership=request.dealership, pk=request.attempt)
        tried.update(answer=answer)


def record(*, dealership: Dealership, payload: dict[str, Any], outcome: Answered, at: datetime) -> None:
    """Write down what the partner said; a 410 switches the endpoint off and leaves the message to staff."""
    message = OutboundMessage.objects.select_related("connection").get(dealership=dealership, pk=payload["message"])
    message.last_answer = str(outcome.status)
    if outcome.gone:
        message.connection.endpoint_off_at = at
        message.connection.save(update_fields=["endpoint_off_at"])
        outbound.deliver_again(message, at=at)
    else:
        message.delivered_at = at
    message.save(update_fields=["last_answer", "delivered_at"])
