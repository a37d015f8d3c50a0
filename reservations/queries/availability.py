"""
How many more loans a pool can take: the rows under the one function that pages, endpoint and report share.

One statement whatever is asked: its parts are bounded by plain comparisons on indexes that the dealership leads.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import QuerySet

from dealerships.models import Dealership
from dealerships.prepared import prepared, told
from fleet import queries as fleet
from fleet.domain.commitments import promised
from fleet.domain.pools import Pool
from kernel.moments import in_words
from kernel.period import Period
from reservations.domain import availability as rule
from reservations.domain.alerts import HORIZON_DAYS, no_such_vehicle, overbooked
from reservations.domain.availability import Availability, Fleet, Wanted
from reservations.domain.lifecycle import Status
from reservations.queries.reservations import reservations

if TYPE_CHECKING:
    from fleet.models import Commitment


def availability(
    *, dealership: Dealership, pool: Pool, period: Period, at: datetime, except_code: str = ""
) -> Availability:
    """
    What a pool can still take in a period, by the clock's ``at``; ``except_code`` is a loan that does not count.

    :raises TooLong: the period is longer than any loan may be
    """
    pools = bookable(dealership=dealership, pools=[pool], period=period, at=at, except_code=except_code)
    return pools[pool]


def bookable(
    *,
    dealership: Dealership,
    pools: Sequence[Pool],
    period: Period,
    at: datetime,
    except_code: str = "",
    known: Fleet | None = None,
) -> dict[Pool, Availability]:
    """
    The same for several pools, read once. Each stands alone: what one takes is not taken from the others.

    ``known`` is the fleet in the period or longer, if it was read already.

    :raises TooLong: the period is longer than any loan may be
    """
    whole = promised(period, turnaround=fleet.turnaround(dealership=dealership))
    known = known or fleet_in(dealership=dealership, period=whole, at=at, except_code=except_code)
    return {pool: rule.availability(known, pool, whole) for pool in pools}


def overbooking_alert(
    *,
    dealership: Dealership,
    pool: Pool,
    what: str,
    period: Period,
    at: datetime,
    except_code: str = "",
    ahead: Fleet | None = None,
) -> str:
    """
    What staff are told when one more loan would find no vehicle, with the next time that one is free; else nothing.

    ``what`` names one of the pool's vehicles: *SUV*. ``ahead`` is the fleet up to the horizon, if it was read already.
    """
    mine: dict[str, Any] = {"dealership": dealership, "period": period, "at": at, "except_code": except_code}
    now = bookable(pools=[pool], known=ahead, **mine)[pool]
    if now.available or now.short_from is None:
        return ""
    whole = promised(period, turnaround=fleet.turnaround(dealership=dealership))
    horizon, known = whole.starts_at + timedelta(days=HORIZON_DAYS), ahead or fleet_ahead(**mine)
    if not any(car.kind.is_in(pool) for car in known.cars):
        return no_such_vehicle(what=what)
    following = rule.next_free(known, pool, whole, until=horizon)
    return overbooked(
        short=now.short,
        what=what,
        short_from=in_words(dealership.local(now.short_from), today=at),
        next_free=in_words(dealership.local(following), today=at) if following else None,
    )


def fleet_ahead(*, dealership: Dealership, period: Period, at: datetime, except_code: str = "") -> Fleet:
    """
    The fleet from a period's start up to the horizon, within which the next free vehicle is looked for.

    :raises TooLong: the period is longer than any loan may be
    """
    whole = promised(period, turnaround=fleet.turnaround(dealership=dealership))
    window = Period(whole.starts_at, whole.ends_at + timedelta(days=HORIZON_DAYS))
    return fleet_in(dealership=dealership, period=window, at=at, except_code=except_code)


def fleet_in(*, dealership: Dealership, period: Period, at: datetime, except_code: str = "") -> Fleet:
    """Vehicles, promises and loans without a vehicle that touch a period (turnaround included)."""
    read_rows: Any = with_those_out if fleet.out_counts(period, at=at) else as_scheduled
    [read] = read_rows(**told_of(dealership=dealership, period=period, except_code=except_code))
    columns = dict(zip(COLUMNS, read, strict=True))
    return Fleet(
        cars=fleet.cars(columns, zone=dealership.zone),
        taken=fleet.taken(columns, at=at),
        wanted=wanted(columns["wanted"], turnaround=fleet.turnaround(dealership=dealership)),
    )


def told_of(*, dealership: Dealership, period: Period, except_code: str = "") -> dict[str, Any]:
    """What the statement is told."""
    return {
        "dealership": dealership,
        **fleet.bounds_of(period),
        "before": period.starts_at - fleet.turnaround(dealership=dealership),
        "about": f"contract/{except_code}",
        "code": except_code,
    }


BOUNDS: dict[str, Any] = {name: told(name) for name in ("dealership", "since", "starts_at", "ends_at")}
COLUMNS = ("vehicles", "also_in", "lent_by", "promised", "wanted")


@prepared
def as_scheduled() -> "QuerySet[Dealership, Any]":
    """A dealership's vehicles, the promises of them that touch a period, and the loans that want one."""
    return one_row(fleet.in_the_way(**BOUNDS))


@prepared
def with_those_out() -> "QuerySet[Dealership, Any]":
    """The same; whatever is out counts, however long it is overdue."""
    return one_row(fleet.in_the_way_or_out(**BOUNDS))


def one_row(promises: "QuerySet[Commitment]") -> "QuerySet[Dealership, Any]":
    """All as columns of one row; ``about`` and ``code`` name a loan that does not count."""
    mine = told("dealership")
    columns: Any = fleet.pool_columns(dealership=mine, promises=promises.exclude(about=told("about")))
    rows: QuerySet[Dealership, Any] = Dealership.objects.filter(pk=mine)
    return rows.values_list(*columns.values(), wanted_column())


def wanted_column() -> ArraySubquery:
    """The booked loans that touch a period and have no vehicle yet; ``before`` is its start less the turnaround."""
    rows = reservations(dealership=told("dealership")).filter(
        status=Status.BOOKED,
        pickup_at__gt=told("since"),
        pickup_at__lt=told("ends_at"),
        dropoff_at__gt=told("before"),
    )
    listing = ("group", "program", "category", "pickup_at", "dropoff_at")
    return fleet.listed(rows.exclude(code=told("code")), *listing)


def wanted(read: Sequence[Any], *, turnaround: timedelta) -> list[Wanted]:
    """Them as values."""
    return [
        Wanted(
            pool=Pool(group_id=group, program_id=program, category_id=category),
            period=Period(datetime.fromisoformat(pickup_at), datetime.fromisoformat(dropoff_at) + turnaround),
        )
        for group, program, category, pickup_at, dropoff_at in read
    ]
