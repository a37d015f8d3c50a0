"""
A matching of counted demands with counted places, grown demand by demand.

Each demand names the places that would do. Sending one never takes a place away from what was sent before it: others
are only moved, to places that do for them too (augmenting paths). So the order of sending is an order of precedence.
"""

from collections import Counter, deque
from collections.abc import Callable, Hashable, Mapping
from itertools import pairwise
from typing import Generic, TypeVar

Place = TypeVar("Place", bound=Hashable)
Step = tuple[Hashable, Place]
"""A demand, and the place that it takes."""


class Flow(Generic[Place]):
    """Places with so many seats each, and who sits where."""

    def __init__(self, places: Mapping[Place, int]) -> None:
        """Begin with every seat free."""
        self.places = dict(places)
        self.free = Counter(self.places)
        self.taken: dict[Place, Counter[Hashable]] = {place: Counter() for place in self.places}
        self.does: dict[Hashable, list[Place]] = {}

    def send(self, demand: Hashable, count: int, does: Callable[[Place], bool]) -> int:
        """Seat up to ``count`` of a demand where a place ``does``; returns how many found a seat."""
        self.does[demand] = [place for place in self.places if does(place)]
        sent = 0
        while sent < count and (path := self._path(demand)):
            sent += self._move(path, count - sent)
        return sent

    def _path(self, demand: Hashable) -> list["Step[Place]"]:
        """The shortest chain of moves that ends at a free seat: each demand on it takes the next one's place."""
        came: dict[Place, tuple[Hashable, Place | None]] = {}
        queue: deque[tuple[Hashable, Place | None]] = deque([(demand, None)])
        asked = {demand}
        while queue:
            mover, left = queue.popleft()
            for place in self.does[mover]:
                if place in came:
                    continue
                came[place] = (mover, left)
                if self.free[place]:
                    return self._walked(came, place)
                others = [other for other, seats in self.taken[place].items() if seats and other not in asked]
                asked.update(others)
                queue.extend((other, place) for other in others)
        return []

    def _walked(self, came: "Mapping[Place, tuple[Hashable, Place | None]]", end: Place) -> list["Step[Place]"]:
        path: list[Step[Place]] = []
        place: Place | None = end
        while place is not None:
            mover, before = came[place]
            path.append((mover, place))
            place = before
        return path

    def _move(self, path: list["Step[Place]"], count: int) -> int:
        """Move as many as the whole chain lets through; the path runs from the free seat back to the new demand."""
        seats = [self.free[path[0][1]], count]
        seats += [self.taken[left][mover] for (mover, _), (_, left) in pairwise(path)]
        moved = min(seats)
        self.free[path[0][1]] -= moved
        for index, (mover, place) in enumerate(path):
            self.taken[place][mover] += moved
            if index + 1 < len(path):
                self.taken[path[index + 1][1]][mover] -= moved
        return moved
