"""Springfield's counter, for positions."""

from tests.api.conftest import scheduler
from tests.scenarios.conftest import world
from tests.situations.fixtures import desk, neighbour, store

__all__ = ["desk", "neighbour", "scheduler", "store", "world"]
