"""Whether the bill of a finished loan is still to be settled: a worker does that a moment after the finish."""

from dealerships.models import Dealership
from dealerships.queries import is_waiting

SETTLE = "contracts.effects.settling.settle_bill"


def being_settled(*, dealership: Dealership, about: str) -> bool:
    """Whether what is due has not been asked for yet."""
    return is_waiting(dealership=dealership, kind=SETTLE, about=about)
