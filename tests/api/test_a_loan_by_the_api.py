"""The counter's loan by the API alone, from the booking to the bill; only the guest signs on a phone."""

from datetime import datetime
from typing import Any

import pytest
import time_machine

from tests.api.caller import Caller
from tests.scenarios.counter_work import Work
from tests.scenarios.outside import World
from tests.situations import Counter, at, book_for_group

THREE_DAYS = {"pickup_at": "2026-03-09T09:00:00-05:00", "dropoff_at": "2026-03-12T09:00:00-05:00"}


def test_a_loan_goes_from_the_booking_to_the_paid_bill(
    desk: Counter, world: World, scheduler: Caller, clock: time_machine.Traveller
):
    world.card_on_file(desk.avery)
    code = did(scheduler, "reservations", {"customer": desk.avery.code, "group": "service loaners", **THREE_DAYS})[
        "code"
    ]
    assert standing(scheduler, code)["missing"] == ["vehicle", "signature", "hold"]

    clock.move_to(at(9, 8, 35))
    assert did(scheduler, f"contracts/{code}/assign", {"vin": desk.rx_350.vin})["status"] == "pending"
    did(scheduler, f"contracts/{code}/readings", {"odometer": 12004, "fuel": "1.000"})
    did(scheduler, f"contracts/{code}/walk-around")
    assert did(scheduler, f"contracts/{code}/link")["purpose"] == "profile"
    Work(store=desk.store, code=code, by=desk.advisor).sign(desk.avery, at(9, 8, 45))
    refused = scheduler.post(f"contracts/{code}/start")
    assert (refused.status_code, refused.json()["title"]) == (409, "Unable to start")
    assert [reason["code"] for reason in refused.json()["reasons"]] == ["hold"]

    clock.move_to(at(9, 8, 48))
    held = did(scheduler, f"contracts/{code}/hold")
    assert (held["state"], held["amount"]) == ("wanted", {"amount": "145.80", "currency": "USD"})  # 3 × 45.00 + 8 %
    world.carry_out_effects(at(9, 8, 48))
    assert standing(scheduler, code) == {"status": "pending", "missing": [], "ready": True, "hold": "held"}
    clock.move_to(at(9, 9))
    assert did(scheduler, f"contracts/{code}/start")["status"] == "started"
    world.carry_out_effects(at(9, 9))
    assert scheduler.get(f"contracts/{code}/documents/agreement").content.startswith(b"%PDF-")

    # 330 mi − 3 × 100 mi = 30 mi × $0.25 = $7.50; a quarter of 17.8 gal × $4.00 = $17.80
    clock.move_to(at(12, 9))
    finished = did(scheduler, f"contracts/{code}/finish", {"odometer": 12334, "fuel": 0.75})
    world.carry_out_effects(at(12, 9))

    assert (finished["status"], finished["total"]["amount"]) == ("finished", "171.10")  # 135.00 + 17.80 + 7.50 + 10.80
    whole = scheduler.get(f"contracts/{code}").json()
    assert (whole["bill"]["total"]["amount"], whole["owed"]["amount"]) == ("171.10", "0.00")
    assert [paper["kind"] for paper in whole["documents"]] == ["agreement", "receipt"]
    assert scheduler.get(f"vehicles/{desk.rx_350.vin}").json()["status"] == "returned"


def test_a_finish_that_contradicts_the_contract_names_the_field(
    desk: Counter, world: World, scheduler: Caller, clock: time_machine.Traveller
):
    code = on_the_road(desk, world, scheduler, clock)

    answer = scheduler.post(f"contracts/{code}/finish", {"odometer": 11999, "fuel": "1"})

    assert (answer.status_code, answer.json()["title"]) == (409, "Unable to finish")
    assert answer.json()["errors"][0]["field"] == "odometer"


def test_a_start_by_mistake_is_voided(desk: Counter, world: World, scheduler: Caller, clock: time_machine.Traveller):
    code = on_the_road(desk, world, scheduler, clock)
    clock.move_to(at(9, 9, 20))

    ended = did(scheduler, f"contracts/{code}/void", {"reason": "Wrong car", "odometer": 12005, "fuel": "1.000"})

    assert ended["status"] == "voided"
    assert scheduler.get(f"vehicles/{desk.rx_350.vin}").json()["status"] == "staged"


def test_a_hold_that_can_not_be_asked_for_yet_says_everything_that_is_missing(desk: Counter, scheduler: Caller):
    code = did(scheduler, "reservations", {"customer": desk.avery.code, "program": "OneApp Rental", **THREE_DAYS})[
        "code"
    ]
    did(scheduler, f"contracts/{code}/assign", {"vin": desk.es_350.vin})

    answer = scheduler.post(f"contracts/{code}/hold")

    assert answer.status_code == 409
    assert {reason["code"] for reason in answer.json()["reasons"]} >= {"readings", "walk_around"}


@pytest.mark.parametrize(
    ("reading", "field"),
    [({"odometer": -1, "fuel": "1"}, "odometer"), ({"odometer": 12004, "fuel": "1.2"}, "fuel")],
)
def test_a_reading_that_no_car_shows_is_refused(desk: Counter, scheduler: Caller, reading: dict[str, Any], field: str):
    answer = scheduler.post("contracts/LS-2222/readings", reading)

    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, field)


def test_an_odometer_below_the_last_one_is_read_again(desk: Counter, scheduler: Caller):
    code = book_for_group(desk).code
    did(scheduler, f"contracts/{code}/assign", {"vin": desk.rx_350.vin})
    backwards = {"odometer": 11_204, "fuel": "1"}

    answer = scheduler.post(f"contracts/{code}/readings", backwards)

    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (409, "odometer_again")
    did(scheduler, f"contracts/{code}/readings", {**backwards, "odometer_again": 11_204})


def did(system: Caller, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
    """What came of an action that went well."""
    answer = system.post(path, body)
    assert answer.status_code < 300, answer.content
    told: dict[str, Any] = answer.json()
    return told


def standing(system: Caller, code: str) -> dict[str, Any]:
    """How a contract stands, in brief."""
    whole = system.get(f"contracts/{code}").json()
    brief = {"status": whole["status"], "missing": [each["code"] for each in whole["missing"]], "ready": whole["ready"]}
    return brief | {"hold": (whole["hold"] or {}).get("state")}


def on_the_road(desk: Counter, world: World, system: Caller, clock: time_machine.Traveller) -> str:
    """The code of a loan that Avery drove off with on Monday at nine."""
    world.card_on_file(desk.avery)
    code: str = did(system, "reservations", {"customer": desk.avery.code, "group": "Service loaners", **THREE_DAYS})[
        "code"
    ]
    did(system, f"contracts/{code}/assign", {"vin": desk.rx_350.vin})
    did(system, f"contracts/{code}/readings", {"odometer": 12004, "fuel": "1.000"})
    did(system, f"contracts/{code}/walk-around")
    now: datetime = at(9, 8, 45)
    Work(store=desk.store, code=code, by=desk.advisor).sign(desk.avery, now)
    clock.move_to(at(9, 8, 48))
    did(system, f"contracts/{code}/hold")
    world.carry_out_effects(at(9, 8, 48))
    clock.move_to(at(9, 9))
    did(system, f"contracts/{code}/start")
    return code
