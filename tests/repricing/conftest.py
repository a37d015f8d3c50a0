"""Two stores with honest bills."""

import pytest

from billing.models import CostRecovery
from dealerships.models import Dealership
from tests.situations.fixtures import neighbour, store
from tests.situations.offers import cost_recovery

__all__ = ["neighbour", "store"]


@pytest.fixture
def prices(store: Dealership) -> CostRecovery:
    """$45.00 a day, $4.00 a gallon, $0.25 a mile over 100 a day, 8 % on the daily rate."""
    return cost_recovery(store)
