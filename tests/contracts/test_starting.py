"""Starting: every condition, one transaction, nobody outside is asked."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from billing.models import Payment
from contracts import services
from contracts.domain.refusals import AfterStart, NoVehicleAssigned, ReasonMissing
from contracts.domain.snapshot import Override
from contracts.models import Handover
from contracts.services.reading_out import ReadItAgain
from customers.domain.sources import Source
from customers.services import record_insurance, remove_card
from dealerships.domain.permissions import NotAllowed
from dealerships.queries import history
from fleet.domain.statuses import VehicleStatus
from fleet.services import set_status
from kernel.lifecycle import IllegalMove
from programs.models import ReserveAccount
from programs.queries import days_left
from programs.services.reserve import open_account, told_days_left
from reservations.domain.lifecycle import Status
from tests.contracts.at_the_counter import BEFORE_PICKUP, PICKUP, Loan
from tests.situations import Counter, at, book_for_program
from tests.situations.guests import AVERYS_INSURANCE
from tests.situations.staff import manager, porter


def test_start_hands_the_vehicle_over_and_remembers_its_readings(loan: Loan):
    loan.ready()

    contract = loan.work.start(at(9, 8, 58))

    handover = Handover.objects.get(dealership=loan.desk.store, contract=contract)
    assert (handover.odometer_out, handover.fuel_out, handover.out_at) == (12_004, Decimal(1), at(9, 8, 58))
    assert loan.row.status == Status.STARTED
    assert contract.actual_pickup_at == at(9, 8, 58)
    loan.desk.rx_350.refresh_from_db()
    assert (loan.desk.rx_350.status, loan.desk.rx_350.odometer) == (VehicleStatus.RENTED, 12_004)


def test_an_odometer_below_the_last_reading_is_typed_twice_and_the_history_says_so(loan: Loan):
    desk, code = loan.desk, loan.row.code
    loan.work.assign(desk.rx_350, at(9, 8, 31))  # last seen with 12,000 miles

    def read(odometer: int, again: int | None = None) -> None:
        doing: dict[str, Any] = {"dealership": desk.store, "code": code, "by": desk.advisor, "at": at(9, 8, 40)}
        services.record_readings(odometer=odometer, odometer_again=again, fuel=Decimal(1), **doing)

    with pytest.raises(ReadItAgain, match=r"1,204 mi is below the last reading of this car, 12,000 mi\. Read the"):
        read(1_204)
    with pytest.raises(ReadItAgain, match="The second reading was 12,004 mi"):
        read(1_204, again=12_004)
    assert not history(dealership=desk.store, subject=desk.rx_350.reference).filter(verb__contains="readings").exists()

    read(1_204, again=1_204)
    read(12_000)

    told = history(dealership=desk.store, subject=desk.rx_350.reference).filter(verb="readings out recorded")
    assert [event.details for event in told.order_by("pk")] == [
        {"odometer": "1,204 mi", "fuel": "full", "below the last reading of": "12,000 mi, typed twice"},
        {"odometer": "12,000 mi", "fuel": "full"},
    ]


def test_start_lists_everything_that_is_missing_and_changes_nothing(loan: Loan):
    loan.work.assign(loan.desk.rx_350, at(9, 8, 31))
    set_status(
        dealership=loan.desk.store, vin=loan.desk.rx_350.vin, status="returned", by=loan.desk.advisor, at=at(9, 8, 32)
    )

    with pytest.raises(services.UnableToStart) as refused:
        loan.work.start(PICKUP)

    assert [each.code for each in refused.value.reasons] == [
        "vehicle_not_staged",
        "readings",
        "walk_around",
        "signature",
        "hold",
    ]
    assert loan.row.status == Status.PENDING


def test_a_booked_loan_does_not_start(loan: Loan):
    with pytest.raises(NoVehicleAssigned):
        loan.work.start(PICKUP)


def test_a_started_loan_does_not_start_again(loan: Loan):
    loan.started()

    with pytest.raises(IllegalMove, match="This contract is started; it can't be started"):
        loan.work.start(PICKUP)


def test_a_started_loan_is_not_prepared_any_more(loan: Loan):
    loan.started()

    with pytest.raises(AfterStart, match="the readings out can't be changed"):
        loan.work.read_out(12_100, Decimal(1), at(9, 10))


def test_insurance_that_ends_before_the_drop_off_is_set_aside_with_a_reason(loan: Loan):
    loan.ready()
    ends_early = replace(AVERYS_INSURANCE, expires_on=date(2026, 3, 11))
    record_insurance(
        dealership=loan.desk.store,
        customer=loan.desk.avery,
        insurance=ends_early,
        source=Source.STAFF,
        by=loan.desk.advisor,
        at=at(9, 8, 44),
    )
    assert loan.codes() == ["insurance_expired"]

    with pytest.raises(NotAllowed):
        set_aside(loan, "Renewal is on its way", by=porter())
    with pytest.raises(ReasonMissing):
        set_aside(loan, " ", by=manager())
    set_aside(loan, "Renewal is on its way", by=manager())

    assert loan.codes() == []
    loan.work.start(PICKUP)


def test_a_guest_without_a_card_is_missing_one(loan: Loan):
    loan.work.assign(loan.desk.rx_350, at(9, 8, 31))
    avery = loan.desk.avery
    remove_card(
        dealership=loan.desk.store, customer=avery, card_id=avery.cards.get().pk, by=loan.desk.advisor, at=at(9, 8, 31)
    )

    assert loan.codes()[0] == "card"


def test_a_group_that_collects_no_card_asks_for_none_and_holds_nothing(loan: Loan):
    recovery = loan.desk.group.cost_recovery
    recovery.collect_card = False
    recovery.save()

    loan.signed()

    assert loan.codes() == []
    with pytest.raises(services.UnableToHold, match="ask for no hold"):
        loan.work.hold(BEFORE_PICKUP)
    loan.work.start(PICKUP)


def test_the_hold_comes_after_the_signature(loan: Loan):
    loan.work.assign(loan.desk.rx_350, at(9, 8, 31))
    loan.work.read_out(12_004, Decimal(1), at(9, 8, 32))

    with pytest.raises(services.UnableToHold, match="Avery Quinn to read, accept and sign"):
        loan.work.hold(at(9, 8, 33))

    assert not Payment.objects.filter(dealership=loan.desk.store).exists()


def test_the_hold_is_asked_for_at_most_24_hours_before_pickup(loan: Loan):
    early = at(8, 8, 0)
    loan.work.assign(loan.desk.rx_350, early)
    loan.work.read_out(12_004, Decimal(1), early)
    loan.work.sign(loan.desk.avery, early)

    with pytest.raises(services.UnableToHold, match="Sun, Mar 8, 2026, 9:00 AM"):
        loan.work.hold(at(8, 8, 59))
    loan.work.hold(at(8, 9, 0))

    assert loan.holds() == [("wanted", Decimal("145.80"))]


def test_pressing_authorise_hold_twice_asks_once(loan: Loan):
    loan.signed()

    loan.work.hold(at(9, 8, 42))
    loan.work.hold(at(9, 8, 42))

    assert loan.holds() == [("wanted", Decimal("145.80"))]


def test_a_hold_that_stands_is_not_asked_for_again(loan: Loan):
    loan.ready()

    with pytest.raises(services.UnableToHold, match="authorised already"):
        loan.work.hold(at(9, 8, 44))


def test_a_lapsed_hold_counts_as_nothing_and_makes_way(loan: Loan):
    loan.ready()
    after_a_week = at(16, 8, 44)

    assert "hold" in loan.codes(after_a_week)


def test_reserve_days_are_set_aside_at_the_start(desk: Counter):
    account = averys_days(desk)
    loan = Loan(desk=desk, code=book_for_program(desk).code)

    loan.started()

    assert loan.contract.covered_days == 3
    assert days_left(dealership=desk.store, account=account) == 27  # 30 − 3


def test_days_used_up_elsewhere_meanwhile_ask_for_a_new_signature(desk: Counter):
    account = averys_days(desk)
    loan = Loan(desk=desk, code=book_for_program(desk).code).ready()
    told_days_left(
        dealership=desk.store, account=account, days_left=1, told_at=at(9, 8, 44), by=manager(), at=at(9, 8, 44)
    )

    with pytest.raises(services.UnableToStart, match="The reserve days changed after the terms were frozen"):
        loan.work.start(PICKUP)


def test_a_contract_voided_within_the_hour_is_as_if_it_never_started(desk: Counter):
    account = averys_days(desk)
    loan = Loan(desk=desk, code=book_for_program(desk).code).started()

    void(loan, PICKUP + timedelta(minutes=60), odometer=12_009)

    assert loan.row.status == Status.VOIDED
    desk.rx_350.refresh_from_db()
    assert (desk.rx_350.status, desk.rx_350.odometer) == (VehicleStatus.STAGED, 12_009)
    assert days_left(dealership=desk.store, account=account) == 30
    assert [state for state, _ in loan.holds()] == ["released"]  # a verified card: nothing to let go at the bank


@pytest.mark.parametrize(
    ("minutes", "odometer", "words"),
    [
        (61, 12_004, "more than 60 minutes ago"),
        (10, 12_010, "more than 5 mi"),
        (10, 12_003, "below odometer out"),
    ],
)
def test_a_contract_that_was_used_is_finished_not_voided(loan: Loan, minutes: int, odometer: int, words: str):
    loan.started()

    with pytest.raises(services.UnableToVoid, match=words):
        void(loan, PICKUP + timedelta(minutes=minutes), odometer=odometer)

    assert loan.row.status == Status.STARTED


def test_voiding_needs_accounting(loan: Loan):
    loan.started()

    with pytest.raises(NotAllowed):
        services.void_contract(
            dealership=loan.desk.store,
            code=loan.code,
            reason="Wrong guest",
            odometer=12_004,
            fuel=Decimal(1),
            by=porter(),
            at=PICKUP,
        )


def set_aside(loan: Loan, reason: str, *, by) -> None:
    services.set_override(
        dealership=loan.desk.store, code=loan.code, what=Override.INSURANCE, reason=reason, by=by, at=at(9, 8, 44)
    )


def void(loan: Loan, when, *, odometer: int) -> None:
    services.void_contract(
        dealership=loan.desk.store,
        code=loan.code,
        reason="Wrong guest",
        odometer=odometer,
        fuel=Decimal(1),
        by=manager(),
        at=when,
    )


def averys_days(desk: Counter) -> ReserveAccount:
    return open_account(
        dealership=desk.store,
        vin="JTJAAAABXPA000001",
        purchased_on=date(2025, 6, 14),
        customer_code=desk.avery.code,
        entitlement_days=30,
        entitlement_years=3,
        by=manager(),
        at=at(1),
    )
