"""The situations as fixtures: `from tests.situations.fixtures import *` in a conftest, or by name."""

from collections.abc import Iterator

import pytest

from dealerships.models import Dealership
from dealerships.tenancy import as_dealership
from tests.situations.counters import Counter, counter
from tests.situations.stores import riverton, springfield

__all__ = ["committed_desk", "desk", "neighbour", "store"]


@pytest.fixture
def store(db: None) -> Iterator[Dealership]:
    """Lexus of Springfield, entered until the test ends; not for tests that commit."""
    dealership = springfield()
    with as_dealership(dealership):
        yield dealership


@pytest.fixture
def neighbour(db: None) -> Dealership:
    """Lexus of Riverton, not entered."""
    return riverton()


@pytest.fixture
def desk(store: Dealership) -> Counter:
    """A morning at the counter of Springfield, entered until the test ends."""
    return counter(store)


@pytest.fixture
def committed_desk(transactional: None) -> Counter:
    """The same, really committed and not entered, for two connections at once; afterwards every table is emptied."""
    dealership = springfield()
    with as_dealership(dealership):
        return counter(dealership)
