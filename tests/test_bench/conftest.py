"""Riley, who may change settings, at the counter of Springfield."""

from tests.desk.conftest import signed_in, world
from tests.situations.fixtures import desk, neighbour, store

__all__ = ["desk", "neighbour", "signed_in", "store", "world"]
