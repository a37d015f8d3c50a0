"""What the tests of fleet may ask for."""

from tests.situations.fixtures import desk, neighbour, store

__all__ = ["desk", "neighbour", "store"]
