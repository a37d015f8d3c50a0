"""
Work on a message of the app: first what it knows of the guest, then the reservation.

The guest's data is ported whatever becomes of the reservation. What can't be carried out is asked for once more by an
effect of its own (``place_message``), which staff see under *needs attention* and can try again.
"""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from dealerships.domain.effects import NeedsAttention, TryAgain
from dealerships.models import Dealership
from dealerships.prepared import at_once
from dealerships.services.effects import schedule
from integrations.lexus_app.guests import Recognised, UnknownGuest, hold_still, recognise, remember
from integrations.lexus_app.json_text import read_json
from integrations.lexus_app.models import InboundMessage, InboundState, PartnerReservation
from integrations.lexus_app.parsing import parse
from integrations.lexus_app.partner import LEXUS_APP, subject_of
from integrations.lexus_app.placing import Outcome, booked_guest, call_off, place, said
from integrations.lexus_app.porting import port
from integrations.lexus_app.queries.arrived import arrived, state_now
from integrations.lexus_app.reserving import port_reserve
from integrations.lexus_app.services.attention import PLACE, overtake, place_key
from integrations.lexus_app.told import CancellationTold, NewsOfGuest, ReservationTold, Told

if TYPE_CHECKING:
    from customers.models import Customer


def work_message(*, dealership: Dealership, payload: dict[str, Any], at: datetime) -> None:
    """A message just arrived: do what it says, or leave it to staff with the reason."""
    message, told = still(dealership, payload)
    if message.state != InboundState.ACCEPTED:
        return
    try:
        outcome = worked(message, told, at)
    except NeedsAttention as reason:
        outcome = Outcome(state=InboundState.NEEDS_ATTENTION, words=str(reason))
        left_to_staff(message, at)
    close(message, outcome, at)


def place_message(*, dealership: Dealership, payload: dict[str, Any], at: datetime) -> None:
    """
    A message that could not be carried out: try the reservation again.

    :raises NeedsAttention: it still can't be; nothing has changed
    """
    message, told = still(dealership, payload)
    if message.state != InboundState.NEEDS_ATTENTION:
        return
    close(message, placed(dealership, told, at), at)


def still(dealership: Dealership, payload: dict[str, Any]) -> tuple[InboundMessage, Told]:
    """The message and what it tells, while nobody else works on the same reservation or guest."""
    message = arrived(dealership=dealership, payload=payload)
    told = parse(read_json(message.body.encode()))
    hold_still(dealership=dealership, reservation_id=message.reservation_id, guest=getattr(told, "guest", None))
    message.state = state_now(dealership=dealership, message=message)
    return message, told


def worked(message: InboundMessage, told: Told, at: datetime) -> Outcome:
    """
    Do what a message says; of what needs attention the guest's data stays.

    :raises NeedsAttention: the reservation can't be as it says
    :raises TryAgain: nobody here is the guest yet
    """
    dealership = message.dealership
    if isinstance(told, NewsOfGuest):
        return news_taken(message, told, at)
    if isinstance(told, ReservationTold):
        row = said(dealership=dealership, reservation_id=told.reservation_id)
        customer = port_guest(row, told, at)
        return settled(dealership, told, place(row=row, told=told, customer=customer, at=at), at)
    return placed(dealership, told, at)


def placed(dealership: Dealership, told: Told, at: datetime) -> Outcome:
    """
    The reservation's part of a message.

    :raises NeedsAttention: the reservation can't be as it says
    """
    if isinstance(told, CancellationTold):
        return settled(dealership, told, call_off(dealership=dealership, told=told, at=at), at)
    if isinstance(told, ReservationTold):
        row = said(dealership=dealership, reservation_id=told.reservation_id)
        customer = guest_of(row, told, at).customer
        return settled(dealership, told, place(row=row, told=told, customer=customer, at=at), at)
    return Outcome(state=InboundState.IGNORED, words="This type of message asks for nothing here.")


def settled(
    dealership: Dealership, told: ReservationTold | CancellationTold, outcome: Outcome, at: datetime
) -> Outcome:
    """What became of a version; once it is carried out, older ones ask for nothing any more."""
    if outcome.state == InboundState.APPLIED:
        overtake(dealership=dealership, reservation_id=told.reservation_id, version=told.version, by=LEXUS_APP, at=at)
    return outcome


def port_guest(row: PartnerReservation, told: ReservationTold, at: datetime) -> "Customer":
    """What the app knows of the guest, and of the days that came with their vehicle."""
    dealership, recognised = row.dealership, guest_of(row, told, at)
    customer = port(dealership=dealership, told=told, guest=told.guest, recognised=recognised, at=at)
    if told.reserve:
        port_reserve(dealership=dealership, told=told, reserve=told.reserve, customer=customer, at=at)
    return customer


def guest_of(row: PartnerReservation, told: ReservationTold, at: datetime) -> Recognised:
    """Whom the reservation is for: who has it already, unless the app names another guest."""
    known: Customer | None = booked_guest(row=row, told=told)
    if known is None:
        return recognise(dealership=row.dealership, guest=told.guest, at=at)
    remember(row.dealership, told.guest, known)
    return Recognised(customer=known)


LOOKED_FOR = timedelta(hours=2)
"""News of a guest may overtake the booking that makes them known; less than all attempts of an effect take."""
NOBODY = "Nobody here is this guest."


def news_taken(message: InboundMessage, told: NewsOfGuest, at: datetime) -> Outcome:
    """
    News of a guest, apart from any reservation.

    :raises TryAgain: nobody here is the guest yet
    """
    dealership = message.dealership
    try:
        recognised = recognise(dealership=dealership, guest=told.guest, at=at)
    except UnknownGuest as nobody:
        if at < message.received_at + LOOKED_FOR:
            raise TryAgain(NOBODY) from nobody
        return Outcome(state=InboundState.IGNORED, words=NOBODY)
    port(dealership=dealership, told=told, guest=told.guest, recognised=recognised, at=at)
    return Outcome(state=InboundState.APPLIED, words=f"Taken into the profile {recognised.customer.code}")


def left_to_staff(message: InboundMessage, at: datetime) -> None:
    """Ask for the reservation once more, by an effect that says why not."""
    schedule(
        dealership=message.dealership,
        kind=PLACE,
        key=place_key(message),
        payload={"pk": message.pk},
        due_at=at,
        at=at,
        about=subject_of(message.reservation_id),
    )


def close(message: InboundMessage, outcome: Outcome, at: datetime) -> None:
    """Write down what became of the message."""
    mine = {"dealership": message.dealership_id, "message": message}
    at_once(CLOSE, mine | {"state": str(outcome.state), "words": outcome.words, "at": at})


# The ORM needs to build it anew for every message.
CLOSE = f"""
    UPDATE "{InboundMessage._meta.db_table}" SET state = %(state)s, reason = %(words)s, worked_at = %(at)s
    WHERE dealership_id = %(dealership)s AND id = %(message)s
"""  # noqa: S608 - the name is our own table's
