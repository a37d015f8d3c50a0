"""A vehicle category, such as Sedan or SUV: what the dealership calls it, and its ACRISS code."""

from dataclasses import dataclass

from kernel.changes import NOTHING, Words

LONGEST_NAME = 40


@dataclass(frozen=True, kw_only=True, slots=True)
class CategoryDetails:
    """Its name, and its ACRISS code; empty where it has none."""

    name: str
    acriss: str = ""


def category_in_words(details: CategoryDetails) -> Words:
    """Both by their labels."""
    return {"Name": details.name, "ACRISS code": details.acriss or NOTHING}
