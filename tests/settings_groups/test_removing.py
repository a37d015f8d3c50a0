"""Removing a vehicle group: only when nothing is in it; otherwise it is named, and the vehicles can be moved away."""

from fleet.domain.statuses import VehicleStatus
from fleet.models import GroupVehicle, Vehicle, VehicleGroup
from tests.situations import book_for_group, shuttles


def press(page, *, what: str = "remove", **data):
    return page.client.post(f"{page.address}{what}/", data)


def test_a_group_in_use_names_its_vehicles_and_contracts(settings_page, desk):
    loan = book_for_group(desk)

    answer = press(settings_page)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "“Service loaners” is in use" in page
    assert "LX 350" in page
    assert loan.code in page
    assert VehicleGroup.objects.get(pk=desk.group.pk).archived_at is None


def test_the_vehicles_that_can_are_moved_and_the_others_stay(settings_page, desk):
    other = shuttles(desk.store)
    Vehicle.objects.filter(pk=desk.es_350.pk).update(status=VehicleStatus.MAINTENANCE)

    press(settings_page, what="move", group=other.pk)

    assert Vehicle.objects.get(pk=desk.rx_350.pk).home_group == other
    assert Vehicle.objects.get(pk=desk.es_350.pk).home_group == desk.group
    assert "ES 350" in settings_page.client.get(f"{settings_page.address}remove/").content.decode()


def test_a_vehicle_that_is_only_also_in_it_is_taken_out(settings_page, desk):
    other = shuttles(desk.store)
    Vehicle.objects.filter(pk=desk.rx_350.pk).update(home_group=other)
    GroupVehicle.objects.create(dealership=desk.store, group=desk.group, vehicle=desk.rx_350)

    press(settings_page, what="move", group=other.pk)

    assert not GroupVehicle.objects.filter(group=desk.group).exists()


def test_moving_asks_where_to(settings_page, desk):
    shuttles(desk.store)

    answer = press(settings_page, what="move", group="")

    assert answer.status_code == 422
    assert "Choose a group." in answer.content.decode()


def test_how_many_can_be_moved_is_said_before(settings_page, desk):
    alone = settings_page.client.get(f"{settings_page.address}remove/").text
    shuttles(desk.store)
    Vehicle.objects.filter(pk=desk.es_350.pk).update(status=VehicleStatus.MAINTENANCE)
    some = settings_page.client.get(f"{settings_page.address}remove/").text
    Vehicle.objects.filter(pk=desk.rx_350.pk).update(status=VehicleStatus.SHUTTLE)
    none = settings_page.client.get(f"{settings_page.address}remove/").text

    assert "There is no other group to move them to. Add one first." in alone
    assert "1 can move now. 1 stays: Maintenance." in some
    assert "Move 1 vehicle<" in some
    assert "No vehicle can be moved now. 2 stay: Maintenance and Shuttle." in none


def test_an_empty_group_is_put_away_and_its_name_is_free(settings_page, desk):
    other = shuttles(desk.store)
    press(settings_page, what="move", group=other.pk)

    answer = press(settings_page)

    assert answer["Location"] == "/springfield/settings/vehicle-groups/"
    assert VehicleGroup.objects.get(pk=desk.group.pk).archived_at is not None
    assert settings_page.client.get(settings_page.address).status_code == 404
    assert settings_page.client.post(f"{settings_page.address}sections/fees/").status_code == 404
    again = settings_page.client.post("/springfield/settings/vehicle-groups/add/", {"name": "Service loaners"})
    assert again.status_code == 302


def test_the_settings_of_a_group_that_was_removed_can_still_be_read(settings_page, desk):
    press(settings_page, what="move", group=shuttles(desk.store).pk)
    press(settings_page)

    groups = settings_page.client.get("/springfield/settings/vehicle-groups/").text
    history = settings_page.client.get(f"{settings_page.address}history/").text
    then = settings_page.client.get(f"{settings_page.address}history/1/").text

    assert "Removed Vehicle Groups" in groups
    assert f'href="{settings_page.address}history/"' in groups
    assert "Removed <time" in history
    assert f'href="{settings_page.address}"' not in history + then
    assert "<dd>$45.00</dd>" in then
    assert "The group was removed with these settings." in then
