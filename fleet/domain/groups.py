"""The section *General Group Settings*: what a vehicle group is called, and what its drivers sign."""

from dataclasses import dataclass

from kernel.changes import Words

LONGEST_NAME = 80
NONE_OF_ITS_OWN = "the dealership's default"


@dataclass(frozen=True, kw_only=True, slots=True)
class General:
    """A group's name, and the key of its driver agreement; with none, the dealership's default is signed."""

    name: str
    agreement_id: int | None = None


def general_in_words(*, name: str, agreement: str) -> Words:
    """Both settings of the section, by their labels."""
    return {"Group name": name, "Driver Agreement": agreement or NONE_OF_ITS_OWN}
