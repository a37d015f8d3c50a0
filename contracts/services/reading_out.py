"""Odometer and fuel out, before the start; an odometer that went backwards is read twice, as at the finish."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction

from contracts.domain.wording import fuel_in_words, odometer_in_words
from contracts.models import Contract
from contracts.services.preparing import BadReading, pending, tell
from contracts.services.terms import void_terms
from dealerships.domain.actor import Actor
from dealerships.models import Dealership

HIGHEST_ODOMETER = 2_000_000


class ReadItAgain(BadReading):
    """The odometer is below what the car was last seen with, which is possible but so unusual that it is typed twice."""


@transaction.atomic
def record_readings(
    *,
    dealership: Dealership,
    code: str,
    odometer: int,
    fuel: Decimal,
    odometer_again: int | None = None,
    by: Actor,
    at: datetime,
) -> Contract:
    """
    Odometer and fuel out, before the start; a signature on other readings is voided. ``odometer_again`` is the odometer
    typed a second time.

    :raises BadReading: no car shows such a reading
    :raises ReadItAgain: the odometer went backwards, and was typed once, or differently
    :raises NoVehicleAssigned: there is no vehicle to read
    :raises AfterStart: the contract has started
    """
    refuse_odd_readings(odometer, fuel)
    contract = pending(dealership=dealership, code=code, what="the readings out")
    if (contract.odometer_out, contract.fuel_out) == (odometer, fuel):
        return contract
    last = odometer if odometer == contract.odometer_out else contract.vehicle.odometer
    below = below_the_last(last, odometer, odometer_again, unit=dealership.distance_unit)
    reason = "The odometer or fuel out changed after the terms were frozen."
    void_terms(dealership=dealership, contract=contract, reason=reason, by=by, at=at)
    contract.odometer_out, contract.fuel_out = odometer, fuel
    contract.save(update_fields=["odometer_out", "fuel_out"])
    details = {"odometer": odometer_in_words(odometer, dealership.distance_unit), "fuel": fuel_in_words(fuel), **below}
    tell("readings out recorded", contract, details, by=by, at=at)
    return contract


def refuse_odd_readings(odometer: int, fuel: Decimal) -> None:
    """
    :raises BadReading: no car shows such a reading
    """
    if not 0 <= odometer <= HIGHEST_ODOMETER:
        raise BadReading(f"{odometer:,} is no odometer of a car. Check the reading.", field="odometer")
    if not 0 <= fuel <= 1 or fuel != round(fuel, 3):
        raise BadReading("Fuel is between empty and full. Check the gauge.", field="fuel")


def below_the_last(last: int, odometer: int, again: int | None, *, unit: str) -> dict[str, str]:
    """
    What the history tells of an odometer that went backwards; nothing of any other.

    :raises ReadItAgain: it did, and was typed once, or differently
    """
    if odometer >= last:
        return {}
    known = odometer_in_words(last, unit)
    if again == odometer:
        return {"below the last reading of": f"{known}, typed twice"}
    second = "" if again is None else f" The second reading was {odometer_in_words(again, unit)}."
    raise ReadItAgain(
        f"{odometer_in_words(odometer, unit)} is below the last reading of this car, {known}.{second} "
        "Read the odometer again and type it a second time.",
        field="odometer_again",
    )
