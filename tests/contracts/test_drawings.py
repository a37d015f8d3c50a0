"""A drawn signature is strokes of lines, and nothing that could be anything else."""

from decimal import Decimal

import pytest

from contracts.domain.drawing import LONGEST, NotASignature, box, checked

STROKES = "M10 40 L30 12 L52.5 44 L70 20"


def test_strokes_are_taken():
    assert checked(f" {STROKES} ") == STROKES


@pytest.mark.parametrize(
    "drawn",
    [
        "",
        "M10 40",
        "M10 40 L10 40 L10 40 L10 40",
        'M10 40 L30 12 L52 44 L70 20"/><script>',
        "M10 40 L30 12 L52 44 L70 20 url(x)",
        "M10 40 C30 12 52 44 70 20",
        "M1e9 40 L30 12 L52 44 L70 20",
        "M1 1 L2 2 " * LONGEST,
    ],
)
def test_anything_else_is_refused(drawn):
    with pytest.raises(NotASignature):
        checked(drawn)


def test_the_drawing_is_shown_whole():
    covered = box(STROKES)

    assert (covered.left, covered.top) == (Decimal(6), Decimal(8))  # 10 − 4, 12 − 4
    assert (covered.width, covered.height) == (Decimal(68), Decimal(40))  # 60 + 8, 32 + 8
