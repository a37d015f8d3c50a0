"""What a guest who opens a link comes to next."""

from collections.abc import Sequence
from enum import StrEnum

from contracts.domain.snapshot import Override, Snapshot
from reservations.domain.lifecycle import BEFORE_START, Status

ON_THE_ROAD_OR_BACK = frozenset({Status.STARTED, Status.FINISHED, Status.VOIDED})


class Step(StrEnum):
    """The page of a link, as things stand."""

    LICENCE = "licence"
    INSURANCE = "insurance"
    ADDRESS = "address"
    CARD = "card"
    AGREEMENT = "agreement"
    EVERYTHING_IN = "everything in"
    DOCUMENTS = "documents"
    OVER = "over"


TYPED = (Step.LICENCE, Step.INSURANCE, Step.ADDRESS)
"""What a guest types in, in this order."""
LACKING = {
    "licence": Step.LICENCE,
    "licence_expiry": Step.LICENCE,
    "date_of_birth": Step.LICENCE,
    "insurance": Step.INSURANCE,
    "address": Step.ADDRESS,
}


def to_type(now: Snapshot, driver: str) -> tuple[Step, ...]:
    """What a driver, named by the profile's code, can type in: what is missing, and papers that end too early."""
    found = next(each for each in now.drivers if each.code == driver)
    steps = {LACKING[gap] for gap in (each.code.partition(":")[0] for each in found.missing) if gap in LACKING}
    if found.licence_expires_on is not None and found.licence_expires_on < now.last_day:
        steps.add(Step.LICENCE)
    insured = now.insurance_expires_on
    if found.main and insured is not None and insured < now.last_day and Override.INSURANCE not in now.overrides:
        steps.add(Step.INSURANCE)
    return tuple(step for step in TYPED if step in steps)


def next_step(
    *, status: Status, to_type: Sequence[Step] = (), card_missing: bool, open_for_signature: bool, signed: bool
) -> Step:
    """First what is to be typed, then the card, then the agreement once it can freeze; after the start the documents."""
    if status in ON_THE_ROAD_OR_BACK:
        return Step.DOCUMENTS
    if status not in BEFORE_START:
        return Step.OVER
    if to_type:
        return to_type[0]
    if card_missing:
        return Step.CARD
    return Step.AGREEMENT if open_for_signature and not signed else Step.EVERYTHING_IN
