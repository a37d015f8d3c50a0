"""A guest who has a second booking: named by the start too, with an address that cancels it."""

import time_machine

from tests.api.caller import Caller
from tests.contracts.at_the_counter import loan_for_group
from tests.situations import Counter, at, book_for_group


def test_a_start_names_the_other_booking_which_can_be_cancelled(
    scheduler: Caller, desk: Counter, clock: time_machine.Traveller
):
    loan, other = loan_for_group(desk).ready(), book_for_group(desk)
    clock.move_to(at(9, 9))

    started = scheduler.post(f"contracts/{loan.code}/start").json()
    scheduler.post(f"reservations/{other.code}/cancel", {"reason": "Booked twice"})

    assert (started["status"], started["possible_duplicates"]) == ("started", [other.code])
    assert scheduler.get(f"contracts/{loan.code}").json()["possible_duplicates"] == []
