"""A neighbour's token: 404 on every address that names a record of ours, and nothing is done."""

from contracts.services import assign_vehicle
from dealerships.models import Dealership, Event
from dealerships.tenancy import as_dealership
from fleet.services import read_file, take_out
from tests.api.caller import Caller
from tests.api.operations import operations
from tests.situations import Counter, at, book_for_group
from tests.situations.staff import manager


def names_of(desk: Counter) -> dict[str, str]:
    loan = book_for_group(desk)
    assign_vehicle(dealership=desk.store, code=loan.code, vin=desk.rx_350.vin, by=manager(), at=at(9))
    file = read_file(dealership=desk.store, name="a.csv", content=b"VIN\n2T2BAMCA8PC012345\n", by=manager(), at=at(9))
    moved = take_out(
        dealership=desk.store, vins=[desk.es_350.vin], of_programs=[desk.program.pk], by=manager(), at=at(9)
    )
    return {"code": loan.code, "vin": desk.rx_350.vin, "upload": file.code, "regrouping": moved.undo}


def events(store: Dealership) -> int:
    with as_dealership(store):
        return Event.objects.filter(dealership=store).count()


def test_a_neighbours_token_finds_none_of_our_records(desk: Counter, next_door: Caller, scheduler: Caller):
    names = names_of(desk)
    naming = [each for each in operations() if each.names_a_record]
    before = events(desk.store)

    for each in naming:
        code = desk.avery.code if "/customers/" in each.path else names["code"]
        path = each.filled(names | {"code": code})
        answer = next_door.get(path) if each.method == "get" else next_door.post(path, each.example)
        assert answer.status_code == 404, (str(each), answer.content)
        assert answer["Content-Type"] == "application/problem+json", str(each)

    assert len(naming) > 15
    assert events(desk.store) == before


def test_our_own_token_finds_them(desk: Counter, scheduler: Caller):
    names = names_of(desk)

    for each in operations():
        if each.method == "get" and "documents" not in each.path:
            code = desk.avery.code if "/customers/" in each.path else names["code"]
            assert scheduler.get(each.filled(names | {"code": code})).status_code == 200, str(each)


def test_a_neighbours_lists_hold_nothing_of_ours(desk: Counter, next_door: Caller):
    book_for_group(desk)

    for path in ("customers", "vehicles", "vehicle-groups", "vehicle-categories", "vehicle-imports", "reservations"):
        assert next_door.get(path).json()["results"] == []
    assert next_door.get("customers", q="quinn").json()["results"] == []


def test_a_neighbour_can_not_name_our_records_in_a_body(desk: Counter, next_door: Caller):
    period = {"pickup_at": "2026-03-09T09:00:00-05:00", "dropoff_at": "2026-03-12T09:00:00-05:00"}

    answer = next_door.post("reservations", {"customer": desk.avery.code, "group": "Service loaners", **period})

    assert answer.status_code == 400
    assert [error["field"] for error in answer.json()["errors"]] == ["customer", "group"]
