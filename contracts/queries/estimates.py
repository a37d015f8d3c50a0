"""What a loan would cost that is only being booked: the estimate beside the form of a new contract."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from djmoney.money import Money

from contracts.queries.bills import Bill, bill_of
from contracts.queries.running import Estimate, estimate
from dealerships.models import Dealership
from fleet.domain.pools import Pool
from fleet.queries.groups import categories, groups
from kernel.period import Period
from programs.queries import programs
from reservations.queries.imagined import imagined

if TYPE_CHECKING:
    from customers.models import Customer
    from fleet.models import VehicleCategory, VehicleGroup
    from programs.models import Program
    from reservations.models import Reservation


@dataclass(frozen=True, kw_only=True)
class Planned:
    """What may be booked: who, when, from which offer, and for which service visit."""

    customer: "Customer"
    period: Period
    pool: Pool
    preferred_model: str = ""
    service_vin: str = ""


@dataclass(frozen=True, kw_only=True)
class Expected:
    """The estimate as a page shows it; without one, nothing says yet what the loan costs."""

    estimate: Estimate | None
    bill: Bill | None
    preferred_model: str
    category: str

    @property
    def hold_amount(self) -> Money | None:
        """What is to be held before the start."""
        return Money(self.estimate.hold.amount, self.estimate.invoice.currency) if self.estimate else None

    @property
    def because(self) -> str:
        """At whose rate it is estimated (billing.md, The JSON form)."""
        if self.preferred_model:
            return f"No vehicle yet, so the rate of the {self.preferred_model}."
        return f"No vehicle yet, so the highest rate of {self.category or 'what can be booked'}."


def expected(*, dealership: Dealership, planned: Planned) -> Expected:
    """
    What a booking will cost at its scheduled times, in a constant number of statements.

    :raises NothingToEstimate: the group or program is not in use
    """
    loan = _as_if_booked(dealership, planned)
    found = estimate(dealership=dealership, loan=loan)
    return Expected(
        estimate=found,
        bill=bill_of(found.invoice) if found else None,
        preferred_model=planned.preferred_model,
        category=loan.category.name if loan.category else "",
    )


class NothingToEstimate(Exception):
    """What was chosen is not offered (any more)."""

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__("This group or program is not in use; choose another.")


def _as_if_booked(dealership: Dealership, planned: Planned) -> "Reservation":
    """The reservation that the form would make; nobody saves it."""
    group, program = _group(dealership, planned.pool), _program(dealership, planned.pool)
    if group is None and program is None:
        raise NothingToEstimate
    return imagined(
        dealership=dealership,
        customer=planned.customer,
        period=planned.period,
        group=group,
        program=program,
        category=_category(dealership, planned.pool),
        preferred_model=planned.preferred_model,
        service_vin=planned.service_vin,
    )


def _group(dealership: Dealership, pool: Pool) -> "VehicleGroup | None":
    rows = groups(dealership=dealership).select_related("cost_recovery")
    return rows.filter(pk=pool.group_id).first() if pool.group_id else None


def _program(dealership: Dealership, pool: Pool) -> "Program | None":
    rows = programs(dealership=dealership).select_related("cost_recovery")
    return rows.filter(pk=pool.program_id).first() if pool.program_id else None


def _category(dealership: Dealership, pool: Pool) -> "VehicleCategory | None":
    return categories(dealership=dealership).filter(pk=pool.category_id).first() if pool.category_id else None
