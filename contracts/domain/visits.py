"""What a guest who opens a link comes to next."""

from enum import StrEnum

from reservations.domain.lifecycle import BEFORE_START, Status

ON_THE_ROAD_OR_BACK = frozenset({Status.STARTED, Status.FINISHED, Status.VOIDED})


class Step(StrEnum):
    """The page of a link, as things stand."""

    CARD = "card"
    AGREEMENT = "agreement"
    EVERYTHING_IN = "everything in"
    DOCUMENTS = "documents"
    OVER = "over"


def next_step(*, status: Status, card_missing: bool, open_for_signature: bool, signed: bool) -> Step:
    """First the card, then the agreement once it can freeze; after the start the documents."""
    if status in ON_THE_ROAD_OR_BACK:
        return Step.DOCUMENTS
    if status not in BEFORE_START:
        return Step.OVER
    if card_missing:
        return Step.CARD
    return Step.AGREEMENT if open_for_signature and not signed else Step.EVERYTHING_IN
