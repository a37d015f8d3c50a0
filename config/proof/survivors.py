"""Why some mutants of the engine are noticed by no test: what they change can't be seen from outside."""

from collections.abc import Sequence

UNEXPLAINED = "no reason written: a test is missing"
REASONS: Sequence[tuple[str, str, str]] = (
    ("", "strict=", "both are of one length by construction; strict only guards against our own mistake"),
    ("", "], )", "a sum that begins with the int 0 is equal, and is rounded right after"),
)
"""Where (empty: anywhere), a part of the changed line, and why it can't be seen."""


def why(where: str, change: str) -> str:
    """The reason written for a change."""
    for place, part, reason in REASONS:
        if place in where and part in change:
            return reason
    return UNEXPLAINED
