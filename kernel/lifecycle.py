"""Lifecycles as tables of moves: the next status comes only from a move."""

from collections.abc import Collection
from dataclasses import dataclass


class IllegalMove(Exception):
    """The record is not in a status from which the move can be made; the message is for the advisor."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Move:
    """One way from some statuses to one other; ``verb`` names it in the history, ``refusal`` explains a no."""

    verb: str
    sources: frozenset[str]
    target: str
    refusal: str

    def from_(self, status: str) -> str:
        """
        The status after the move.

        :raises IllegalMove: the move does not start from this status
        """
        if status not in self.sources:
            raise IllegalMove(self.refusal.format(status=status.replace("_", " ")))
        return self.target


def move(verb: str, sources: Collection[str], target: str, *, refusal: str) -> Move:
    """A row of a lifecycle's table."""
    return Move(verb=verb, sources=frozenset(sources), target=target, refusal=refusal)
