"""Groups and programs by the API: many vehicles at once, those that can; those that stay are named with why."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest

from contracts.services import assign_vehicle
from dealerships.queries import history
from fleet.models import Regrouping, VehicleGroup
from fleet.services import set_status
from tests.api.caller import Caller
from tests.situations import Counter, book_for_group, manager, nx_350h, rz_450e, shuttles, tx_350
from tests.situations.clock import at
from tests.statements import statements

PATH = "vehicle-regroupings"
SHUTTLES = "Courtesy shuttles"
MOST_TO_REGROUP = 20
MOST_OF_A_LIST = 6


@pytest.fixture
def courtesy(desk: Counter) -> VehicleGroup:
    """A second group to move to."""
    return shuttles(desk.store)


def test_vehicles_move_and_those_that_can_not_are_named_with_why(
    scheduler: Caller, desk: Counter, courtesy: VehicleGroup
):
    set_status(dealership=desk.store, vin=desk.es_350.vin, status="maintenance", by=manager(), at=at(9))
    vins = [desk.rx_350.vin.lower(), desk.es_350.vin, "JTJBBBBB7TA000201"]

    moved = scheduler.post(PATH, {"vins": vins, "move_to": "courtesy SHUTTLES"})

    told = moved.json()
    assert moved.status_code == 200, told
    assert told["changed"] == [desk.rx_350.vin]
    assert {each["vin"]: each["why"] for each in told["stayed"]} == {
        desk.es_350.vin: "It is Maintenance. Groups and programs change in In preparation, Staged or Returned.",
        "JTJBBBBB7TA000201": "It is not in the fleet.",
    }
    assert [scheduler.get(f"vehicles/{car.vin}").json()["group"] for car in (desk.rx_350, desk.es_350)] == [
        SHUTTLES,
        "Service loaners",
    ]
    kept = scheduler.get(f"{PATH}/{told['code']}").json()
    assert (kept["changed"], kept["stayed"], kept["undone_at"]) == (told["changed"], told["stayed"], None)
    assert history(dealership=desk.store, subject=desk.rx_350.reference)[0].by_name == "Service scheduler"


def test_a_vehicle_is_also_added_and_taken_out_in_one_go(scheduler: Caller, desk: Counter, courtesy: VehicleGroup):
    vin = desk.rx_350.vin
    before = scheduler.get(f"vehicles/{vin}").json()

    scheduler.post(PATH, {"vins": [vin], "also_add_to": [SHUTTLES], "take_out_of_programs": ["OneApp Rental"]})
    between = scheduler.get(f"vehicles/{vin}").json()
    scheduler.post(PATH, {"vins": [vin], "take_out_of": [SHUTTLES], "add_to_programs": ["oneapp rental"]})

    assert (before["also_in"], before["programs"]) == ([], ["OneApp Rental"])
    assert (between["group"], between["also_in"], between["programs"]) == ("Service loaners", [SHUTTLES], [])
    assert scheduler.get(f"vehicles/{vin}").json() == before


def test_where_none_can_change_nothing_is_kept_and_each_is_named(scheduler: Caller, desk: Counter):
    answer = scheduler.post(PATH, {"vins": [desk.rx_350.vin], "move_to": "Service loaners"})

    assert answer.status_code == 200
    assert answer.json() == {
        "code": "",
        "changed": [],
        "stayed": [
            {"vin": desk.rx_350.vin, "name": "LX 350", "why": "Nothing to do: it is as you want it already."},
        ],
    }
    assert Regrouping.objects.count() == 0


def test_the_same_request_again_moves_nothing_twice(scheduler: Caller, desk: Counter, courtesy: VehicleGroup):
    said = {"vins": [desk.rx_350.vin], "move_to": SHUTTLES}

    answers = [scheduler.post(PATH, said, key="move-1").json() for _ in range(2)]

    assert answers[0] == answers[1]
    assert answers[0]["changed"] == [desk.rx_350.vin]
    assert Regrouping.objects.count() == 1


def test_a_change_is_undone_once_for_those_that_nobody_moved_again(
    scheduler: Caller, desk: Counter, courtesy: VehicleGroup
):
    both = [desk.es_350.vin, desk.rx_350.vin]
    code = scheduler.post(PATH, {"vins": both, "move_to": SHUTTLES}).json()["code"]
    scheduler.post(PATH, {"vins": [desk.es_350.vin], "also_add_to": ["Service loaners"]})

    undone = scheduler.post(f"{PATH}/{code}/undo")
    again = scheduler.post(f"{PATH}/{code}/undo")

    assert undone.json()["changed"] == [desk.rx_350.vin]
    assert [(each["vin"], each["why"]) for each in undone.json()["stayed"]] == [
        (desk.es_350.vin, "Its groups or programs were changed again since.")
    ]
    assert scheduler.get(f"{PATH}/{code}").json()["undone_at"] is not None
    assert (again.status_code, again.json()["title"]) == (409, "Nothing to undo")


@pytest.mark.parametrize(
    ("said", "field", "words"),
    [
        ({}, "move_to", "Say at least one change"),
        ({"move_to": "Nowhere"}, "move_to", "No group is called “Nowhere”."),
        ({"also_add_to": ["Service loaners", "Nowhere"]}, "also_add_to[1]", "No group is called “Nowhere”."),
        ({"add_to_programs": ["Courtesy"]}, "add_to_programs[0]", "No program is called “Courtesy”."),
        ({"move_to": SHUTTLES, "take_out_of": [SHUTTLES]}, "take_out_of", "They can't leave what they come into."),
        (
            {"add_to_programs": ["OneApp Rental"], "take_out_of_programs": ["OneApp Rental"]},
            "take_out_of_programs",
            "They can't leave what they come into.",
        ),
        ({"vins": [], "move_to": SHUTTLES}, "vins", "may not be empty"),
        ({"home": SHUTTLES, "move_to": SHUTTLES}, "home", "There is no such field."),
    ],
)
def test_what_is_wrong_is_named_by_its_field_and_nothing_moves(
    scheduler: Caller, desk: Counter, courtesy: VehicleGroup, said: dict[str, Any], field: str, words: str
):
    answer = scheduler.post(PATH, {"vins": [desk.rx_350.vin]} | said)

    assert answer.status_code == 400
    (fault,) = answer.json()["errors"]
    assert fault["field"] == field
    assert words in fault["message"]
    assert Regrouping.objects.count() == 0


def test_a_promised_vehicle_moves_and_its_contract_is_told(scheduler: Caller, desk: Counter, courtesy: VehicleGroup):
    loan = book_for_group(desk)
    assign_vehicle(dealership=desk.store, code=loan.code, vin=desk.rx_350.vin, by=manager(), at=at(9))

    scheduler.post(PATH, {"vins": [desk.rx_350.vin], "move_to": SHUTTLES})

    told = {event.verb for event in history(dealership=desk.store, subject=loan.reference)}
    assert "groups or programs changed" in told
    assert scheduler.get(f"contracts/{loan.code}").json()["vehicle"]["vin"] == desk.rx_350.vin


def test_many_vehicles_ask_as_much_as_one(
    scheduler: Caller,
    desk: Counter,
    courtesy: VehicleGroup,
    django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[Any]],
):
    cars = [make(desk.store, desk.group, desk.program) for make in (nx_350h, rz_450e, tx_350)]
    scheduler.get("vehicles")
    counts = []
    for some in ([desk.rx_350], [desk.es_350, *cars]):
        with statements() as seen, django_capture_on_commit_callbacks(execute=True):
            answer = scheduler.post(PATH, {"vins": [car.vin for car in some], "move_to": SHUTTLES})
        counts.append(len(seen))

        assert len(answer.json()["changed"]) == len(some)
        assert len(seen) <= MOST_TO_REGROUP, "\n".join(seen.texts)
    assert counts[0] == counts[1], counts


def test_the_names_that_may_be_said_are_listed(scheduler: Caller, desk: Counter, courtesy: VehicleGroup):
    groups = scheduler.get("vehicle-groups").json()["results"]
    categories = scheduler.get("vehicle-categories").json()["results"]
    with statements() as seen:
        programs = scheduler.get("programs").json()["results"]

    assert categories == [{"name": "Sedan", "acriss": "SDAR"}, {"name": "SUV", "acriss": "SFAR"}]
    assert groups == [{"name": SHUTTLES}, {"name": "Service loaners"}]
    assert programs == [{"title": "OneApp Rental", "channel": ""}]
    assert len(seen) <= MOST_OF_A_LIST, "\n".join(seen.texts)
