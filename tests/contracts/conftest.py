"""What the tests of contracts may ask for."""

import pytest

from tests.contracts.at_the_counter import Loan, loan_for_group
from tests.situations import Counter
from tests.situations.fixtures import committed_desk, desk, neighbour, store

__all__ = ["committed_desk", "desk", "neighbour", "store"]


@pytest.fixture
def loan(desk: Counter) -> Loan:
    """Avery's loan of the group, booked, from Monday, 9 March, 9:00 to Thursday, 9:00."""
    return loan_for_group(desk)
