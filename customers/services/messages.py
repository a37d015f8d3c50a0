"""Messages to guests: queued in the transaction of their cause, sent by a worker, followed to the phone."""

from datetime import datetime
from secrets import token_hex

from django.db import transaction

from customers.domain.messages import MessageState, is_ahead
from customers.models import Customer, Message, OptOut
from customers.queries import survivor
from dealerships.models import Dealership
from dealerships.models.places import GuestChannel
from dealerships.services.effects import schedule

TEXT = "integrations.twilio.text"
MAIL = "integrations.email.mail"


class NoWayToReach(Exception):
    """Neither a text nor an email can reach the guest."""

    def __init__(self, customer: Customer) -> None:
        """Name the guest, and what helps."""
        super().__init__(
            f"{customer.name} can be reached neither by text nor by email. "
            "Add an email address, or use the QR code at the counter."
        )


@transaction.atomic
def queue_message(
    *, dealership: Dealership, customer: Customer, cause: str, subject: str, text: str, about: str, at: datetime
) -> Message:
    """
    Queue a text, or an email where the guest has no phone, said STOP, or the dealership writes emails.

    :raises NoWayToReach: the guest has neither
    """
    customer = survivor(dealership=dealership, customer=customer)
    channel, to = way_to(dealership=dealership, customer=customer)
    message = Message.objects.create(
        dealership=dealership,
        customer=customer,
        code=token_hex(12),
        channel=channel,
        to=to,
        subject=subject,
        text=text,
        cause=cause,
        about=about,
        queued_at=at,
    )
    schedule(
        dealership=dealership,
        kind=TEXT if channel == GuestChannel.SMS else MAIL,
        key=f"message:{message.code}",
        payload={"message": message.pk},
        due_at=at,
        at=at,
        about=about or customer.reference,
    )
    return message


def way_to(*, dealership: Dealership, customer: Customer) -> tuple[GuestChannel, str]:
    """
    The channel and address by which the guest is written to; the dealership's own channel comes first.

    :raises NoWayToReach: there is none
    """
    ways = [(GuestChannel.SMS, textable(dealership, customer.phone)), (GuestChannel.EMAIL, customer.email)]
    if dealership.guest_channel == GuestChannel.EMAIL:
        ways.reverse()
    for channel, to in ways:
        if to:
            return channel, to
    raise NoWayToReach(customer)


def textable(dealership: Dealership, phone: str) -> str:
    """The number, unless it said STOP."""
    stopped = phone and OptOut.objects.filter(dealership=dealership, phone=phone).exists()
    return "" if stopped else phone


def message_sent(*, dealership: Dealership, code: str, vendor_id: str, at: datetime) -> None:
    """The vendor took it, under this id."""
    message = _by_code(dealership, code)
    message.vendor_id = vendor_id
    message.sent_at = message.sent_at or at
    _report(message, MessageState.SENT)


def message_unknown(*, dealership: Dealership, code: str, reason: str) -> None:
    """The vendor's reply was lost; a look-up will tell."""
    _report(_by_code(dealership, code), MessageState.UNKNOWN, reason)


def message_delivered(*, dealership: Dealership, vendor_id: str, at: datetime) -> None:
    """It is on the guest's phone; an id that is not ours is left alone."""
    for message in _by_vendor(dealership, vendor_id):
        message.delivered_at = message.delivered_at or at
        _report(message, MessageState.DELIVERED)


def message_failed(*, dealership: Dealership, reason: str, code: str = "", vendor_id: str = "") -> None:
    """It will not arrive; named by our code, or by the vendor's id."""
    for message in [_by_code(dealership, code)] if code else _by_vendor(dealership, vendor_id):
        _report(message, MessageState.FAILED, reason)


def _by_code(dealership: Dealership, code: str) -> Message:
    return Message.objects.select_for_update().get(dealership=dealership, code=code)


def _by_vendor(dealership: Dealership, vendor_id: str) -> list[Message]:
    rows = Message.objects.select_for_update().filter(dealership=dealership, vendor_id=vendor_id)
    return list(rows.exclude(vendor_id=""))


def _report(message: Message, state: MessageState, reason: str = "") -> None:
    if is_ahead(state, message.state):
        message.state, message.reason = state, reason
    message.save(update_fields=["state", "reason", "vendor_id", "sent_at", "delivered_at"])
