"""The list of contracts: by state, narrowed, sorted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q, QuerySet

from dealerships.models import Dealership
from dealerships.prepared import Asked, Prepared, prepared, told
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


def contract_list(
    *, dealership: Dealership, wanted: Wanted, now: datetime
) -> "Asked[Reservation] | QuerySet[Reservation]":
    """The contracts asked for; soonest first where they are still to come, newest first where they are past."""
    tab, order, columns = wanted.tab if wanted.tab in TABS else "", _order(wanted), _columns(wanted)
    if wanted.words:
        found = queries.find(dealership=dealership, words=wanted.words).filter(_in_tab(tab, now), **columns)
        return found.select_related(*WITH_EVERYTHING).order_by(*order)
    return listed(tab, order, tuple(columns)).asked(dealership=dealership, now=now, **columns)


@lru_cache(maxsize=128)
def listed(tab: str, order: tuple[str, str], columns: tuple[str, ...]) -> "Prepared[Reservation]":
    """The read of a tab, narrowed by these columns."""

    def shape() -> "QuerySet[Reservation]":
        here = queries.reservations(dealership=told("dealership"))
        narrowed = here.filter(_in_tab(tab, told("now")), **{column: told(column) for column in columns})
        return narrowed.select_related(*WITH_EVERYTHING).order_by(*order)

    return Prepared(shape)


def counts(*, dealership: Dealership, now: datetime) -> Mapping[str, int]:
    """How many are open, and how they stand; past ones are not counted."""
    stand = open_by_status(dealership=dealership, now=now)
    standing = {"booked": 0, "pending": 0, "started": 0, **{status: count for status, count, _ in stand}}
    return {"open": sum(standing.values()), "overdue": sum(overdue for _, _, overdue in stand), **standing}


@prepared
def open_by_status() -> "QuerySet[Reservation, tuple[str, int, int]]":
    """How many are open in each status, and how many of them are overdue ``now``."""
    rows = queries.reservations(dealership=told("dealership")).open().values_list("status")
    return rows.annotate(count=Count("pk"), overdue=Count("pk", filter=_in_tab("overdue", told("now"))))


def _order(wanted: Wanted) -> tuple[str, str]:
    usual = "-pickup" if wanted.tab in NEWEST_FIRST else "pickup"
    order = SORTS.get(wanted.sort, SORTS[usual])
    return order, "-pk" if order.startswith("-") else "pk"


def _columns(wanted: Wanted) -> dict[str, str]:
    """The columns that narrow the list, and by what."""
    kind, key = wanted.offer[:1], wanted.offer[1:]
    columns = {"group_id" if kind == "g" else "program_id": key if key.isdigit() else ""}
    columns |= {"advisor_id": wanted.advisor if wanted.advisor.isdigit() else "", "channel": wanted.channel}
    return {column: value for column, value in columns.items() if value}


def _in_tab(tab: str, now: Any) -> Q:
    if tab == "open":
        return Q(status__in=sorted(OPEN))
    if tab == "overdue":
        return Q(status=Status.STARTED, dropoff_at__lt=now)
    return Q(status=tab) if tab in TABS and tab != "all" else Q()


def day_of(now: datetime, dealership: Dealership) -> tuple[datetime, datetime]:
    """The dealership's day as instants, from midnight to midnight."""
    midnight = dealership.local(now).replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight, (midnight + timedelta(days=1)).replace(tzinfo=dealership.zone)
