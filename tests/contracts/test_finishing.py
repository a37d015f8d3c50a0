"""Finishing: the vehicle back, the bill issued, the money asked for, or nothing changed."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from djmoney.money import Money

from billing.models import Invoice, Payment
from billing.queries import leaks
from billing.services import collect
from contracts.domain.handback import TypeItAgain, UnableToFinish
from contracts.models import Handover
from contracts.queries import bill
from contracts.queries.page import contract_page
from dealerships.domain.effects import State
from dealerships.models import Effect
from fleet.domain.statuses import VehicleStatus
from kernel.lifecycle import IllegalMove
from kernel.period import Period
from programs.models import ModelRate
from programs.queries import days_left
from reservations.domain.lifecycle import Status
from tests.contracts.at_the_counter import DROPOFF, ON_TIME, Loan
from tests.contracts.test_starting import averys_days
from tests.situations import Counter, at, book_for_group, book_for_program, manager


def test_a_vehicle_that_is_back_on_time_and_full_costs_what_was_held(loan: Loan):
    loan.started()

    contract = loan.work.finish(ON_TIME, DROPOFF)
    loan.work.settle(DROPOFF)

    assert contract.invoice.total.amount == Decimal("145.80")  # 3 × $45.00 and 8 % of it
    assert loan.row.status == Status.FINISHED
    assert contract.actual_dropoff_at == DROPOFF
    assert wanted(loan) == [("capture", Decimal("145.80"))]
    loan.desk.rx_350.refresh_from_db()
    assert (loan.desk.rx_350.status, loan.desk.rx_350.odometer) == (VehicleStatus.RETURNED, 12_204)
    assert leaks(dealership=loan.desk.store) == []


def test_the_bill_shown_before_is_the_bill_issued(loan: Loan):
    loan.started()
    far = replace(ON_TIME, odometer=12_334, fuel=Decimal("0.500"))

    shown = bill(dealership=loan.desk.store, contract=loan.contract, handback=far)
    contract = loan.work.finish(far, DROPOFF)

    assert contract.invoice.total.amount == shown.total
    assert shown.total == Decimal("188.90")  # 145.80 + 0.5 × 17.8 × $4.00 = 35.60, + 30 mi × $0.25 = 7.50


def test_an_odometer_that_runs_backwards_changes_nothing(loan: Loan):
    loan.started()

    with pytest.raises(UnableToFinish, match="odometer"):
        loan.work.finish(replace(ON_TIME, odometer=12_003), DROPOFF)

    assert loan.row.status == Status.STARTED
    assert loan.contract.invoice is None
    assert not Invoice.objects.filter(dealership=loan.desk.store).exists()
    assert Handover.objects.get(dealership=loan.desk.store).in_at is None


def test_a_surprising_charge_is_typed_twice(loan: Loan):
    loan.started()
    far = replace(ON_TIME, odometer=12_004 + 701)  # 401 mi beyond 300, × $0.25 = $100.25

    with pytest.raises(TypeItAgain, match=r"\$100\.25"):
        loan.work.finish(far, DROPOFF)
    loan.work.finish(replace(far, odometer_again=12_705), DROPOFF)

    assert loan.row.status == Status.FINISHED


def test_the_night_key_box_bills_until_it_came_back(loan: Loan):
    loan.started()
    next_morning = DROPOFF + timedelta(hours=23)

    with pytest.raises(UnableToFinish, match="night key box"):
        loan.work.finish(ON_TIME, next_morning)
    contract = loan.work.finish(replace(ON_TIME, reason="Night key box"), next_morning)

    assert contract.invoice.days == 3
    assert contract.actual_dropoff_at == DROPOFF


def test_a_finished_loan_is_not_finished_again(loan: Loan):
    loan.started()
    loan.work.finish(ON_TIME, DROPOFF)

    with pytest.raises(IllegalMove, match="This contract is finished"):
        loan.work.finish(ON_TIME, DROPOFF)

    assert Invoice.objects.filter(dealership=loan.desk.store).count() == 1


def test_a_pending_loan_is_not_finished(loan: Loan):
    loan.ready()

    with pytest.raises(IllegalMove, match="This contract is pending"):
        loan.work.finish(ON_TIME, DROPOFF)


def test_charging_later_has_to_be_allowed(loan: Loan):
    loan.started()

    with pytest.raises(UnableToFinish, match="allow to charge later"):
        loan.work.finish(replace(ON_TIME, charge_later=True), DROPOFF)


def test_charging_later_keeps_the_hold(loan: Loan):
    settings = loan.desk.group.additional
    settings.charge_later_allowed = True
    settings.save()
    loan.started()

    loan.work.finish(replace(ON_TIME, charge_later=True), DROPOFF)
    loan.work.settle(DROPOFF, charge_later=True)

    assert wanted(loan) == []
    assert [state for state, _ in loan.holds()] == ["held"]


def test_a_day_less_than_was_set_aside_is_returned(desk: Counter):
    account = averys_days(desk)
    loan = Loan(desk=desk, code=book_for_program(desk).code).started()
    back_early = at(11, 9)  # 48 h: 2 contract days

    contract = loan.work.finish(replace(ON_TIME, at=back_early), back_early)

    assert (contract.covered_days, contract.invoice.days) == (2, 2)
    assert contract.invoice.total.amount == 0
    assert days_left(dealership=desk.store, account=account) == 28  # 30 − 3 + 1


def test_a_day_more_than_was_set_aside_is_taken(desk: Counter):
    account = averys_days(desk)
    loan = Loan(desk=desk, code=book_for_program(desk).code).started()
    back_late = at(13, 9)  # 96 h: 4 contract days

    contract = loan.work.finish(replace(ON_TIME, at=back_late), back_late)

    assert contract.covered_days == 4
    assert days_left(dealership=desk.store, account=account) == 26  # 30 − 4


def test_what_it_would_cost_now_takes_the_reserve_days_that_its_finish_takes(desk: Counter):
    averys_days(desk)
    ModelRate.objects.filter(dealership=desk.store, model="RX 350").update(rate=Money("20.00", "USD"))
    loan = Loan(desk=desk, code=book_for_program(desk).code).started()
    a_day_more_than_was_set_aside = at(13, 9)

    shown = contract_page(dealership=desk.store, code=loan.code, now=a_day_more_than_was_set_aside).bill

    assert shown is not None
    assert (shown.days, shown.total.amount) == (
        4,
        Decimal(0),
    )  # as test_a_day_more_than_was_set_aside_is_taken finishes it


def test_the_night_of_the_clock_change_adds_no_day(desk: Counter):
    saturday, monday = at(7, 10), at(9, 11)  # 49 h by the wall, 48 h in truth: the clocks went forward on Sunday
    loan = Loan(desk=desk, code=book_for_group(desk, period=Period(saturday, monday)).code)
    early = at(7, 9, 30)
    loan.work.assign(desk.rx_350, early)
    loan.work.read_out(12_004, Decimal(1), early)
    loan.work.sign(desk.avery, early)
    loan.work.hold(early)
    loan.bank_says_yes(early)
    loan.work.start(saturday)

    contract = loan.work.finish(replace(ON_TIME, at=monday), monday)

    assert contract.invoice.days == 2


def test_the_partner_and_the_printer_are_told_once(loan: Loan):
    loan.started()

    loan.work.finish(ON_TIME, DROPOFF)
    loan.work.settle(DROPOFF)

    for kind in ("integrations.lexus_app.outbound.tell_finished", "contracts.effects.seal_receipt"):
        told = Effect.objects.filter(dealership=loan.desk.store, kind=kind)
        assert [row.state for row in told] == [State.WAITING]


def test_the_bill_is_settled_by_a_worker_after_the_finish(loan: Loan):
    loan.started()

    loan.work.finish(ON_TIME, DROPOFF)

    asked = Effect.objects.get(dealership=loan.desk.store, kind="contracts.effects.settling.settle_bill")
    assert (asked.state, asked.payload["charge_later"]) == (State.WAITING, False)
    assert wanted(loan) == []
    assert [state for state, _ in loan.holds()] == ["held"]


def test_settling_a_second_time_changes_nothing(loan: Loan):
    loan.started()
    loan.work.finish(ON_TIME, DROPOFF)

    loan.work.settle(DROPOFF)
    loan.work.settle(DROPOFF)

    assert wanted(loan) == [("capture", Decimal("145.80"))]


def test_what_was_collected_before_the_worker_came_is_not_asked_for_again(loan: Loan):
    loan.started()
    contract = loan.work.finish(ON_TIME, DROPOFF)

    collect(dealership=loan.desk.store, invoice=contract.invoice, card=None, by=manager(), at=DROPOFF)
    loan.work.settle(DROPOFF)

    assert wanted(loan) == [("capture", Decimal("145.80"))]
    assert leaks(dealership=loan.desk.store) == []


def wanted(loan: Loan) -> list[tuple[str, Decimal]]:
    rows = Payment.objects.filter(dealership=loan.desk.store, about=loan.about).exclude(kind="authorise").order_by("id")
    return [(row.kind, row.amount.amount) for row in rows]
