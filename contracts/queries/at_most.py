"""At whose rate a booking without a vehicle is estimated: what it will cost at most (billing.md, The JSON form)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from billing.domain.rates import Rates
from contracts.queries.agreed import rates_now
from dealerships.models import Dealership
from fleet.queries import pool
from programs.queries import model_rate_key

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from fleet.models import Vehicle
    from reservations.models import Reservation

FREE = Decimal(0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Expected:
    """A model, and the table of rates that a loan of it would have."""

    model: str
    rates: Rates

    @property
    def rate(self) -> Decimal:
        """What a day with it costs."""
        return self.rates.for_model(model_rate_key(self.model)) or FREE


def expected_at_most(*, dealership: Dealership, loan: "Reservation") -> Expected:
    """
    The preferred model, else the dearest of the booked category; of vehicles alike, the one whose home group is dearest,
    because a loan that is booked by program has the group of the vehicle that it gets.
    """
    rates = rates_now(loan=loan)
    plain = Expected(model=loan.preferred_model, rates=rates)
    by_home_group = loan.group is None and rates.program is None
    if not by_home_group and (loan.preferred_model or not rates.by_model):
        return plain
    found = _expected(rates, _lent(dealership, loan), by_home_group=by_home_group)
    return max(found, key=lambda each: each.rate, default=plain)


def _lent(dealership: Dealership, loan: "Reservation") -> "QuerySet[Vehicle, Any]":
    """Which models there are, with the daily rates of their home groups."""
    booked = pool(dealership=dealership, group=loan.group, program=loan.program, category=loan.category)
    if loan.preferred_model:
        booked = booked.filter(model_key=model_rate_key(loan.preferred_model))
    return booked.order_by().values_list("model", "home_group__cost_recovery__daily_rate").distinct()


def _expected(rates: Rates, lent: Iterable[tuple[str, Decimal | None]], *, by_home_group: bool) -> Iterable[Expected]:
    for model, of_home_group in lent:
        yield Expected(model=model, rates=replace(rates, group=of_home_group) if by_home_group else rates)
