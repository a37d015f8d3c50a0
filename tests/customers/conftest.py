"""What the tests of customers may ask for."""

from tests.situations.fixtures import committed_desk, desk, neighbour, store

__all__ = ["committed_desk", "desk", "neighbour", "store"]
