"""The counter of Springfield on a Monday in March, and another system with a token for it."""

from collections.abc import Iterator

import pytest
import time_machine

from dealerships.models import Dealership
from tests.api.caller import Caller, caller
from tests.scenarios.conftest import world
from tests.situations.clock import MONDAY_MORNING
from tests.situations.fixtures import committed_desk, desk, neighbour, store

__all__ = ["committed_desk", "desk", "neighbour", "store", "world"]


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    """Monday morning, until a test moves it; it stands still."""
    with time_machine.travel(MONDAY_MORNING, tick=False) as traveller:
        yield traveller


@pytest.fixture
def scheduler(store: Dealership) -> Caller:
    """A system of Springfield that may do everything."""
    return caller(store)


@pytest.fixture
def next_door(neighbour: Dealership) -> Caller:
    """A system of Riverton that may do everything there."""
    return caller(neighbour)
