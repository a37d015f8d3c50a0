"""
What is missing before a contract can start: every condition of product.md (Start), judged on one snapshot.

The same function feeds the page, the refusal of *Start* and the dashboard's count.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from contracts.domain import conditions
from contracts.domain.snapshot import HoldStands, Missing, Snapshot
from contracts.domain.wording import listed, money_in_words, time_in_words

HOLD_AT_MOST_BEFORE_PICKUP = timedelta(hours=24)
HOLD = "hold"
Condition = Callable[[Snapshot], Iterator[Missing]]


def missing_before_start(now: Snapshot) -> list[Missing]:
    """Everything that is missing, in the order in which the counter mends it."""
    return [gap for condition in CONDITIONS for gap in condition(now)]


def missing_before_hold(now: Snapshot) -> list[Missing]:
    """The same without the hold itself, which comes after every other condition (billing.md rule 13)."""
    others = [gap for condition in CONDITIONS if condition is not _hold for gap in condition(now)]
    return [*others, *_too_early_for_hold(now)]


def missing_before_signature(now: Snapshot) -> list[Missing]:
    """What must be set before the terms can freeze: vehicle, readings, drivers."""
    return [
        gap
        for condition in (conditions.vehicle_chosen, conditions.agreement, conditions.readings, conditions.walk_around)
        for gap in condition(now)
    ]


def wrong_ages(now: Snapshot) -> list[Missing]:
    """Which drivers are too young or too old on the pickup day."""
    return list(conditions.ages(now))


def _signature(now: Snapshot) -> Iterator[Missing]:
    if missing_before_signature(now):
        yield Missing(
            code="signature",
            title="Signature",
            detail="Asked for when vehicle, odometer and fuel are set. The terms freeze then.",
            action="Save odometer and fuel first",
            waits=True,
        )
    elif not now.terms_in_force:
        yield Missing(
            code="signature",
            title="Signature",
            detail=now.voided_because or f"{listed([driver.name for driver in now.drivers])} to read, accept and sign.",
            action="Text the guest or sign here",
        )
    elif unsigned := [driver.name for driver in now.drivers if driver.code not in now.signed]:
        detail = f"{listed(unsigned)} to accept the terms and sign."
        yield Missing(code="signature", title="Signature", detail=detail, action="Text the guest or sign here")


def _hold(now: Snapshot) -> Iterator[Missing]:
    if not now.hold_needed or now.hold_stands(now.at):
        return
    yield Missing(
        code=HOLD, title=_hold_title(now), detail=_about_hold(now), action="Authorise hold", waits=_waits(now)
    )


def _hold_title(now: Snapshot) -> str:
    if now.hold_amount is None:
        return "Hold"
    return f"Hold of {money_in_words(now.hold_amount, now.currency)}" if now.hold_amount else "Card to be verified"


def _about_hold(now: Snapshot) -> str:
    if now.hold is HoldStands.BEING_ASKED:
        return f"Asking the bank of {now.card_label}. This page follows."
    if now.hold is HoldStands.DECLINED:
        amount = money_in_words(now.held_amount, now.currency)
        return f"{now.card_label} was declined for {amount}. {now.hold_reason} Ask for another card.".replace("  ", " ")
    if now.hold is HoldStands.ALIVE:
        return "The one that is authorised is for another amount, or has lapsed. Authorise it again."
    return "Its own step, after everything above and at most 24 h before pickup. Tell the guest the amount first."


def _waits(now: Snapshot) -> bool:
    return now.hold is HoldStands.BEING_ASKED or bool(missing_before_hold(now))


def _too_early_for_hold(now: Snapshot) -> Iterator[Missing]:
    opens_at: datetime = now.pickup_at - HOLD_AT_MOST_BEFORE_PICKUP
    if now.at < opens_at:
        yield Missing(
            code="too_early",
            title="Too early for the hold",
            detail=f"It can be authorised from {time_in_words(opens_at, now.zone)} on.",
            action="Wait",
            waits=True,
        )


CONDITIONS: tuple[Condition, ...] = (
    conditions.vehicle_chosen,
    conditions.agreement,
    conditions.profile,
    conditions.licences,
    conditions.insurance,
    conditions.ages,
    conditions.do_not_rent,
    conditions.vehicle_ready,
    conditions.length,
    conditions.repair_order,
    conditions.balance,
    conditions.readings,
    conditions.walk_around,
    _signature,
    _hold,
)
