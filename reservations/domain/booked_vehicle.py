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
    ANY = 5

    @property
    def label(self) -> str:
        """The words on the screens where it is not the booked vehicle; none where nothing was asked for."""
        return "" if self is Fit.ANY else self.name.replace("_", " ").capitalize()


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """What was booked; ``acriss`` is the code of the category, both are empty where none was asked for."""

    category: str = ""
    acriss: str = ""
    model: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Offered:
    """A vehicle that could be given; one without a category has empty words for it."""

    category: str
    acriss: str
    model: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Ranked:
    """Its place, whether it is marked *Booked vehicle*, and why it stands there, in words."""

    fit: Fit
    is_booked_vehicle: bool
    why: str


def ranked(offered: Offered, asked: Asked) -> Ranked:
    """
    Compare a vehicle with what was booked: the model first, then the category, then what is like it, then the rest.

    Where no model was asked for, any vehicle of the category is the booked one; where neither was, none is marked.
    """
    kind = offered.category or NO_CATEGORY
    if asked.model and same(offered.model, asked.model):
        return Ranked(fit=Fit.SAME_MODEL, is_booked_vehicle=True, why=f"{kind}, {offered.model}")
    if asked.category and same(offered.category, asked.category):
        instead = f", not {asked.model}" if asked.model else ""
        why = f"{kind}, {offered.model}{instead}"
        return Ranked(fit=Fit.SAME_CATEGORY, is_booked_vehicle=not asked.model, why=why)
    if not asked.category and not asked.model:
        return Ranked(fit=Fit.ANY, is_booked_vehicle=False, why=f"{kind}, {offered.model}")
    alike = likeness(offered, asked)
    why = ", but ".join(each for each in (difference(offered, asked), alike) if each)
    return Ranked(fit=Fit.SIMILAR if alike else Fit.OTHER, is_booked_vehicle=False, why=why)


NO_CATEGORY = "No category"


def difference(offered: Offered, asked: Asked) -> str:
    """What it is instead of what was booked."""
    kind = offered.category or NO_CATEGORY
    return f"{kind}, not {asked.category}" if asked.category else f"{kind}, {offered.model}, not {asked.model}"


def likeness(offered: Offered, asked: Asked) -> str:
    """In what it is like the booked one: its line of models, or size and body by the ACRISS codes; empty = in nothing."""
    if asked.model and line(offered.model) == line(asked.model):
        return f"also {line(asked.model).upper()}"
    if asked.acriss and offered.acriss[:1] == asked.acriss[:1]:
        return "of the same size"
    if asked.acriss and offered.acriss[1:2] == asked.acriss[1:2]:
        return "of the same kind of body"
    return ""


def line(model: str) -> str:
    """The line a model belongs to: *RX* for RX 350 and RX 350h."""
    words = model.split()
    return without_case_and_spaces(words[0]) if words else ""


def same(one: str, other: str) -> bool:
    """Whether two names mean the same, however they were typed."""
    return without_case_and_spaces(one) == without_case_and_spaces(other)
