"""The conditions of *Start* about people, papers, vehicle and readings (product.md, Start), each by itself."""

from collections.abc import Iterator
from datetime import timedelta

from contracts.domain.snapshot import Driver, Missing, Override, Snapshot
from contracts.domain.wording import day_in_words, money_in_words


def vehicle_chosen(now: Snapshot) -> Iterator[Missing]:
    """A vehicle is assigned."""
    if now.vehicle is None:
        yield Missing(
            code="vehicle", title="No vehicle", detail="Choose the one to hand over.", action="Assign a vehicle"
        )


def agreement(now: Snapshot) -> Iterator[Missing]:
    """There is a driver agreement to sign."""
    if now.agreement_fault:
        yield Missing(
            code="agreement", title="Driver agreement", detail=now.agreement_fault, action="Ask an admin to publish one"
        )


def profile(now: Snapshot) -> Iterator[Missing]:
    """The profiles are complete."""
    for driver in now.drivers:
        yield from driver.missing


def licences(now: Snapshot) -> Iterator[Missing]:
    """Licences run through the last day."""
    last_day = now.last_day
    for driver in now.drivers:
        if driver.licence_expires_on is not None and driver.licence_expires_on < last_day:
            yield Missing(
                code=_of(driver, "licence_expired"),
                title=f"{_whose(driver)} licence ends {day_in_words(driver.licence_expires_on)}",
                detail=f"It must run through {day_in_words(last_day)}.",
                action="Add a valid licence",
            )


def insurance(now: Snapshot) -> Iterator[Missing]:
    """So does the insurance."""
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


def ages(now: Snapshot) -> Iterator[Missing]:
    """Every driver is old enough, and not too old, on the pickup day."""
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


def do_not_rent(now: Snapshot) -> Iterator[Missing]:
    """Nobody is on Do Not Rent."""
    for driver in now.drivers:
        if driver.do_not_rent:
            yield Missing(
                code=_of(driver, "do_not_rent"),
                title=f"{driver.name} is on Do Not Rent",
                detail=driver.do_not_rent,
                action="Ask a Do Not Rent manager",
            )


def vehicle_ready(now: Snapshot) -> Iterator[Missing]:
    """The vehicle is staged and within its dates."""
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


def length(now: Snapshot) -> Iterator[Missing]:
    """It is no longer than the group allows that the vehicle brings along."""
    if now.longest_days is not None and now.dropoff_at - now.pickup_at > timedelta(days=now.longest_days):
        yield Missing(
            code="too_long",
            title="Longer than a loan from here can last",
            detail=f"With this vehicle it can last {now.longest_days} days at most.",
            action="Choose an earlier drop-off",
        )


def repair_order(now: Snapshot) -> Iterator[Missing]:
    """The repair order is known where it is required."""
    if now.repair_order_required and not now.repair_order:
        yield Missing(
            code="repair_order",
            title="Repair order",
            detail="Contracts like this one need its number.",
            action="Enter the repair order",
        )


def readings(now: Snapshot) -> Iterator[Missing]:
    """Odometer and fuel out are entered."""
    if now.vehicle is not None and (now.odometer_out is None or now.fuel_out is None):
        yield Missing(
            code="readings",
            title="Odometer and fuel out",
            detail=f"Last seen: {now.vehicle.last_seen}.",
            action="Save odometer and fuel",
        )


def walk_around(now: Snapshot) -> Iterator[Missing]:
    """The known issues were seen."""
    if now.vehicle is not None and not now.issues_seen:
        known = now.vehicle.open_issues
        detail = "No known issue." if not known else f"{known} known {'issue' if known == 1 else 'issues'}."
        yield Missing(code="walk_around", title="Walk-around", detail=detail, action="Mark the walk-around as seen")


def balance(now: Snapshot) -> Iterator[Missing]:
    """Nothing is owed from before."""
    if now.open_balance > 0 and Override.BALANCE not in now.overrides:
        yield Missing(
            code="balance",
            title=f"Open balance of {money_in_words(now.open_balance, now.currency)}",
            detail="From an earlier contract.",
            action="Collect it",
            override=Override.BALANCE,
        )


def _of(driver: Driver, code: str) -> str:
    return code if driver.main else f"{code}:{driver.code}"


def _whose(driver: Driver) -> str:
    return "The" if driver.main else f"{driver.name}’s"
