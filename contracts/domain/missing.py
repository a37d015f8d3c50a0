"""
What is missing before a contract can start: every condition of product.md (Start), judged on one snapshot.

The same function feeds the page, the refusal of *Start* and the dashboard's count.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from contracts.domain.snapshot import Driver, HoldStands, Missing, Override, Snapshot
from contracts.domain.wording import day_in_words, listed, money_in_words, time_in_words

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
    return [gap for condition in (_vehicle_chosen, _agreement, _readings, _walk_around) for gap in condition(now)]


def wrong_ages(now: Snapshot) -> list[Missing]:
    """Which drivers are too young or too old on the pickup day."""
    return list(_ages(now))


def _vehicle_chosen(now: Snapshot) -> Iterator[Missing]:
    if now.vehicle is None:
        yield Missing(
            code="vehicle", title="No vehicle", detail="Choose the one to hand over.", action="Assign a vehicle"
        )


def _agreement(now: Snapshot) -> Iterator[Missing]:
    if now.agreement_fault:
        yield Missing(
            code="agreement", title="Driver agreement", detail=now.agreement_fault, action="Ask an admin to publish one"
        )


def _profile(now: Snapshot) -> Iterator[Missing]:
    for driver in now.drivers:
        yield from driver.missing


def _licences(now: Snapshot) -> Iterator[Missing]:
    last_day = now.last_day
    for driver in now.drivers:
        if driver.licence_expires_on is not None and driver.licence_expires_on < last_day:
            yield Missing(
                code=_of(driver, "licence_expired"),
                title=f"{_whose(driver)} licence ends {day_in_words(driver.licence_expires_on)}",
                detail=f"It must run through {day_in_words(last_day)}.",
                action="Add a valid licence",
            )


def _insurance(now: Snapshot) -> Iterator[Missing]:
    ends, last_day = now.insurance_expires_on, now.last_day
    if ends is None or ends >= last_day or Override.INSURANCE in now.overrides:
        return
    ended = ends < now.today
    yield Missing(
        code="insurance_expired",
        title="Insurance has expired" if ended else "Insurance ends too early",
        detail=f"{now.insurance_carrier} {'ended' if ended else 'ends'} {day_in_words(ends)}. "
        f"It must run through {day_in_words(last_day)}.",
        action="Add insurance",
        override=Override.INSURANCE,
    )


def _ages(now: Snapshot) -> Iterator[Missing]:
    if Override.AGE in now.overrides:
        return
    for driver in now.drivers:
        age = driver.age_on(now.pickup_day)
        if age is None:
            continue
        if now.minimum_age is not None and age < now.minimum_age:
            yield _wrong_age(driver, age, f"This contract asks for {now.minimum_age} or older.")
        if now.maximum_age is not None and age > now.maximum_age:
            yield _wrong_age(driver, age, f"This contract asks for {now.maximum_age} or younger.")


def _wrong_age(driver: Driver, age: int, rule: str) -> Missing:
    return Missing(
        code=_of(driver, "age"),
        title=f"{driver.name} is {age} on the pickup day",
        detail=rule,
        action="Change the driver",
        override=Override.AGE,
    )


def _do_not_rent(now: Snapshot) -> Iterator[Missing]:
    for driver in now.drivers:
        if driver.do_not_rent:
            yield Missing(
                code=_of(driver, "do_not_rent"),
                title=f"{driver.name} is on Do Not Rent",
                detail=driver.do_not_rent,
                action="Ask a Do Not Rent manager",
            )


def _vehicle_ready(now: Snapshot) -> Iterator[Missing]:
    vehicle = now.vehicle
    if vehicle is None:
        return
    if not vehicle.staged:
        still = f"It is still out with {vehicle.out_with}." if vehicle.out_with else f"It is {vehicle.status}."
        yield Missing(
            code="vehicle_not_staged",
            title=f"{vehicle.label} is not staged",
            detail=f"{still} Only a staged vehicle can start.",
            action="Stage it or choose another",
        )
    if not vehicle.available_on(now.pickup_day, now.last_day):
        yield Missing(
            code="vehicle_dates",
            title=f"{vehicle.label} is outside its dates",
            detail="It can't be used throughout the period.",
            action="Choose another vehicle",
        )


def _repair_order(now: Snapshot) -> Iterator[Missing]:
    if now.repair_order_required and not now.repair_order:
        yield Missing(
            code="repair_order",
            title="Repair order",
            detail="Contracts like this one need its number.",
            action="Enter the repair order",
        )


def _readings(now: Snapshot) -> Iterator[Missing]:
    if now.vehicle is not None and (now.odometer_out is None or now.fuel_out is None):
        yield Missing(
            code="readings",
            title="Odometer and fuel out",
            detail=f"Last seen: {now.vehicle.last_seen}.",
            action="Save odometer and fuel",
        )


def _walk_around(now: Snapshot) -> Iterator[Missing]:
    if now.vehicle is not None and not now.issues_seen:
        known = now.vehicle.open_issues
        detail = "No known issue." if not known else f"{known} known {'issue' if known == 1 else 'issues'}."
        yield Missing(code="walk_around", title="Walk-around", detail=detail, action="Mark the walk-around as seen")


def _balance(now: Snapshot) -> Iterator[Missing]:
    if now.open_balance > 0 and Override.BALANCE not in now.overrides:
        yield Missing(
            code="balance",
            title=f"Open balance of {money_in_words(now.open_balance, now.currency)}",
            detail="From an earlier contract.",
            action="Collect it",
            override=Override.BALANCE,
        )


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


def _of(driver: Driver, code: str) -> str:
    return code if driver.main else f"{code}:{driver.code}"


def _whose(driver: Driver) -> str:
    return "The" if driver.main else f"{driver.name}’s"


CONDITIONS: tuple[Condition, ...] = (
    _vehicle_chosen,
    _agreement,
    _profile,
    _licences,
    _insurance,
    _ages,
    _do_not_rent,
    _vehicle_ready,
    _repair_order,
    _balance,
    _readings,
    _walk_around,
    _signature,
    _hold,
)
