"""Guests, vehicles and reservations: found, filtered, paged."""

from base64 import b64encode

import pytest

from tests.api.caller import Caller
from tests.api.test_a_loan_by_the_api import THREE_DAYS
from tests.desk.conftest import more_like
from tests.situations import Counter, book_for_group, book_for_program


def codes(answer) -> list[str]:
    return [row["code"] for row in answer.json()["results"]]


def test_a_guest_is_found_as_at_the_counter(scheduler: Caller, desk: Counter):
    (found,) = scheduler.get("customers", q="quinn").json()["results"]

    assert (found["code"], found["phone"]) == (desk.avery.code, "+13125550142")
    assert found["licence"] == {
        "last_four": "2193",
        "state": "IL",
        "country": "US",
        "date_of_birth": "1988-04-02",
        "expires_on": "2029-04-02",
    }
    assert found["insurance"] == {"carrier": "Acme Mutual", "expires_on": "2026-12-31"}
    assert [card["last_four"] for card in found["cards"]] == ["4242"]


def test_licence_and_insurance_are_recorded(scheduler: Caller, desk: Counter):
    made = scheduler.post("customers", {"first_name": "Jordan", "last_name": "Ellis", "phone": "(217) 555-0177"}).json()
    licence = {"number": "E420-1", "state": "IL", "date_of_birth": "1990-01-02", "expires_on": "2030-01-02"}
    insurance = {"carrier": "Acme Mutual", "policy_number": "P-1", "expires_on": "2026-12-31"}

    scheduler.post(f"customers/{made['code']}/licence", licence)
    scheduler.post(f"customers/{made['code']}/insurance", insurance)

    jordan = scheduler.get(f"customers/{made['code']}").json()
    assert (made["phone"], jordan["language"]) == ("+12175550177", "en-us")
    assert (jordan["licence"]["last_four"], jordan["insurance"]["carrier"]) == ("4201", "Acme Mutual")


def test_a_vehicle_is_staged_but_never_rented_by_hand(scheduler: Caller, desk: Counter):
    path = f"vehicles/{desk.rx_350.vin}/status"

    washed = scheduler.post(path, {"status": "in_preparation"})
    rented = scheduler.post(path, {"status": "rented"})

    assert (washed.status_code, washed.json()["status"]) == (200, "in_preparation")
    assert rented.status_code == 409
    assert [row["vin"] for row in scheduler.get("vehicles", status="staged").json()["results"]] == [desk.es_350.vin]


def test_reservations_are_narrowed_down(scheduler: Caller, desk: Counter):
    monday = book_for_group(desk)
    scheduled = {"pickup_at": "2026-03-20T09:00:00-05:00", "dropoff_at": "2026-03-21T09:00:00-05:00"}
    said = {"customer": desk.avery.code, "program": "oneapp rental", "category": "suv", "external_id": "S-1"}
    friday = scheduler.post("reservations", said | scheduled).json()

    assert codes(scheduler.get("reservations")) == [friday["code"], monday.code]
    assert codes(scheduler.get("reservations", pickup_from="2026-03-15T00:00:00Z")) == [friday["code"]]
    assert codes(scheduler.get("reservations", external_id="S-1", status="booked")) == [friday["code"]]
    assert codes(scheduler.get("reservations", q="quinn", status="started")) == []
    found = scheduler.get(f"reservations/{friday['code']}").json()
    assert (found["program"], found["category"], found["channel"]) == ("OneApp Rental", "SUV", "api")
    assert found["pickup_at"] == "2026-03-20T14:00:00Z"


def test_a_booking_tells_of_what_staff_would_be_warned_of(scheduler: Caller, desk: Counter):
    first, second = book_for_program(desk), book_for_program(desk)

    booked = scheduler.post("reservations", {"customer": desk.avery.code, "program": "OneApp Rental", **THREE_DAYS})

    assert booked.status_code == 201
    assert booked.json()["alert"].startswith("One vehicle short from 9:00 AM.")
    assert booked.json()["possible_duplicates"] == [first.code, second.code]


@pytest.mark.parametrize(
    ("change", "status", "field"),
    [
        ({"customer": "C2222222"}, 400, "customer"),
        ({"drivers": ["C2222222"]}, 400, "drivers[0]"),
        ({"group": "Nothing"}, 400, "group"),
        ({"program": "Nothing"}, 400, "program"),
        ({"category": "Boat"}, 400, "category"),
        ({"advisor": "nobody@springfield.example"}, 400, "advisor"),
        ({"pickup_at": "2026-03-09T09:00:00"}, 400, "pickup_at"),
        ({"dropoff_at": "2026-03-08T09:00:00-05:00"}, 400, "dropoff_at"),
        ({"program": "OneApp Rental"}, 409, None),
        ({"dropoff_at": "2026-04-30T09:00:00-05:00"}, 409, None),
    ],
)
def test_a_booking_that_can_not_be_says_why(scheduler: Caller, desk: Counter, change, status, field):
    said = {"customer": desk.avery.code, "group": "Service loaners", **THREE_DAYS} | change

    answer = scheduler.post("reservations", said)

    assert answer.status_code == status, answer.content
    assert answer.json().get("errors", [{"field": None}])[0]["field"] == field


def test_a_reservation_is_cancelled_with_a_reason(scheduler: Caller, desk: Counter):
    loan = book_for_group(desk)

    ended = scheduler.post(f"reservations/{loan.code}/cancel", {"reason": "Guest called"})

    assert (ended.status_code, ended.json()["status"]) == (200, "cancelled")
    again = scheduler.post(f"reservations/{loan.code}/cancel", {"reason": "Guest called"})
    assert (again.status_code, again.json()["title"]) == (409, "Illegal move")


def test_pages_follow_each_other_without_gap_or_repeat(scheduler: Caller, desk: Counter):
    more_like(book_for_group(desk), count=6)
    seen, page = [], scheduler.get("reservations", page_size="3")
    seen += codes(page)

    while page.json()["next"]:
        page = scheduler.get(page.json()["next"])
        seen += codes(page)

    assert len(seen) == len(set(seen)) == 7


@pytest.mark.parametrize("cursor", ["garbage", "o=x", "p=garbage", "p=\0", "o=-1", "p=2026-13-45"])
def test_a_cursor_of_no_list_is_a_problem(scheduler: Caller, desk: Counter, cursor: str):
    for path in ("reservations", "customers", "vehicles"):
        answer = scheduler.get(path, cursor=b64encode(cursor.encode()).decode())
        assert answer.status_code in {200, 404}, (path, cursor)


def test_a_filter_that_nobody_knows_is_refused(scheduler: Caller):
    answer = scheduler.get("reservations", staus="booked")

    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, "staus")
