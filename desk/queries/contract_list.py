"""The list of contracts: by state, narrowed, sorted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Q, QuerySet

from dealerships.models import Dealership
from desk.queries.rows import WITH_EVERYTHING
from reservations import queries
from reservations.domain.lifecycle import OPEN, Status

if TYPE_CHECKING:
    from reservations.models import Reservation

TABS = {
    "open": "Open",
    "overdue": "Overdue",
    "booked": "Booked",
    "pending": "Pending",
    "started": "Started",
    "finished": "Finished",
    "no_show": "No show",
    "cancelled": "Cancelled",
    "all": "All",
}
SORTS = {"pickup": "pickup_at", "-pickup": "-pickup_at", "dropoff": "dropoff_at", "-dropoff": "-dropoff_at"}
NEWEST_FIRST = {"finished", "no_show", "cancelled", "all"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """What the list is asked for; ``offer`` is ``g7`` for a group or ``p3`` for a program."""

    tab: str = "open"
    words: str = ""
    offer: str = ""
    advisor: str = ""
    channel: str = ""
    sort: str = ""


def contract_list(*, dealership: Dealership, wanted: Wanted, now: datetime) -> "QuerySet[Reservation]":
    """The contracts asked for; soonest first where they are still to come, newest first where they are past."""
    found = queries.find(dealership=dealership, words=wanted.words) if wanted.words else None
    reservations = queries.reservations(dealership=dealership) if found is None else found
    narrowed = reservations.filter(_in_tab(wanted.tab, now), _of_offer(wanted.offer))
    if wanted.advisor.isdigit():
        narrowed = narrowed.filter(advisor_id=int(wanted.advisor))
    if wanted.channel:
        narrowed = narrowed.filter(channel=wanted.channel)
    usual = "-pickup" if wanted.tab in NEWEST_FIRST else "pickup"
    order = SORTS.get(wanted.sort, SORTS[usual])
    tie = "-pk" if order.startswith("-") else "pk"
    return narrowed.select_related(*WITH_EVERYTHING).order_by(order, tie)


def counts(*, dealership: Dealership, now: datetime) -> Mapping[str, int]:
    """How many are open, and how they stand; past ones are not counted."""
    open_ones = queries.reservations(dealership=dealership).filter(status__in=sorted(OPEN))
    how_many: Mapping[str, int] = open_ones.aggregate(
        open=Count("pk"),
        overdue=Count("pk", filter=_in_tab("overdue", now)),
        booked=Count("pk", filter=_in_tab("booked", now)),
        pending=Count("pk", filter=_in_tab("pending", now)),
        started=Count("pk", filter=_in_tab("started", now)),
    )
    return how_many


def _in_tab(tab: str, now: datetime) -> Q:
    if tab == "open":
        return Q(status__in=sorted(OPEN))
    if tab == "overdue":
        return Q(status=Status.STARTED, dropoff_at__lt=now)
    return Q(status=tab) if tab in TABS and tab != "all" else Q()


def _of_offer(offer: str) -> Q:
    kind, key = offer[:1], offer[1:]
    if not key.isdigit():
        return Q()
    return Q(group_id=key) if kind == "g" else Q(program_id=key)


def day_of(now: datetime, dealership: Dealership) -> tuple[datetime, datetime]:
    """The dealership's day as instants, from midnight to midnight."""
    midnight = dealership.local(now).replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight, (midnight + timedelta(days=1)).replace(tzinfo=dealership.zone)
