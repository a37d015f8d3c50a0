"""A drawn signature: strokes of straight lines, as the path of an SVG, and nothing else."""

import re
from dataclasses import dataclass
from decimal import Decimal

NUMBER = r"-?\d{1,5}(?:\.\d{1,3})?"
STROKES = re.compile(rf"(?:\s*[ML]\s*{NUMBER}[\s,]+{NUMBER})+\s*", re.ASCII)
POINT = re.compile(rf"([ML])\s*({NUMBER})[\s,]+({NUMBER})", re.ASCII)
LONGEST = 60_000
FEWEST_POINTS = 4
MARGIN = Decimal(4)
PRINTED_WIDTH, PRINTED_HEIGHT = Decimal(130), Decimal(36)
"""The field of a printed signature, in widths of a pen."""


class NotASignature(Exception):
    """What was drawn is nothing, or is no drawing."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Box:
    """What a drawing covers, with a margin."""

    left: Decimal
    top: Decimal
    width: Decimal
    height: Decimal

    @property
    def pen(self) -> Decimal:
        """The width of a line that prints as one of a pen, however small or large the drawing is."""
        return max(self.width / PRINTED_WIDTH, self.height / PRINTED_HEIGHT)


def checked(path: str) -> str:
    """
    The path of an SVG, of *M x y* and *L x y* only.

    :raises NotASignature: it holds anything else, or is only a dot
    """
    if len(path) > LONGEST or not STROKES.fullmatch(path):
        raise NotASignature("That is no drawing of lines. Sign again, or type the name.")
    if len(set(POINT.findall(path))) < FEWEST_POINTS:
        raise NotASignature("That is only a dot. Sign with your full signature, or type the name.")
    return path.strip()


def box(path: str) -> Box:
    """The part of the pad that a checked drawing covers."""
    points = POINT.findall(path)
    across = [Decimal(x) for _, x, _ in points]
    down = [Decimal(y) for _, _, y in points]
    return Box(
        left=min(across) - MARGIN,
        top=min(down) - MARGIN,
        width=max(across) - min(across) + 2 * MARGIN,
        height=max(down) - min(down) + 2 * MARGIN,
    )
