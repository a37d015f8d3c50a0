"""The counter of Springfield, and another system with a token for it."""

import pytest

from dealerships.models import Dealership
from tests.api.caller import Caller, caller
from tests.scenarios.conftest import world
from tests.situations.fixtures import desk, neighbour, store

__all__ = ["desk", "neighbour", "store", "world"]


@pytest.fixture
def scheduler(store: Dealership) -> Caller:
    """A system of Springfield that may do everything."""
    return caller(store)


@pytest.fixture
def next_door(neighbour: Dealership) -> Caller:
    """A system of Riverton that may do everything there."""
    return caller(neighbour)
