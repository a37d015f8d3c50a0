"""A signature as it is given."""

from dataclasses import dataclass
from enum import StrEnum


class SignatureMethod(StrEnum):
    """How it was given."""

    DRAWN = "drawn"
    TYPED = "typed"
    PAPER = "paper"

    @property
    def label(self) -> str:
        """The words on screens and paper."""
        return "On paper" if self is SignatureMethod.PAPER else self.value.capitalize()


CHOICES = [(method.value, method.label) for method in SignatureMethod]


@dataclass(frozen=True, kw_only=True, slots=True)
class Signed:
    """
    A signature as given. ``drawing`` is the path of an SVG (*M x y* and *L x y*) where it was drawn; ``consent``
    says that the guest agreed to sign electronically; ``origin`` and ``device`` say from where.
    """

    method: SignatureMethod
    name: str
    drawing: str = ""
    consent: bool = False
    origin: str = ""
    device: str = ""
