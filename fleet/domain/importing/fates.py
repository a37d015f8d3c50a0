"""What becomes of a row of the file."""

from enum import StrEnum


class Fate(StrEnum):
    """Product: every row has one, said in words before anything is changed."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"

    @property
    def label(self) -> str:
        """The words on the screens."""
        return "Nothing to do" if self is Fate.UNCHANGED else self.value.capitalize()


CHOICES = [(fate.value, fate.label) for fate in Fate]
TO_DO = frozenset({Fate.ADDED, Fate.CHANGED})
"""These are counted in the button."""
