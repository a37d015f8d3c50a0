"""Today at the counter: who comes, who brings a car back, who is late, how the fleet stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q, QuerySet, Value

from contracts.queries import before_start_of
from dealerships.models import Dealership
from dealerships.prepared import prepared, told
from desk.queries.contract_list import day_of
from desk.queries.rows import WITH_EVERYTHING, LoanRow, rows
from fleet import queries as fleet
from fleet.domain.statuses import UNUSABLE, VehicleStatus
from reservations import queries as reservations
from reservations.domain.lifecycle import BEFORE_START, Status

if TYPE_CHECKING:
    from reservations.models import Reservation

DAYS_SHOWN = 14
LONGEST_SEEN = timedelta(days=60)
"""How far back a loan may have begun and still count in the picture of the last two weeks."""


@dataclass(frozen=True, kw_only=True)
class Today:
    """The day's work, soonest first."""

    overdue: Sequence[LoanRow]
    pickups: Sequence[LoanRow]
    returns: Sequence[LoanRow]


def today(*, dealership: Dealership, now: datetime) -> Today:
    """Everything that is due before midnight, in one statement."""
    _, midnight = day_of(now, dealership)
    loans = rows(due(dealership=dealership, midnight=midnight), now=now)
    out = sorted((loan for loan in loans if loan.reservation.status == Status.STARTED), key=by_dropoff)
    return Today(
        overdue=[loan for loan in out if loan.late is not None],
        pickups=sorted((loan for loan in loans if loan.reservation.status != Status.STARTED), key=by_pickup),
        returns=[loan for loan in out if loan.late is None],
    )


@prepared
def due() -> "QuerySet[Reservation]":
    """What goes out or comes back before ``midnight``, and what should have."""
    back = Q(status=Status.STARTED, dropoff_at__lt=told("midnight"))
    out = Q(status__in=sorted(BEFORE_START), pickup_at__lt=told("midnight"))
    loans = reservations.reservations(dealership=told("dealership"))
    return loans.filter(back | out).select_related(*WITH_EVERYTHING)


def with_readiness(day: Today, *, dealership: Dealership, now: datetime) -> Today:
    """The same, with how much is missing before each pickup that has a vehicle; a constant number of statements."""
    codes = [loan.reservation.code for loan in day.pickups if loan.vehicle is not None]
    missing = before_start_of(dealership=dealership, codes=codes, at=now) if codes else {}
    pickups = [
        replace(loan, missing=len(missing[loan.reservation.code])) if loan.reservation.code in missing else loan
        for loan in day.pickups
    ]
    return replace(day, pickups=pickups)


def by_pickup(loan: LoanRow) -> tuple[datetime, int]:
    """Soonest first."""
    return loan.reservation.pickup_at, loan.reservation.pk


def by_dropoff(loan: LoanRow) -> tuple[datetime, int]:
    """Soonest back first."""
    return loan.reservation.dropoff_at, loan.reservation.pk


@dataclass(frozen=True, kw_only=True)
class FleetStands:
    """How many vehicles stand how; disposed ones are left out."""

    by_status: Mapping[VehicleStatus, int]

    @property
    def total(self) -> int:
        """The fleet."""
        return sum(self.by_status.values())

    @property
    def usable(self) -> int:
        """Those that could be lent."""
        return sum(count for status, count in self.by_status.items() if status not in UNUSABLE)

    @property
    def out(self) -> int:
        """Those that are lent now."""
        return self.by_status.get(VehicleStatus.RENTED, 0)

    @property
    def percent_out(self) -> int:
        """The share of usable ones that is out."""
        return percent(self.out, self.usable)


ORDER = ("rented", "staged", "in_preparation", "returned", "maintenance", "hard_hold", "shuttle")


def fleet_stands(*, dealership: Dealership) -> FleetStands:
    """The fleet by status."""
    found = dict(vehicles_by_status(dealership=dealership))
    return FleetStands(by_status={VehicleStatus(name): found[name] for name in ORDER if name in found})


@prepared
def vehicles_by_status() -> QuerySet[Any, tuple[str, int]]:
    """How many vehicles are in each status."""
    vehicles = fleet.vehicles(dealership=told("dealership")).exclude(status=VehicleStatus.DISPOSED)
    return vehicles.order_by().values_list("status").annotate(Count("pk"))


@dataclass(frozen=True, kw_only=True)
class DayUse:
    """One column: the share of the fleet that was out at noon."""

    position: int
    percent: int
    is_today: bool

    @property
    def top(self) -> int:
        """Where the column begins, from above."""
        return 100 - self.percent


def use_by_day(*, dealership: Dealership, now: datetime, usable: int) -> list[DayUse]:
    """The last two weeks, today last (as it stands now)."""
    noon = dealership.local(now).replace(hour=12, minute=0, second=0, microsecond=0)
    moments = [*(noon - timedelta(days=back) for back in range(DAYS_SHOWN - 1, 0, -1)), now]
    named = {f"moment_{n}": moment for n, moment in enumerate(moments)}
    since = now - timedelta(days=DAYS_SHOWN) - LONGEST_SEEN
    [(_, *out)] = out_at_moments(dealership=dealership, since=since, **named)
    return [
        DayUse(position=n, percent=percent(count, usable), is_today=n == DAYS_SHOWN - 1) for n, count in enumerate(out)
    ]


@prepared
def out_at_moments() -> QuerySet[Any, tuple[int, ...]]:
    """How many cars were out at each of so many moments, of loans that began ``since`` then; the first column is 1."""
    loans = reservations.reservations(dealership=told("dealership")).filter(
        status__in=[Status.STARTED, Status.FINISHED], pickup_at__gte=told("since")
    )
    counts = {f"out_{n}": Count("pk", filter=_out(told(f"moment_{n}"))) for n in range(DAYS_SHOWN)}
    return loans.order_by().values(one=Value(1)).annotate(**counts).values_list("one", *counts)


def _out(moment: Any) -> Q:
    gone = Q(contract__actual_pickup_at__lte=moment)
    return gone & (Q(contract__actual_dropoff_at__isnull=True) | Q(contract__actual_dropoff_at__gt=moment))


def percent(part: int, whole: int) -> int:
    """At most 100; of nothing, 0."""
    return min(100, round(100 * part / whole)) if whole else 0
