"""Messages to guests: what is still to be sent, what was sent about a loan."""

from django.db.models import QuerySet

from customers.domain.messages import MessageState
from customers.models import Message
from customers.queries.same_person import with_code
from dealerships.models import Dealership

TO_SEND = (MessageState.QUEUED, MessageState.UNKNOWN)


def messages(*, dealership: Dealership, about: str) -> QuerySet[Message]:
    """Every text and email about a loan, newest first."""
    return Message.objects.filter(dealership=dealership, about=about).order_by("-id")


def messages_of(*, dealership: Dealership, code: str) -> QuerySet[Message]:
    """Every text and email to the guest with this code, newest first."""
    guests = with_code(dealership=dealership, code=code)
    return Message.objects.filter(dealership=dealership, customer__in=guests).order_by("-id")


def message_to_send(*, dealership: Dealership, pk: int) -> Message | None:
    """The message with its guest, locked, unless it has been sent or has failed."""
    waiting = Message.objects.filter(dealership=dealership, pk=pk, state__in=TO_SEND)
    return waiting.select_related("customer").select_for_update(of=("self",)).first()


def message_with_code(*, dealership: Dealership, code: str) -> Message | None:
    """The message that goes by this code, if it is ours."""
    return Message.objects.filter(dealership=dealership, code=code).first()
