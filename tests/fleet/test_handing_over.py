"""Vehicles go out and come back; only contracts set and unset *Rented*."""

from decimal import Decimal

import pytest

from fleet.models import Commitment, Vehicle
from fleet.services import VehicleTaken, call_back, set_status, take_back
from kernel.lifecycle import IllegalMove
from tests.situations import MARCH_9_AT_9, MARCH_12_AT_9, MONDAY_MORNING, Counter, at, out, promise

AVERYS, JORDANS = "contract/LS-7Q4M", "contract/LS-2BBB"


def back(desk: Counter, about: str, *, when=MARCH_12_AT_9) -> Commitment:
    return take_back(dealership=desk.store, about=about, odometer=12_345, fuel=Decimal("0.750"), at=when)


def rx_350(desk: Counter) -> Vehicle:
    return Vehicle.objects.get(pk=desk.rx_350.pk)


def test_a_staged_vehicle_goes_out_and_comes_back_returned_with_its_readings(desk: Counter):
    promise(desk, AVERYS)

    out(desk, AVERYS)
    assert rx_350(desk).status == "rented"
    back(desk, AVERYS)

    assert rx_350(desk).status == "returned"
    assert (rx_350(desk).odometer, rx_350(desk).fuel_level) == (12_345, Decimal("0.750"))
    assert Commitment.objects.get().closed_at == MARCH_12_AT_9


def test_a_planned_status_follows_the_next_return_once(desk: Counter):
    Vehicle.objects.filter(pk=desk.rx_350.pk).update(status_after_return="maintenance")
    promise(desk, AVERYS)
    out(desk, AVERYS)

    back(desk, AVERYS)

    assert (rx_350(desk).status, rx_350(desk).status_after_return) == ("maintenance", "")


def test_one_that_is_not_staged_stays(desk: Counter):
    promise(desk, AVERYS)
    set_status(dealership=desk.store, vin=desk.rx_350.vin, status="returned", by=desk.advisor, at=MONDAY_MORNING)

    with pytest.raises(IllegalMove, match="The vehicle is returned; only a staged one can start"):
        out(desk, AVERYS)


def test_one_handed_over_early_is_promised_from_then_on(desk: Counter):
    promise(desk, AVERYS, from_at=at(10))

    out(desk, AVERYS, at=MARCH_9_AT_9)

    assert Commitment.objects.get().starts_at == MARCH_9_AT_9


def test_one_that_somebody_has_until_the_scheduled_pickup_is_not_handed_over_early(desk: Counter):
    promise(desk, JORDANS, from_at=at(9), until=at(10))
    promise(desk, AVERYS, from_at=at(10), until=at(12))

    with pytest.raises(VehicleTaken, match="taken by contract LS-2BBB"):
        out(desk, AVERYS, at=at(9, 12))


def test_one_that_is_still_out_goes_to_nobody_else(desk: Counter):
    promise(desk, JORDANS, from_at=at(5), until=at(6), at=at(5))
    out(desk, JORDANS, at=at(5))
    promise(desk, AVERYS, at=at(5))

    with pytest.raises(VehicleTaken, match="LX 350 is still out with contract LS-2BBB, due back Fri, Mar 6, 9:00 AM"):
        out(desk, AVERYS)


def test_a_return_is_never_refused_because_somebody_waits_for_the_vehicle(desk: Counter):
    promise(desk, AVERYS, from_at=at(9), until=at(10))
    out(desk, AVERYS)
    promise(desk, JORDANS, from_at=at(10), until=at(12))

    back(desk, AVERYS, when=at(11))

    assert rx_350(desk).status == "returned"


def test_a_vehicle_called_back_is_staged_again_and_free(desk: Counter):
    promise(desk, AVERYS)
    out(desk, AVERYS)

    call_back(dealership=desk.store, about=AVERYS, odometer=12_002, fuel=Decimal(1), at=at(9, 9, 30))

    assert rx_350(desk).status == "staged"
    assert promise(desk, JORDANS).about == JORDANS


def test_nobody_sets_or_unsets_rented_by_hand(desk: Counter):
    promise(desk, AVERYS)

    with pytest.raises(IllegalMove, match="only its contract changes that"):
        set_status(dealership=desk.store, vin=desk.rx_350.vin, status="rented", by=desk.advisor, at=MONDAY_MORNING)
    out(desk, AVERYS)
    with pytest.raises(IllegalMove, match="only its contract changes that"):
        set_status(dealership=desk.store, vin=desk.rx_350.vin, status="staged", by=desk.advisor, at=MARCH_12_AT_9)
