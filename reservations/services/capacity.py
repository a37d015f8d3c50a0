"""Bookings without a vehicle wait for each other, so that two can't both take the last car without the alert."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import Func, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Coalesce

from customers.queries import everybody
from dealerships.models import Dealership
from dealerships.prepared import one_of, prepared, told
from fleet.domain.commitments import LONGEST
from fleet.queries.groups import categories, groups
from programs.domain.channels import closed, takes
from programs.queries import programs
from reservations.domain.booking import Booking, NotBookable

if TYPE_CHECKING:
    from customers.models import Customer
    from fleet.models import VehicleGroup
    from programs.models import Program

ONE_AT_A_TIME = "pg_advisory_xact_lock(hashtextextended(%s, 0))"


def lock_capacity(*, dealership: Dealership) -> None:
    """Wait until no other booking of this dealership is being made; released with the transaction."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {ONE_AT_A_TIME}", [line_of(dealership)])


def people_in_line(*, dealership: Dealership, keys: Collection[int]) -> "list[Customer]":
    """Profiles, read as it is this booking's turn: ``lock_capacity`` in the same statement, if there are any."""
    return taking_turns(dealership=dealership, keys=keys, line=line_of(dealership))


@prepared
def taking_turns() -> "QuerySet[Customer]":
    """Profiles by their keys, once nobody is before in a ``line``."""
    turn = Func(told("line"), template=ONE_AT_A_TIME % "%(expressions)s", output_field=TextField())
    people = everybody(dealership=told("dealership")).filter(one_of("pk", "keys", "bigint"))
    return people.annotate(turn=turn)


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
    read: Any = group_locked if booking.group_id else program_locked
    key, category = booking.group_id or booking.program_id, booking.category_id or 0
    offer: VehicleGroup | Program | None = read.only(dealership=dealership, offer=key, category=category)
    if offer is None:
        raise NotBookable("Choose a vehicle group or a program that is in use.")
    return offer


@prepared
def group_locked() -> "QuerySet[VehicleGroup]":
    """A group, as ``locked_offer`` wants it."""
    return locked_with_names(groups(dealership=told("dealership")))


@prepared
def program_locked() -> "QuerySet[Program]":
    """A program, as ``locked_offer`` wants it."""
    return locked_with_names(programs(dealership=told("dealership")))


def locked_with_names(offers: "QuerySet[Any]") -> "QuerySet[Any]":
    """The ``offer``, locked, with its settings and the name of a ``category``."""
    name = categories(dealership=told("dealership")).filter(pk=told("category")).order_by().values("name")
    named: Any = offers.select_related("additional").annotate(category_name=Coalesce(Subquery(name), Value("")))
    chosen: QuerySet[Any] = named.filter(pk=told("offer"))
    return chosen.select_for_update(of=("self",), no_key=True)


def category_of(offer: "VehicleGroup | Program") -> str:
    """The name of the booked category, as ``locked_offer`` has read it; empty for a booking of none."""
    name: str = vars(offer)["category_name"]
    return name
