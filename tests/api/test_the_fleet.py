"""The fleet by the API: vehicles added, changed, disposed of, and imported from a file, as at the counter."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest

from contracts.services import assign_vehicle
from dealerships.domain.scopes import EVERY_SCOPE, Scope
from dealerships.queries import history
from fleet.models import ProgramVehicle, Vehicle, VehicleImport
from fleet.queries import vehicle
from tests.api.caller import Caller, caller
from tests.situations import Counter, book_for_group, manager, shuttles
from tests.situations.clock import at
from tests.statements import statements

TX_350, SECOND_RX = "JTJBBBBB7TA000201", "2T2BAMCA0PC067890"
NEW = {"vin": TX_350, "group": "service LOANERS", "programs": ["OneApp Rental"], "model": "TX 350", "capacity": "18.6"}
FILE = (
    "VIN,Model,Tank,Group,Location\n"
    f"{TX_350},TX 350,18.6,Service loaners,Lot A\n"
    "2T2BAMCA8PC012345,,,,Lot C\n"
    "JTJBBBBB4TA000204,TX 350,18.6,Service loaners,\n"
)
MOST_TO_ADD = 16
MOST_TO_CHANGE = 14
MOST_OF_A_LIST = 6


def test_a_vehicle_is_added_with_what_its_vin_tells(scheduler: Caller, desk: Counter):
    added = scheduler.post("vehicles", NEW)

    told = added.json()
    assert added.status_code == 201, told
    assert (told["year"], told["make"], told["model"]) == (2026, "Lexus", "TX 350")
    assert (told["status"], told["group"], told["capacity"]) == ("in_preparation", "Service loaners", "18.60")
    assert scheduler.get(f"vehicles/{TX_350}").json() == told
    assert ProgramVehicle.objects.get(vehicle__vin=TX_350).program == desk.program
    assert history(dealership=desk.store, subject=f"vehicle/{TX_350}")[0].by_name == "Service scheduler"


def test_what_the_vin_leaves_open_comes_from_a_car_built_alike(scheduler: Caller, desk: Counter):
    told = scheduler.post("vehicles", {"vin": SECOND_RX, "group": "Service loaners"}).json()

    assert (told["model"], told["category"], told["capacity"]) == ("RX 350", "SUV", "17.80")


@pytest.mark.parametrize(
    ("said", "field", "words"),
    [
        ({"vin": "JTJBBBBB4TA000201"}, "vin", "Check digit"),
        ({"group": "Nowhere"}, "group", "No group is called “Nowhere”."),
        ({"programs": ["OneApp Rental", "Courtesy"]}, "programs[1]", "No program is called “Courtesy”."),
        ({"category": "Boat"}, "category", "No category is called “Boat”."),
        ({"capacity": None}, "capacity", "null"),
        ({"capacity": "0"}, "capacity", "Say how much the tank or battery holds."),
        ({"year": 1970}, "year", "Model years run from 1980"),
        ({"fuel": "1.2"}, "fuel", "less than or equal to 1"),
        ({"energy": "steam"}, "energy", "steam"),
        ({"odometer": -1}, "odometer", "greater than or equal to 0"),
        ({"available_on": "2026-04-01", "unavailable_on": "2026-03-01"}, "unavailable_on", "comes after"),
        ({"wheels": 4}, "wheels", "There is no such field."),
    ],
)
def test_what_is_wrong_is_named_by_its_field_and_nothing_is_added(
    scheduler: Caller, desk: Counter, said: dict[str, Any], field: str, words: str
):
    answer = scheduler.post("vehicles", NEW | said)

    assert answer.status_code == 400
    (fault,) = answer.json()["errors"]
    assert fault["field"] == field
    assert words in fault["message"]
    assert not Vehicle.objects.filter(vin=TX_350).exists()


def test_what_nothing_tells_has_to_be_said(scheduler: Caller, desk: Counter):
    answer = scheduler.post("vehicles", {"vin": TX_350, "group": "Service loaners"})

    assert answer.status_code == 400
    assert {error["field"] for error in answer.json()["errors"]} == {"model", "capacity"}


def test_a_vehicle_is_in_the_fleet_once(scheduler: Caller, desk: Counter):
    scheduler.post("vehicles", NEW)

    answer = scheduler.post("vehicles", NEW)

    assert (answer.status_code, answer.json()["title"]) == (409, "Vin taken")


def test_a_detail_is_changed_in_the_version_that_was_read(scheduler: Caller, desk: Counter):
    path = f"vehicles/{desk.rx_350.vin}"
    read = scheduler.get(path).json()
    said = {"version": read["version"], "location": "Lot C", "category": "sedan", "fuel": "0.500"}

    changed = scheduler.post(f"{path}/change", said)

    told = changed.json()
    assert changed.status_code == 200, told
    assert (told["location"], told["category"], told["fuel"]) == ("Lot C", "Sedan", "0.500")
    assert {**told, "version": "", "location": "", "category": "", "fuel": ""} == {
        **read,
        "version": "",
        "location": "",
        "category": "",
        "fuel": "",
    }
    assert told["version"] != read["version"]


def test_an_older_version_is_refused_and_changes_nothing(scheduler: Caller, desk: Counter):
    path = f"vehicles/{desk.rx_350.vin}"
    version = scheduler.get(path).json()["version"]
    scheduler.post(f"{path}/change", {"version": version, "location": "Lot C"})

    late = scheduler.post(f"{path}/change", {"version": version, "plate": "LX 999"})

    assert (late.status_code, late.json()["title"]) == (409, "Older version")
    car = vehicle(dealership=desk.store, vin=desk.rx_350.vin)
    assert (car.location, car.plate) == ("Lot C", "LX 350")


def test_a_new_vehicle_can_be_changed_in_the_version_that_adding_it_told(scheduler: Caller, desk: Counter):
    version = scheduler.post("vehicles", NEW | {"fuel": "1"}).json()["version"]

    answer = scheduler.post(f"vehicles/{TX_350}/change", {"version": version, "notes": "New tyres", "category": None})

    assert answer.status_code == 200
    assert (answer.json()["notes"], answer.json()["category"]) == ("New tyres", None)


def test_a_change_that_can_not_be_is_named_by_its_field(scheduler: Caller, desk: Counter):
    path = f"vehicles/{desk.rx_350.vin}"
    Vehicle.objects.filter(pk=desk.rx_350.pk).update(status="rented")
    version = scheduler.get(path).json()["version"]

    answer = scheduler.post(f"{path}/change", {"version": version, "fuel": "0.250", "odometer": 1})

    assert answer.status_code == 400
    assert {error["field"] for error in answer.json()["errors"]} == {"fuel", "odometer"}


def test_a_vehicle_leaves_the_fleet_and_comes_back(scheduler: Caller, desk: Counter):
    shuttles(desk.store)
    path = f"vehicles/{desk.rx_350.vin}"

    gone = scheduler.post(f"{path}/dispose")
    again = scheduler.post(f"{path}/dispose")
    back = scheduler.post(f"{path}/bring-back", {"group": "Courtesy shuttles"})
    nowhere = scheduler.post(f"{path}/bring-back", {"group": "Nowhere"})

    assert (gone.status_code, gone.json()["status"]) == (200, "disposed")
    assert (again.status_code, again.json()["title"]) == (409, "Illegal move")
    assert (back.json()["status"], back.json()["group"]) == ("in_preparation", "Courtesy shuttles")
    assert (nowhere.status_code, nowhere.json()["errors"][0]["field"]) == (400, "group")


def test_a_vehicle_that_a_contract_waits_for_stays(scheduler: Caller, desk: Counter):
    loan = book_for_group(desk)
    assign_vehicle(dealership=desk.store, code=loan.code, vin=desk.rx_350.vin, by=manager(), at=at(9))

    answer = scheduler.post(f"vehicles/{desk.rx_350.vin}/dispose")

    assert answer.status_code == 409
    assert loan.code in answer.json()["detail"]


def test_a_file_is_looked_at_imported_once_and_undone(scheduler: Caller, desk: Counter):
    read = scheduler.post("vehicle-imports", {"file_name": "arrivals.csv", "content": FILE})
    path = f"vehicle-imports/{read.json()['code']}"
    rows = scheduler.get(f"{path}/rows").json()["results"]
    before = Vehicle.objects.filter(vin=TX_350).exists()

    done = scheduler.post(f"{path}/run")
    there = scheduler.get(f"vehicles/{TX_350}").status_code
    undone = scheduler.post(f"{path}/undo")
    twice = scheduler.post(f"{path}/undo")

    assert (read.status_code, read.json()["imported_at"], before) == (201, None, False)
    assert read.json()["rows"] == {"added": 1, "changed": 1, "unchanged": 0, "refused": 1}
    assert [(row["row"], row["fate"]) for row in rows] == [(2, "added"), (3, "changed"), (4, "refused")]
    assert "Check digit" in rows[2]["why"]
    assert (done.status_code, there) == (200, 200)
    assert undone.json()["undone_at"] is not None
    assert (twice.status_code, twice.json()["title"]) == (409, "Nothing to undo")
    assert scheduler.get(f"vehicles/{TX_350}").status_code == 404
    assert scheduler.get(f"{path}/rows", fate="refused").json()["results"] == rows[2:]
    assert [file["code"] for file in scheduler.get("vehicle-imports").json()["results"]] == [read.json()["code"]]


def test_what_changed_since_the_file_was_read_is_looked_at_again(scheduler: Caller, desk: Counter):
    path = (
        f"vehicle-imports/{scheduler.post('vehicle-imports', {'file_name': 'a.csv', 'content': FILE}).json()['code']}"
    )
    scheduler.post("vehicles", NEW)

    refused = scheduler.post(f"{path}/run")
    again = scheduler.post(f"{path}/look-again")
    done = scheduler.post(f"{path}/run")

    assert (refused.status_code, refused.json()["title"]) == (409, "Fates changed")
    assert again.json()["rows"] == {"added": 0, "changed": 2, "unchanged": 0, "refused": 1}
    assert done.status_code == 200


def test_columns_are_chosen_and_a_misspelt_name_is_corrected_before_the_import(scheduler: Caller, desk: Counter):
    content = f"Identity,Kind,Tank,Where it lives\n{TX_350},TX 350,18.6,Service loner\n"
    file = scheduler.post("vehicle-imports", {"file_name": "arrivals.csv", "content": content}).json()
    path = f"vehicle-imports/{file['code']}"

    read = scheduler.post(f"{path}/columns", {"columns": {"vin": 0, "model": 1, "capacity": 2, "home_group": 3}})
    (misspelt,) = scheduler.get(f"{path}/rows").json()["results"]
    corrected = scheduler.post(f"{path}/correct", misspelt["offer"])
    done = scheduler.post(f"{path}/run")
    late = [scheduler.post(f"{path}/{way}", said) for way, said in (("columns", {"columns": {"vin": 0}}),)]
    late.append(scheduler.post(f"{path}/correct", misspelt["offer"]))

    assert (file["head"][0], file["rows"]["refused"]) == ("Identity", 1)
    assert read.json()["columns"] == {"vin": 0, "model": 1, "capacity": 2, "home_group": 3}
    assert misspelt["offer"] == {"field": "home_group", "written": "Service loner", "meant": "Service loaners"}
    assert corrected.json()["rows"]["added"] == 1
    assert scheduler.get(f"{path}/rows").json()["results"][0]["offer"] is None
    assert (done.status_code, scheduler.get(f"vehicles/{TX_350}").json()["group"]) == (200, "Service loaners")
    assert [answer.json()["title"] for answer in late] == ["Imported already"] * 2


@pytest.mark.parametrize(
    ("way", "said", "field"),
    [
        ("columns", {"columns": {"vin": 0, "wheels": 1}}, "columns.wheels"),
        ("columns", {"columns": {"model": 1}}, "columns.vin"),
        ("columns", {"columns": {"vin": 0, "model": 5}}, "columns.model"),
        ("columns", {"columns": {"vin": -1}}, "columns.vin"),
        ("columns", {}, "columns"),
        ("correct", {"field": "model", "written": "RX", "meant": "RX 350"}, "field"),
        ("correct", {"field": "category", "written": "Suv's"}, "meant"),
    ],
)
def test_columns_and_corrections_that_can_not_be_are_named(
    scheduler: Caller, desk: Counter, way: str, said: dict[str, Any], field: str
):
    code = scheduler.post("vehicle-imports", {"file_name": "arrivals.csv", "content": FILE}).json()["code"]

    answer = scheduler.post(f"vehicle-imports/{code}/{way}", said)

    assert answer.status_code == 400
    assert [error["field"] for error in answer.json()["errors"]] == [field]
    assert scheduler.get(f"vehicle-imports/{code}").json()["columns"]["model"] == 1


@pytest.mark.parametrize("content", ["", "VIN,Model\n", 'VIN\n"open'])
def test_a_file_that_is_no_list_says_so_beside_its_content(scheduler: Caller, desk: Counter, content: str):
    answer = scheduler.post("vehicle-imports", {"file_name": "a.csv", "content": content})

    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, "content")
    assert VehicleImport.objects.count() == 0


def test_only_a_token_for_the_fleet_changes_it(scheduler: Caller, desk: Counter):
    others = caller(desk.store, *(scope for scope in EVERY_SCOPE if scope != Scope.FLEET))
    path = f"vehicles/{desk.rx_350.vin}"
    posts = [
        "vehicles",
        f"{path}/change",
        f"{path}/dispose",
        f"{path}/bring-back",
        "vehicle-imports",
        "vehicle-regroupings",
    ]

    answers = {post: others.post(post, {}).status_code for post in posts}

    assert set(answers.values()) == {403}, answers


def test_adding_and_changing_ask_little(
    scheduler: Caller, desk: Counter, django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[Any]]
):
    scheduler.get("vehicles")  # the first request of an hour notes that the token is used

    with statements() as adding, django_capture_on_commit_callbacks(execute=True):
        version = scheduler.post("vehicles", NEW).json()["version"]
    with statements() as changing, django_capture_on_commit_callbacks(execute=True):
        scheduler.post(f"vehicles/{TX_350}/change", {"version": version, "location": "Lot A"})

    assert len(adding) <= MOST_TO_ADD, "\n".join(adding.texts)
    assert len(changing) <= MOST_TO_CHANGE, "\n".join(changing.texts)


def test_a_list_of_files_asks_as_much_for_many_as_for_one(scheduler: Caller, desk: Counter):
    scheduler.post("vehicle-imports", {"file_name": "0.csv", "content": FILE})
    with statements() as few:
        scheduler.get("vehicle-imports")
    for number in range(1, 5):
        scheduler.post("vehicle-imports", {"file_name": f"{number}.csv", "content": FILE})

    with statements() as many:
        shown = scheduler.get("vehicle-imports").json()["results"]

    assert [file["file_name"] for file in shown] == ["4.csv", "3.csv", "2.csv", "1.csv", "0.csv"]
    assert len(few) == len(many) <= MOST_OF_A_LIST, "\n".join(many.texts)
