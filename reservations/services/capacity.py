"""Bookings without a vehicle wait for each other, so that two can't both take the last car without the alert."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import Func, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Coalesce

from dealerships.models import Dealership
from fleet.domain.commitments import LONGEST
from fleet.queries.groups import categories, groups
from programs.domain.channels import closed, takes
from programs.queries import programs
from reservations.domain.booking import Booking, NotBookable

if TYPE_CHECKING:
    from fleet.models import VehicleGroup
    from programs.models import Program

ONE_AT_A_TIME = "pg_advisory_xact_lock(hashtextextended(%s, 0))"


def lock_capacity(*, dealership: Dealership) -> None:
    """Wait until no other booking of this dealership is being made; released with the transaction."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {ONE_AT_A_TIME}", [line_of(dealership)])


def in_line(rows: "QuerySet[Any]", *, dealership: Dealership) -> "QuerySet[Any]":
    """Rows that are read as it is this booking's turn: ``lock_capacity`` in the same statement, if there are any."""
    turn = Func(Value(line_of(dealership)), template=ONE_AT_A_TIME % "%(expressions)s", output_field=TextField())
    taking_turns: QuerySet[Any] = rows.annotate(turn=turn)
    return taking_turns


def line_of(dealership: Dealership) -> str:
    """In which line the bookings of a dealership wait."""
    return f"bookings of dealership {dealership.pk}"


def refuse_unsound(*, dealership: Dealership, booking: Booking, at: datetime) -> "VehicleGroup | Program":
    """
    Say no to what can't be booked here; the group or program that is booked, locked.

    :raises NotBookable: see ``Booking.refuse_unsound``; the group or program is not in use; the period is over
    """
    booking.refuse_unsound(longest=LONGEST)
    if booking.period.ends_at <= at:
        raise NotBookable("This period is over. Choose a later drop-off.")
    offer = locked_offer(dealership, booking)
    limit = offer.additional.longest_days if offer.additional else None
    if limit is not None and booking.period.length > timedelta(days=limit):
        raise NotBookable(f"A loan from here can last {limit} days at most. Choose an earlier drop-off.")
    return offer


def refuse_closed(offer: "VehicleGroup | Program", booking: Booking) -> None:
    """
    Say no to a new booking that comes by a way which its program does not take.

    :raises NotBookable: the program names another channel
    """
    channel = getattr(offer, "channel", "")
    if not takes(channel, by=booking.channel):
        raise NotBookable(closed(str(offer), channel))


def locked_offer(dealership: Dealership, booking: Booking) -> "VehicleGroup | Program":
    """
    The group or program that is booked, with its additional settings where it has any of its own, and the name of the
    booked category beside it.

    The group or program stays locked, so that whoever removes it sees this booking, or this booking the removal.

    :raises NotBookable: the group or program is not in use
    """
    offers: Any = groups(dealership=dealership) if booking.group_id else programs(dealership=dealership)
    name = categories(dealership=dealership).filter(pk=booking.category_id or 0).order_by().values("name")
    named = offers.select_related("additional").annotate(category_name=Coalesce(Subquery(name), Value("")))
    locked = named.select_for_update(of=("self",), no_key=True)
    offer: VehicleGroup | Program | None = locked.filter(pk=booking.group_id or booking.program_id).first()
    if offer is None:
        raise NotBookable("Choose a vehicle group or a program that is in use.")
    return offer


def category_of(offer: "VehicleGroup | Program") -> str:
    """The name of the booked category, as ``locked_offer`` has read it; empty for a booking of none."""
    name: str = vars(offer)["category_name"]
    return name
