"""What the API offers for a loan: the booked vehicle first, every other one with its reason."""

from tests.api.caller import Caller
from tests.situations import Counter, book_for_program


def test_each_free_vehicle_says_how_well_it_is_what_was_booked(scheduler: Caller, desk: Counter):
    loan = book_for_program(desk, category_id=desk.rx_350.category_id, preferred_model="RX 350")

    answer = scheduler.get(f"contracts/{loan.code}/vehicles").json()

    told = [(row["vehicle"]["model"], row["booked_vehicle"], row["fit"], row["why"]) for row in answer["free"]]
    assert told == [
        ("RX 350", True, "same_model", "SUV, RX 350"),
        ("ES 350", False, "similar", "Sedan, not SUV, but of the same size"),
    ]
    assert answer["total"] == 2


def test_nobody_is_told_of_a_neighbours_loan(next_door: Caller, desk: Counter):
    assert next_door.get(f"contracts/{book_for_program(desk).code}/vehicles").status_code == 404
