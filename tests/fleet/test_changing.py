"""Change what is known of a vehicle, dispose of it, bring it back."""

from datetime import date
from decimal import Decimal

import pytest

from dealerships.queries import history
from fleet.domain.membership import Membership
from fleet.models import Vehicle
from fleet.queries import find, pool
from fleet.queries.standings import memberships
from fleet.services import (
    ChangedMeanwhile,
    GroupRemoved,
    Unfit,
    VehicleTaken,
    also_add,
    bring_back,
    change_vehicle,
    commit_vehicle,
    dispose_vehicle,
    set_status,
)
from fleet.services.committing import VehicleUnusable
from kernel.lifecycle import IllegalMove
from kernel.period import Period
from tests.situations import MONDAY_MORNING, Counter, at, out, porter, promise, shuttles

TUESDAY = at(10)


def change(desk: Counter, *, shown=None, **said):
    """A porter types these details over the ones that were shown."""
    before = (shown or Vehicle.objects.get(pk=desk.rx_350.pk)).details()
    return change_vehicle(
        dealership=desk.store, vin=desk.rx_350.vin, shown=before, said=before.with_(said), by=porter(), at=TUESDAY
    )


def dispose(desk: Counter) -> Vehicle:
    return dispose_vehicle(dealership=desk.store, vin=desk.rx_350.vin, by=porter(), at=TUESDAY)


def test_every_detail_can_be_changed_and_the_history_says_from_what_to_what(desk: Counter):
    said = {
        "plate": "LX 999",
        "model": "RX 350h",
        "capacity": Decimal("14.50"),
        "location": "Lot A, row 5",
        "available_on": date(2026, 3, 1),
        "unavailable_on": date(2026, 12, 1),
        "registration_expires_on": date(2027, 3, 31),
        "status_after_return": "maintenance",
        "notes": "Winter tyres in the loft",
    }

    change(desk, **said)

    car = find(dealership=desk.store, words="lx999").get()
    assert {name: getattr(car, name) for name in said} == said
    [told] = history(dealership=desk.store, subject=car.reference)
    assert told.details["Plate"] == "LX 350 → LX 999"
    assert told.details["Tank or battery"] == "17.8 → 14.5"
    assert told.details["Location"] == "Lot A, row 5"


def test_nothing_typed_is_nothing_told(desk: Counter):
    change(desk)

    assert not history(dealership=desk.store, subject=desk.rx_350.reference)


def test_two_who_change_different_details_both_get_their_way(desk: Counter):
    opened = Vehicle.objects.get(pk=desk.rx_350.pk)
    change(desk, location="Wash")

    change(desk, shown=opened, trim="Premium")

    car = Vehicle.objects.get(pk=desk.rx_350.pk)
    assert (car.location, car.trim) == ("Wash", "Premium")


def test_who_changes_what_somebody_changed_meanwhile_is_shown_it_and_overwrites_nothing(desk: Counter):
    opened = Vehicle.objects.get(pk=desk.rx_350.pk)
    change(desk, location="Wash")

    with pytest.raises(ChangedMeanwhile) as refused:
        change(desk, shown=opened, location="Lot A", trim="Premium")

    assert refused.value.now == {"location": "Wash"}
    car = Vehicle.objects.get(pk=desk.rx_350.pk)
    assert (car.location, car.trim) == ("Wash", "")


def test_readings_of_a_vehicle_that_is_out_come_with_its_return(desk: Counter):
    promise(desk, "contract/LS-7Q4M")
    out(desk, "contract/LS-7Q4M")

    with pytest.raises(Unfit) as refused:
        change(desk, odometer=12_500, colour="Red")

    assert refused.value.faults == {"odometer": "A guest has the vehicle. Its readings come with the return."}
    with pytest.raises(Unfit, match="signed for the rate of this model"):
        change(desk, model="RX 500h")
    assert Vehicle.objects.get(pk=desk.rx_350.pk).colour == "Silver"


def test_a_disposed_vehicle_leaves_programs_and_other_groups_and_keeps_its_history(desk: Counter):
    also_add(
        dealership=desk.store,
        vins=[desk.rx_350.vin],
        to_groups=[shuttles(desk.store).pk],
        by=porter(),
        at=MONDAY_MORNING,
    )

    disposed = dispose(desk)

    where = memberships(dealership=desk.store, vins=[desk.rx_350.vin])[desk.rx_350.vin]
    assert (disposed.status, where) == ("disposed", Membership(home=desk.group.pk))
    assert next(event.verb for event in history(dealership=desk.store, subject=disposed.reference)) == "disposed"


@pytest.mark.parametrize("way", [dispose, lambda desk: set_status(
    dealership=desk.store, vin=desk.rx_350.vin, status="disposed", by=porter(), at=TUESDAY)])  # fmt: skip
def test_a_vehicle_that_a_contract_waits_for_is_not_disposed_of(desk: Counter, way):
    promise(desk, "contract/LS-7Q4M")

    with pytest.raises(VehicleTaken, match=r"taken by contract LS-7Q4M until .* Give that contract another vehicle"):
        way(desk)
    assert Vehicle.objects.get(pk=desk.rx_350.pk).status == "staged"


def test_a_vehicle_that_is_out_is_not_disposed_of(desk: Counter):
    promise(desk, "contract/LS-7Q4M")
    out(desk, "contract/LS-7Q4M")

    with pytest.raises(IllegalMove, match="rented"):
        dispose(desk)


def test_a_vehicle_disposed_of_by_mistake_comes_back_in_preparation(desk: Counter):
    dispose(desk)

    back = bring_back(dealership=desk.store, vin=desk.rx_350.vin, home_group_id=desk.group.pk, by=porter(), at=TUESDAY)

    assert back.status == "in_preparation"
    assert back in pool(dealership=desk.store, group=desk.group)
    with pytest.raises(IllegalMove, match="in the fleet"):
        bring_back(dealership=desk.store, vin=desk.rx_350.vin, home_group_id=desk.group.pk, by=porter(), at=TUESDAY)
    with pytest.raises(GroupRemoved):
        bring_back(dealership=desk.store, vin=desk.rx_350.vin, home_group_id=0, by=porter(), at=TUESDAY)


def test_a_disposed_vehicle_is_promised_to_nobody(desk: Counter):
    dispose(desk)

    with pytest.raises(VehicleUnusable):
        commit_vehicle(
            dealership=desk.store,
            vehicle=desk.rx_350,
            about="contract/LS-7Q4M",
            period=Period(at(11), at(12)),
            by=desk.advisor,
            at=TUESDAY,
        )
