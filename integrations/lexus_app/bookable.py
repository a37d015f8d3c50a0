"""What the app may offer: the program's categories, their models, and how many more of each can be booked."""

from dataclasses import dataclass
from datetime import datetime

from dealerships.models import Dealership
from fleet.domain.pools import Pool
from fleet.queries import pool
from kernel.period import Period
from programs.queries import one_app_rental
from reservations.queries import bookable, hours_of


@dataclass(frozen=True, kw_only=True, slots=True)
class Offer:
    """A category of the program."""

    category: str
    models: list[str]
    available: int


def offers(*, dealership: Dealership, period: Period, at: datetime) -> list[Offer]:
    """
    The categories of *OneApp Rental*, by name; none without the program.

    :raises TooLong: the period is longer than any loan may be
    """
    program = one_app_rental(dealership=dealership)
    if program is None:
        return []
    models: dict[tuple[str, int], set[str]] = {}
    rows = pool(dealership=dealership, program=program).filter(category__isnull=False)
    for name, category_id, model in rows.values_list("category__name", "category", "model"):
        models.setdefault((name, category_id), set()).add(model)
    pools = {key: Pool(program_id=program.pk, category_id=key[1]) for key in models}
    free = bookable(dealership=dealership, pools=list(pools.values()), period=period, at=at)
    return [
        Offer(category=key[0], models=sorted(models[key]), available=free[pools[key]].available)
        for key in sorted(models, key=lambda key: key[0].casefold())
    ]


def next_opening(*, dealership: Dealership, period: Period) -> datetime | None:
    """Where pickup or drop-off lies outside opening hours: when the counter opens next after the first such; else None."""
    hours = hours_of(dealership=dealership)
    closed = [at for at in (period.starts_at, period.ends_at) if not hours.is_open(at)]
    return hours.moved_into(closed[0]) if closed else None
