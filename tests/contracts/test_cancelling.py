"""Cancelled, no show, reinstated: whatever was promised is free again."""

from datetime import timedelta

import pytest

from contracts import services
from contracts.domain.refusals import ReasonMissing
from contracts.services.removing_groups import remove_group
from dealerships.models import Effect
from fleet.queries import commitment_of
from kernel.lifecycle import IllegalMove
from kernel.period import Period
from reservations.domain.lifecycle import Status
from reservations.services import OfferRemoved
from tests.contracts.at_the_counter import PICKUP, Loan
from tests.contracts.test_signing import change
from tests.scenarios.outside import carry_out_effects
from tests.situations import Counter, at, book_for_group, book_for_program, booked, shuttles
from tests.situations.staff import manager

END_OF_MONDAY = at(10, 0)


def test_a_cancelled_contract_lets_vehicle_and_hold_go(loan: Loan):
    loan.ready()

    cancel(loan, "Guest called")

    assert loan.row.status == Status.CANCELLED
    assert commitment_of(dealership=loan.desk.store, about=loan.about) is None
    assert [state for state, _ in loan.holds()] == ["releasing"]


def test_a_booking_without_a_vehicle_is_cancelled_too(loan: Loan):
    cancel(loan, "Guest called")

    assert loan.row.status == Status.CANCELLED


def test_cancelling_needs_a_reason(loan: Loan):
    with pytest.raises(ReasonMissing):
        cancel(loan, "  ")


def test_a_contract_on_the_road_is_not_cancelled(loan: Loan):
    loan.started()

    with pytest.raises(IllegalMove, match="This contract is started; it can't be cancelled"):
        cancel(loan, "Guest called")


def test_nobody_is_a_no_show_before_the_pickup_day_is_over(loan: Loan):
    with pytest.raises(services.TooEarlyForNoShow):
        services.mark_no_show(
            dealership=loan.desk.store,
            code=loan.code,
            by=loan.desk.advisor,
            at=END_OF_MONDAY - timedelta(seconds=1),
        )


def test_at_the_end_of_the_pickup_day_whoever_did_not_come_is_a_no_show(loan: Loan):
    loan.ready()

    carry_on(loan, END_OF_MONDAY - timedelta(minutes=1))
    assert loan.row.status == Status.PENDING
    carry_on(loan, END_OF_MONDAY)

    assert loan.row.status == Status.NO_SHOW
    assert commitment_of(dealership=loan.desk.store, about=loan.about) is None
    assert [state for state, _ in loan.holds()] == ["releasing"]


def test_a_guest_who_came_is_no_no_show(loan: Loan):
    loan.started()

    carry_on(loan, END_OF_MONDAY)

    assert loan.row.status == Status.STARTED


def test_a_pickup_that_moved_takes_its_no_show_with_it(loan: Loan):
    change(loan, period=Period(PICKUP + timedelta(days=2), PICKUP + timedelta(days=4)))

    carry_on(loan, END_OF_MONDAY)
    assert loan.row.status == Status.BOOKED
    carry_on(loan, at(12, 0))

    assert loan.row.status == Status.NO_SHOW


def test_the_day_ends_by_the_dealerships_clock_also_when_the_clocks_change(desk: Counter):
    pickup, midnight = at(1, 10, month=11), at(2, 0, month=11)  # 1 November has 25 hours in Chicago
    period = Period(pickup, pickup + timedelta(days=1))
    loan = Loan(desk=desk, code=book_for_group(desk, period=period).code)

    carry_on(loan, midnight - timedelta(minutes=1))
    assert loan.row.status == Status.BOOKED
    carry_on(loan, midnight)

    assert loan.row.status == Status.NO_SHOW


def test_a_loan_booked_after_its_pickup_day_has_until_tonight(desk: Counter):
    loan = Loan(desk=desk, code=book_for_group(desk, period=Period(at(8, 10), at(10, 10))).code)

    carry_on(loan, at(9, 23, 59))
    assert loan.row.status == Status.BOOKED
    carry_on(loan, END_OF_MONDAY)

    assert loan.row.status == Status.NO_SHOW


def test_a_no_show_who_comes_after_all_is_booked_again(loan: Loan):
    loan.ready()
    carry_on(loan, END_OF_MONDAY)

    services.reinstate(dealership=loan.desk.store, code=loan.code, by=loan.desk.advisor, at=at(10, 9))

    assert loan.row.status == Status.BOOKED
    assert loan.codes(at(10, 9)) == ["vehicle", "signature", "hold"]


def test_a_no_show_whose_group_was_removed_is_booked_anew_elsewhere(desk: Counter):
    group = shuttles(desk.store)
    loan = Loan(desk=desk, code=booked(desk, group_id=group.pk).code)
    carry_on(loan, END_OF_MONDAY)
    remove_group(dealership=desk.store, code=group.code, by=manager(), at=END_OF_MONDAY)

    with pytest.raises(OfferRemoved, match=r"was removed, so .* Book Avery Quinn anew, and choose a vehicle group"):
        services.reinstate(dealership=desk.store, code=loan.code, by=desk.advisor, at=at(10, 9))

    assert loan.row.status == Status.NO_SHOW


def test_a_no_show_comes_back_with_an_alert_where_the_cars_are_promised(desk: Counter):
    loan = Loan(desk=desk, code=book_for_program(desk).code)
    carry_on(loan, END_OF_MONDAY)
    for _ in (desk.rx_350, desk.es_350):
        book_for_program(desk)

    services.reinstate(dealership=desk.store, code=loan.code, by=desk.advisor, at=at(10, 8))

    assert loan.row.alert.startswith("One vehicle short")


def cancel(loan: Loan, reason: str) -> None:
    services.cancel_contract(
        dealership=loan.desk.store, code=loan.code, reason=reason, by=loan.desk.advisor, at=at(9, 8, 50)
    )


def carry_on(loan: Loan, when) -> None:
    """Let the workers act on contracts by this hour; nobody outside is there to be asked."""
    Effect.objects.filter(dealership=loan.desk.store, kind__startswith="integrations").delete()
    carry_out_effects(loan.desk.store, when - timedelta(seconds=30))
    Effect.objects.filter(dealership=loan.desk.store, kind__startswith="integrations").delete()
