"""Which vehicles a loan can be given: free ones, the booked vehicle first, and why the others are not free."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from djmoney.money import Money

from billing.domain.rates import Rates
from contracts.queries.agreed import rates_now
from dealerships.models import Dealership
from fleet import queries as fleet
from fleet.domain.statuses import UNUSABLE, VehicleStatus
from kernel.period import Period
from programs.queries import model_rate_key
from reservations.domain.booked_vehicle import Asked, Offered, Ranked, ranked
from reservations.queries import reservations

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from fleet.models import Commitment, Vehicle
    from reservations.models import Reservation

MOST_SHOWN = 60


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A vehicle that is free: how well it is what was booked, and a day's rate, if there is one."""

    vehicle: "Vehicle"
    group: str
    rank: Ranked
    rate: Money | None

    @property
    def fit(self) -> str:
        """How well, as the API names it."""
        return self.rank.fit.name.lower()

    @property
    def staged(self) -> bool:
        """Whether it can be handed over as it is."""
        return self.vehicle.status == VehicleStatus.STAGED


@dataclass(frozen=True, kw_only=True)
class NotFree:
    """A vehicle that is taken or out of service, and by what."""

    vehicle: "Vehicle"
    commitment: "Commitment | None"
    customer: str

    @property
    def out(self) -> bool:
        """Whether it is on the road."""
        return self.commitment is not None and self.commitment.out_at is not None

    @property
    def code(self) -> str:
        """The loan that has it."""
        return self.commitment.about.partition("/")[2] if self.commitment else ""

    @property
    def until(self) -> datetime | None:
        """Until when."""
        return self.commitment.ends_at if self.commitment else None


@dataclass(frozen=True, kw_only=True)
class Choices:
    """What can be given, and what can't; ``total`` counts the whole pool."""

    free: list[Choice]
    taken: list[NotFree]

    @property
    def total(self) -> int:
        """The pool."""
        return len(self.free) + len(self.taken)


def choices(*, dealership: Dealership, loan: "Reservation", words: str, at: datetime) -> Choices:
    """Staged ones first, booked before similar; then those that are taken or out of service."""
    pool = fleet.pool(dealership=dealership, group=loan.group, program=loan.program)
    pool = pool.exclude(status=VehicleStatus.DISPOSED).select_related("category", "home_group__cost_recovery")
    if words:
        pool = pool.filter(pk__in=fleet.find(dealership=dealership, words=words).order_by().values("pk"))
    period = Period(loan.pickup_at, loan.dropoff_at)
    about = loan.reference
    free = set(
        fleet.free_in(dealership=dealership, vehicles=pool, period=period, at=at, except_about=about)
        .order_by()
        .values_list("pk", flat=True)
    )
    cars, rates = (
        list(pool.order_by("model_key", "plate_key")[:MOST_SHOWN]),
        rates_now(loan=loan),
    )
    fitting = [_choice(car, loan, rates, dealership) for car in cars if car.pk in free]
    return Choices(
        free=sorted(fitting, key=lambda one: (not one.staged, not one.rank.is_booked_vehicle, one.rank.fit)),
        taken=_not_free(dealership, [car for car in cars if car.pk not in free], period, about),
    )


def _choice(car: "Vehicle", loan: "Reservation", rates: Rates, dealership: Dealership) -> Choice:
    of_home_group = car.home_group.cost_recovery.daily_rate
    if loan.group is None:
        rates = replace(rates, group=of_home_group.amount if of_home_group is not None else None)
    rate = rates.for_model(model_rate_key(car.model))
    return Choice(
        vehicle=car,
        group=str(loan.group or car.home_group),
        rank=ranked(_offered(car), _asked_for(loan)),
        rate=None if rate is None else Money(rate, dealership.currency),
    )


def _offered(car: "Vehicle") -> Offered:
    name, acriss = (car.category.name, car.category.acriss) if car.category else ("", "")
    return Offered(category=name, acriss=acriss, model=car.model)


def _asked_for(loan: "Reservation") -> Asked:
    """What was booked of category and model."""
    name, acriss = (loan.category.name, loan.category.acriss) if loan.category else ("", "")
    return Asked(category=name, acriss=acriss, model=loan.preferred_model)


def _not_free(dealership: Dealership, cars: "list[Vehicle]", period: Period, about: str) -> list[NotFree]:
    standing = _standing(dealership, cars, period, about)
    names = _names(dealership, standing)
    return [
        NotFree(
            vehicle=car,
            commitment=standing.get(car.pk) if car.status not in UNUSABLE else None,
            customer=names.get(standing[car.pk].about, "") if car.pk in standing else "",
        )
        for car in cars
    ]


def _standing(dealership: Dealership, cars: "list[Vehicle]", period: Period, about: str) -> "Mapping[int, Commitment]":
    """The first promise of each that stands in the way."""
    rows: QuerySet[Commitment] = fleet.open_commitments(dealership=dealership).filter(
        vehicle__in=[car.pk for car in cars], starts_at__lt=period.ends_at
    )
    found = rows.exclude(about=about).order_by("-starts_at")
    return {row.vehicle_id: row for row in found}


def _names(dealership: Dealership, standing: "Mapping[int, Commitment]") -> Mapping[str, str]:
    codes = [row.about.partition("/")[2] for row in standing.values()]
    loans = reservations(dealership=dealership).filter(code__in=codes).select_related("customer")
    return {loan.reference: loan.customer.name for loan in loans}
