"""Vehicles: their VINs, adding one, finding one, its issues."""

from decimal import Decimal

import pytest

from dealerships.models import Dealership
from dealerships.tenancy import as_dealership
from fleet.domain.vin import InvalidVin, checked, model_year
from fleet.models import GroupVehicle
from fleet.queries import UnknownVehicle, find, open_issues, pool, vehicle
from fleet.services import VehicleDetails, VinTaken, add_vehicle, close_issue, note_issue
from fleet.services.issues import NothingDescribed, UnknownIssue
from tests.situations import MONDAY_MORNING, Counter, nx_350h, shuttles, suv
from tests.statements import statements

GX_460 = VehicleDetails(
    vin="jtjaaaab3pa009753", year=2023, make="Lexus", model="GX 460", capacity=Decimal("23.0"), plate="LX 360"
)


@pytest.mark.parametrize("vin", ["2T2BAMCA8PC012345", "58ABZ1B10PU054321", "1M8GDM9AXKP042788", "11111111111111111"])
def test_a_vin_with_a_right_check_digit_is_taken(vin: str):
    assert checked(f" {vin.lower()} ") == vin


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("2T2BAMCA8PC01234", "17 characters; this one has 16"),
        ("2T2BAMCA8PCO12345", "never holds O"),
        ("2T2BAMCA8PC012354", "place 9 is 8, it should be 9. Compare with the door label"),
    ],
)
def test_a_mistyped_vin_is_refused_in_words(typed: str, words: str):
    with pytest.raises(InvalidVin, match=words):
        checked(typed)


def test_the_model_year_is_the_latest_that_the_letter_can_mean():
    assert model_year("2T2BAMCA8PC012345", this_year=2026) == 2023  # P
    assert model_year("2T2BAMCA8TC012345", this_year=2026) == 2026  # T
    assert model_year("2T2BAMCA8VC012345", this_year=2026) == 2027  # V: next year's models are sold already
    assert model_year("2T2BAMCA8WC012345", this_year=2026) == 1998  # W
    assert model_year("2T2BAMCA80C012345", this_year=2026) is None


def test_a_vehicle_is_in_the_fleet_once(desk: Counter):
    added = add_vehicle(
        dealership=desk.store,
        details=GX_460,
        home_group_id=desk.group.pk,
        program_ids=(desk.program.pk,),
        by=desk.advisor,
        at=MONDAY_MORNING,
    )

    assert (added.vin, added.status) == ("JTJAAAAB3PA009753", "in_preparation")
    assert added in pool(dealership=desk.store, program=desk.program)
    with pytest.raises(VinTaken, match="in the fleet already"):
        add_vehicle(
            dealership=desk.store, details=GX_460, home_group_id=desk.group.pk, by=desk.advisor, at=MONDAY_MORNING
        )


def test_a_pool_holds_home_vehicles_and_the_others_in_the_group(desk: Counter):
    other = shuttles(desk.store)
    nx = nx_350h(desk.store, other)
    GroupVehicle.objects.create(dealership=desk.store, group=desk.group, vehicle=nx)

    assert {each.plate for each in pool(dealership=desk.store, group=desk.group)} == {"LX 350", "LX 352", "LX 354"}
    assert {each.plate for each in pool(dealership=desk.store, group=other)} == {"LX 354"}
    assert {each.plate for each in pool(dealership=desk.store, program=desk.program)} == {"LX 350", "LX 352"}
    by_category = pool(dealership=desk.store, group=desk.group, category=suv(desk.store))
    assert {each.plate for each in by_category} == {"LX 350", "LX 354"}


@pytest.mark.parametrize("words", ["2T2BAMCA8PC012345", "012345", "lx350", "LX 350", "L1001", "qr-L1001", "rx 350"])
def test_a_vehicle_is_found_by_vin_plate_stock_number_qr_or_model(desk: Counter, words: str):
    with statements() as seen:
        found = [each.plate for each in find(dealership=desk.store, words=words)]

    assert found == ["LX 350"]
    assert len(seen) == 1


def test_issues_stay_open_until_they_are_closed(desk: Counter):
    with pytest.raises(NothingDescribed):
        note_issue(dealership=desk.store, vin=desk.rx_350.vin, description=" ", by=desk.advisor, at=MONDAY_MORNING)
    scratch = note_issue(
        dealership=desk.store,
        vin=desk.rx_350.vin,
        description="Scratch on the left door",
        by=desk.advisor,
        at=MONDAY_MORNING,
    )

    assert list(open_issues(dealership=desk.store, vehicle=desk.rx_350)) == [scratch]
    close_issue(dealership=desk.store, vin=desk.rx_350.vin, issue_id=scratch.pk, by=desk.advisor, at=MONDAY_MORNING)
    assert list(open_issues(dealership=desk.store, vehicle=desk.rx_350)) == []
    with pytest.raises(UnknownIssue):
        close_issue(dealership=desk.store, vin=desk.rx_350.vin, issue_id=scratch.pk, by=desk.advisor, at=MONDAY_MORNING)


def test_the_neighbour_knows_none_of_our_vehicles(desk: Counter, neighbour: Dealership):
    with as_dealership(neighbour):
        assert list(find(dealership=neighbour, words="LX 350")) == []
        with pytest.raises(UnknownVehicle):
            vehicle(dealership=neighbour, vin=desk.rx_350.vin)
