"""A loan that ends later, and one that would come back into a group that is gone."""

import time_machine

from contracts.services.removing_groups import remove_group
from reservations.models import Reservation
from tests.api.caller import Caller
from tests.contracts.at_the_counter import loan_for_group
from tests.situations import Counter, at, booked, shuttles
from tests.situations.staff import manager


def test_a_contract_that_is_out_ends_later_and_the_bank_is_asked(
    scheduler: Caller, desk: Counter, clock: time_machine.Traveller
):
    loan = loan_for_group(desk).started()
    clock.move_to(at(10, 9))

    moved = scheduler.post(f"contracts/{loan.code}/extend", {"dropoff_at": "2026-03-13T09:00:00-05:00"})
    past = scheduler.post(f"contracts/{loan.code}/extend", {"dropoff_at": "2026-03-09T09:00:00-05:00"})

    shown = scheduler.get(f"contracts/{loan.code}").json()
    assert (moved.status_code, past.status_code) == (200, 409)
    assert shown["hold"]["amount"]["amount"] == "145.80"
    assert shown["hold_coming"] == {"amount": "194.40", "currency": "USD"}  # 4 × 45.00 + 8 %


def test_a_no_show_whose_group_is_gone_is_refused_with_what_to_do(scheduler: Caller, desk: Counter):
    group = shuttles(desk.store)
    loan = booked(desk, group_id=group.pk)
    Reservation.objects.filter(pk=loan.pk).update(status="no_show")
    remove_group(dealership=desk.store, code=group.code, by=manager(), at=at(10))

    refused = scheduler.post(f"reservations/{loan.code}/reinstate")

    assert refused.status_code == 409
    assert "Book Avery Quinn anew" in refused.json()["detail"]
