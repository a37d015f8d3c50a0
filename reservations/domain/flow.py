"""
A matching of counted demands with counted places that is worth the most.

Each demand says what a seat in each place is worth to it, nothing where it won't do. Seats are given one chain of moves
at a time, always by a chain that adds the most: a demand sits down and moves another, which moves another, until one
finds a free seat. So the whole is always worth the most that so many seats can be, and nobody ever loses one.
"""

from collections import Counter, deque
from collections.abc import Iterator, Sequence
from itertools import pairwise

Step = tuple[int, int]
"""A demand, and the place in which it sits down."""
Hand = tuple[int, Step | None]
"""What a chain is worth that leaves a demand without a seat, and who took it where; None: it was waiting."""


class Flow:
    """Who sits where, once ``seat`` has been called; demands and places are numbered from 0."""

    def __init__(self, seats: Sequence[int], waiting: Sequence[int], worth: Sequence[Sequence[int]]) -> None:
        """Begin with every seat free; ``worth`` is by demand, then by place."""
        self.free, self.waiting, self.worth = list(seats), list(waiting), worth
        self.taken: list[Counter[int]] = [Counter() for _ in seats]
        open_places = [place for place, count in enumerate(seats) if count]
        self.does = [[place for place in open_places if worths[place]] for worths in worth]
        wishes = [sum(1 for worths in worth if worths[place]) for place in range(len(seats))]
        for places in self.does:
            places.sort(key=lambda place: wishes[place])  # those first that others want least: it saves moves

    def seat(self) -> None:
        """Give seats as long as that adds anything."""
        while found := self._best_chain():
            worth, chain = found
            if not self._seat_directly(worth):
                self._move(chain, self._width(chain))

    def _seat_directly(self, worth: int) -> bool:
        """Free seats that are worth as much as the best chain; whether there were any."""
        before = sum(self.waiting)
        for demand, places in enumerate(self.does):
            for place in places:
                if self.worth[demand][place] == worth and (count := min(self.waiting[demand], self.free[place])):
                    self._move([(demand, place)], count)
        return sum(self.waiting) < before

    def _best_chain(self) -> tuple[int, list[Step]] | None:
        """What the best chain adds, and its moves, the last one into a free seat; None where none adds anything."""
        hands, best, end = self._hands(), 0, None
        for demand, (value, _) in hands.items():
            for place in self.does[demand]:
                if self.free[place] and value + self.worth[demand][place] > best:
                    best, end = value + self.worth[demand][place], (demand, place)
        return (best, walked(hands, end)) if end else None

    def _hands(self) -> dict[int, Hand]:
        """The best way for each demand to have one of its own on its feet."""
        hands: dict[int, Hand] = {demand: (0, None) for demand, count in enumerate(self.waiting) if count}
        queue, entered = deque(hands), dict[int, int]()
        while queue:
            mover = queue.popleft()
            for place in self.does[mover]:
                there = hands[mover][0] + self.worth[mover][place]
                if place not in entered or there > entered[place]:
                    entered[place] = there
                    queue.extend(self._displaced(hands, there, (mover, place)))
        return hands

    def _displaced(self, hands: dict[int, Hand], there: int, step: Step) -> Iterator[int]:
        """Those who are on their feet, or in a better chain than before, once a step is taken that is worth so much."""
        place = step[1]
        for other, count in self.taken[place].items():
            value = there - self.worth[other][place]
            if count and (other not in hands or value > hands[other][0]):
                hands[other] = value, step
                yield other

    def _width(self, chain: Sequence[Step]) -> int:
        """How many can make these moves at once."""
        (first, _), (_, last) = chain[0], chain[-1]
        moved = [self.taken[place][other] for (_, place), (other, _) in pairwise(chain)]
        return min(self.waiting[first], self.free[last], *moved)

    def _move(self, chain: Sequence[Step], count: int) -> None:
        (first, _), (_, last) = chain[0], chain[-1]
        self.waiting[first] -= count
        self.free[last] -= count
        for demand, place in chain:
            self.taken[place][demand] += count
        for (_, place), (other, _) in pairwise(chain):
            self.taken[place][other] -= count


def walked(hands: dict[int, Hand], end: Step) -> list[Step]:
    """The chain, from the one that was waiting to the one that finds a free seat."""
    chain = [end]
    while (before := hands[chain[-1][0]][1]) is not None:
        chain.append(before)
    return chain[::-1]
