"""What the page of a new contract shows beside the form: what is free, what is short, what the guest has already."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from dealerships.models import Dealership
from dealerships.queries import advisors
from fleet.domain.commitments import TooLong
from fleet.domain.pools import Pool
from fleet.queries import vehicles
from fleet.queries.groups import categories, groups
from kernel.period import Period
from programs.queries import programs
from reservations.domain.availability import Availability
from reservations.queries.availability import bookable, fleet_ahead, overbooking_alert
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
    mine: dict[str, Any] = {"dealership": dealership, "period": period, "at": at}
    try:
        ahead = fleet_ahead(**mine)
        offers = _offers(offered, pool, bookable(pools=_pools(offered), known=ahead, **mine))
        alert = overbooking_alert(pool=pool, what=what, ahead=ahead, **mine) if pool else ""
    except TooLong as reason:
        offers, alert = [], str(reason) if pool else ""
    return Overview(
        period=period,
        categories=[name for _, name in columns],
        offers=offers,
        alert=alert,
        duplicates=list(duplicates_of(dealership=dealership, customer=customer, period=period)),
        closed=_closed(dealership, period),
    )


def _pools(offered: Offered) -> list[Pool]:
    return [_of(offer, key) for offer, _ in _named(offered) for key, _ in offered.categories]


def _named(offered: Offered) -> list[tuple[Pool, str]]:
    return [
        *((Pool(group_id=key), name) for key, name in offered.groups),
        *((Pool(program_id=key), title) for key, title in offered.programs),
    ]


def _offers(offered: Offered, pool: Pool | None, found: Mapping[Pool, Availability]) -> list[OfferRow]:
    chosen = pool.loosened() if pool else None
    return [
        OfferRow(name=name, free=[found[_of(offer, key)] for key, _ in offered.categories], chosen=offer == chosen)
        for offer, name in _named(offered)
    ]


def _of(offer: Pool, category_id: int) -> Pool:
    return Pool(group_id=offer.group_id, program_id=offer.program_id, category_id=category_id)


def _closed(dealership: Dealership, period: Period) -> list[str]:
    hours = hours_of(dealership=dealership)
    ends = (("Pickup", period.starts_at), ("Drop-off", period.ends_at))
    return [f"{name} is outside opening hours." for name, moment in ends if not hours.is_open(moment)]
