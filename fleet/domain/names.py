"""The names of groups, programs and categories: found as they are written, said as they are called."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from kernel.keys import without_case_and_spaces


class NoSuchName(Exception):
    """Nothing is called so; ``meant`` is what is called nearly so, if anything is."""

    def __init__(self, kind: str, name: str, meant: str) -> None:
        """Say it as the dealer would."""
        super().__init__(f"No {kind} is called “{name}”.")
        self.name = name
        self.meant = meant


@dataclass(frozen=True, kw_only=True, slots=True)
class Names:
    """The names of one kind of thing, such as *group*, with their keys; case and spaces are left out."""

    kind: str
    names: Mapping[int, str]
    corrections: Mapping[str, str] = field(default_factory=dict)

    def find(self, written: str) -> int:
        """
        :raises NoSuchName: nothing is called so
        """
        by_key = {without_case_and_spaces(name): each for each, name in self.names.items()}
        wanted = without_case_and_spaces(written)
        found = by_key.get(without_case_and_spaces(self.corrections.get(wanted, written)))
        if found is None:
            near = get_close_matches(wanted, by_key, n=1, cutoff=0.75)
            raise NoSuchName(self.kind, written, self.names[by_key[near[0]]] if near else "")
        return found

    def said(self, keys: "frozenset[int]") -> str:
        """Names in a row, by the alphabet."""
        return "; ".join(sorted(self.names.get(each, "one that was removed") for each in keys))
