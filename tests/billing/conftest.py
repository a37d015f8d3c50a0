"""The counter's rows, for billing."""

import pytest

from dealerships.models import Dealership
from tests.situations.fixtures import desk, neighbour, store
from tests.situations.stores import springfield

__all__ = ["desk", "neighbour", "store"]


@pytest.fixture
def committed(transactional: None) -> Dealership:
    """Lexus of Springfield for races: rows are really committed."""
    return springfield()
