"""Riley, who may change settings, at the counter of Springfield."""

from tests.desk.conftest import signed_in, world
from tests.situations.fixtures import committed_desk, desk, neighbour, store

__all__ = ["committed_desk", "desk", "neighbour", "signed_in", "store", "world"]
