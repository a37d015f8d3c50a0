"""What the page of a new contract shows beside the form: what is free, what is short, what the guest has already."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from dealerships.models import Dealership
from dealerships.queries import advisors
from fleet.domain.commitments import TooLong
from fleet.domain.pools import Pool
from fleet.queries import vehicles
from fleet.queries.groups import categories, groups
from kernel.period import Period
from programs.queries import programs
from reservations.domain.availability import Availability
from reservations.queries.availability import bookable, overbooking_alert
from reservations.queries.duplicates import duplicates_of
from reservations.queries.opening import hours_of

if TYPE_CHECKING:
    from customers.models import Customer
    from reservations.models import Reservation


Names = Sequence[tuple[int, str]]


@dataclass(frozen=True, kw_only=True)
class Offered:
    """What a dealership has to choose from, by key and name."""

    groups: Names
    programs: Names
    categories: Names
    models: Sequence[str]
    advisors: Names


def offered(*, dealership: Dealership) -> Offered:
    """Everything that can be chosen for a booking."""
    models = vehicles(dealership=dealership).order_by("model").values_list("model", flat=True).distinct()
    return Offered(
        groups=[(each.pk, each.name) for each in groups(dealership=dealership)],
        programs=[(each.pk, each.title) for each in programs(dealership=dealership)],
        categories=[(each.pk, each.name) for each in categories(dealership=dealership)],
        models=list(models),
        advisors=[(each.pk, each.name) for each in advisors(dealership=dealership)],
    )


@dataclass(frozen=True, kw_only=True)
class OfferRow:
    """A group or program, with what each category can still take."""

    name: str
    free: Sequence[Availability]
    chosen: bool


@dataclass(frozen=True, kw_only=True)
class Overview:
    """Availability by offer and category, the alert, duplicates, and the ends that fall outside opening hours."""

    period: Period
    categories: Sequence[str]
    offers: Sequence[OfferRow]
    alert: str
    duplicates: "Sequence[Reservation]"
    closed: Sequence[str]


def overview(
    *,
    dealership: Dealership,
    customer: "Customer",
    period: Period,
    pool: Pool | None,
    what: str,
    offered: Offered,
    at: datetime,
) -> Overview:
    """What there is to know before booking; the same few statements whatever the fleet."""
    columns = offered.categories
    return Overview(
        period=period,
        categories=[name for _, name in columns],
        offers=_offers(dealership, offered, period, pool, at),
        alert=_alert(dealership, pool, what, period, at),
        duplicates=list(duplicates_of(dealership=dealership, customer=customer, period=period)),
        closed=_closed(dealership, period),
    )


def _offers(
    dealership: Dealership, offered: Offered, period: Period, pool: Pool | None, at: datetime
) -> list[OfferRow]:
    named = [
        *((Pool(group_id=key), name) for key, name in offered.groups),
        *((Pool(program_id=key), title) for key, title in offered.programs),
    ]
    pools = {offer: [_of(offer, key) for key, _ in offered.categories] for offer, _ in named}
    everything = [each for row in pools.values() for each in row]
    try:
        found = bookable(dealership=dealership, pools=everything, period=period, at=at)
    except TooLong:
        return []
    chosen = pool.loosened() if pool else None
    return [
        OfferRow(name=name, free=[found[each] for each in pools[offer]], chosen=offer == chosen)
        for offer, name in named
    ]


def _of(offer: Pool, category_id: int) -> Pool:
    return Pool(group_id=offer.group_id, program_id=offer.program_id, category_id=category_id)


def _alert(dealership: Dealership, pool: Pool | None, what: str, period: Period, at: datetime) -> str:
    if pool is None:
        return ""
    try:
        return overbooking_alert(dealership=dealership, pool=pool, what=what, period=period, at=at)
    except TooLong as reason:
        return str(reason)


def _closed(dealership: Dealership, period: Period) -> list[str]:
    hours = hours_of(dealership=dealership)
    ends = (("Pickup", period.starts_at), ("Drop-off", period.ends_at))
    return [f"{name} is outside opening hours." for name, moment in ends if not hours.is_open(moment)]
