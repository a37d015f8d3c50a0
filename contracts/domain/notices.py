"""The notice that a car's position may be looked at: an agreement carries it whatever its author wrote (product.md)."""

from collections.abc import Mapping

POSITIONS = "positions.notice"
POSITIONS_SEEN = "The position of this car may be looked at during the contract."
POSITIONS_UNSEEN = "The position of this car is not looked at during the contract."


def with_notice(body: str, fields: Mapping[str, str]) -> str:
    """A merged body, followed by the notice where cars are looked for and its author left the field out."""
    if not tells_of_positions(fields) or POSITIONS_SEEN in body:
        return body
    return f"{body}<p>{POSITIONS_SEEN}</p>"


def tells_of_positions(fields: Mapping[str, str]) -> bool:
    """Whether the guest who signed these merge fields was told that the car may be looked for."""
    return fields.get(POSITIONS) == POSITIONS_SEEN
