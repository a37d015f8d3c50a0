"""A store with Dana at work in it."""

from tests.situations.fixtures import desk, neighbour, store

__all__ = ["desk", "neighbour", "store"]
