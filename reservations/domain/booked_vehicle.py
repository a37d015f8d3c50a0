"""How well a vehicle is the *booked vehicle*: the category and the model that the guest asked for."""

from dataclasses import dataclass
from enum import IntEnum

from kernel.keys import without_case_and_spaces


class Fit(IntEnum):
    """The order in which vehicles are offered."""

    SAME_MODEL = 1
    SAME_CATEGORY = 2
    SIMILAR = 3
    OTHER = 4


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """What was booked; ``acriss`` is the code of the category, both are empty where none was asked for."""

    category: str = ""
    acriss: str = ""
    model: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Offered:
    """A vehicle that could be given."""

    category: str
    acriss: str
    model: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Ranked:
    """Its place, whether it is marked *Booked vehicle*, and why it is offered here."""

    fit: Fit
    is_booked_vehicle: bool
    why: str


def ranked(offered: Offered, asked: Asked) -> Ranked:
    """
    Compare a vehicle with what was booked: the model first, then the category, then what is like it, then the rest.

    Where no model was asked for, any vehicle of the category is the booked one; where neither was, none is marked.
    """
    if asked.model and same(offered.model, asked.model):
        return Ranked(fit=Fit.SAME_MODEL, is_booked_vehicle=True, why=f"{asked.model}, as booked")
    if asked.category and same(offered.category, asked.category):
        booked = not asked.model
        why = f"{asked.category}, as booked" if booked else f"{asked.category} as booked, instead of {asked.model}"
        return Ranked(fit=Fit.SAME_CATEGORY, is_booked_vehicle=booked, why=why)
    why = likeness(offered, asked)
    return Ranked(fit=Fit.SIMILAR if why else Fit.OTHER, is_booked_vehicle=False, why=why)


def likeness(offered: Offered, asked: Asked) -> str:
    """In what a vehicle is like the booked one: its line of models, or its size by the ACRISS code; empty = in nothing."""
    if asked.model and line(offered.model) == line(asked.model):
        return f"similar: also {line(asked.model).upper()}"
    if asked.acriss and offered.acriss[:1] == asked.acriss[:1]:
        return f"similar: as large as {asked.category}"
    if asked.acriss and offered.acriss[1:2] == asked.acriss[1:2]:
        return f"similar: the same kind of body as {asked.category}"
    return ""


def line(model: str) -> str:
    """The line a model belongs to: *RX* for RX 350 and RX 350h."""
    words = model.split()
    return without_case_and_spaces(words[0]) if words else ""


def same(one: str, other: str) -> bool:
    """Whether two names mean the same, however they were typed."""
    return without_case_and_spaces(one) == without_case_and_spaces(other)
