"""A message as the worker reads it: once with all it says, and once more how it stands, when nobody else is at it."""

from typing import Any

from django.db.models import QuerySet

from dealerships.models import Dealership
from dealerships.prepared import prepared, told
from integrations.lexus_app.models import InboundMessage


def arrived(*, dealership: Dealership, payload: dict[str, Any]) -> InboundMessage:
    """The message that an effect is about: by its own key, or by the connection and the id that it came with."""
    [message] = (by_key if "pk" in payload else by_id)(dealership=dealership, **payload)
    message.dealership = dealership
    return message


def state_now(*, dealership: Dealership, message: InboundMessage) -> str:
    """How it stands with a message by now."""
    [state] = states(dealership=dealership, pk=message)
    return state


@prepared
def by_key() -> QuerySet[InboundMessage]:
    """A message by its own key."""
    return InboundMessage.objects.filter(dealership=told("dealership"), pk=told("pk"))


@prepared
def by_id() -> QuerySet[InboundMessage]:
    """A message by the connection and the id that it came with."""
    ours = InboundMessage.objects.filter(dealership=told("dealership"), connection=told("connection"))
    return ours.filter(webhook_id=told("webhook_id"))


@prepared
def states() -> QuerySet[InboundMessage, str]:
    """How it stands with a message."""
    return InboundMessage.objects.filter(dealership=told("dealership"), pk=told("pk")).values_list("state", flat=True)
