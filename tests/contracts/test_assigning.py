"""Assigning: one vehicle, one group, the right pool, the right age."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from contracts import services
from customers.domain.sources import Source
from customers.services import record_licence
from dealerships.domain.permissions import NotAllowed
from fleet.queries import UnknownVehicle, commitment_of
from fleet.services import VehicleTaken
from kernel.lifecycle import IllegalMove
from reservations.domain.lifecycle import Status
from tests.contracts.at_the_counter import Loan, loan_for_group
from tests.situations import Counter, at, book_for_program, rx_350_second, shuttles
from tests.situations.guests import AVERYS_LICENCE
from tests.situations.staff import manager, porter


def test_an_assigned_vehicle_is_promised_and_the_loan_is_pending(loan: Loan):
    loan.work.assign(loan.desk.rx_350, at(9, 8, 31))

    assert loan.row.status == Status.PENDING
    promise = commitment_of(dealership=loan.desk.store, about=loan.about)
    assert promise is not None
    assert promise.vehicle == loan.desk.rx_350


def test_a_booking_from_a_group_keeps_that_group(loan: Loan):
    contract = loan.work.assign(loan.desk.rx_350, at(9, 8, 31))

    assert contract.group == loan.desk.group


def test_a_booking_from_a_program_takes_the_vehicles_home_group(desk: Counter):
    other = shuttles(desk.store)
    car = rx_350_second(desk.store, other, desk.program)
    loan = Loan(desk=desk, code=book_for_program(desk).code)

    contract = loan.work.assign(car, at(9, 8, 31))

    assert contract.group == other


def test_a_vehicle_of_another_pool_is_refused_by_name(loan: Loan):
    stranger = rx_350_second(loan.desk.store, shuttles(loan.desk.store))

    with pytest.raises(services.NotOfThePool, match="RX 350 LX 351 is not in “Service loaners”"):
        loan.work.assign(stranger, at(9, 8, 31))

    assert loan.row.status == Status.BOOKED


def test_an_unknown_vin_is_refused(loan: Loan):
    with pytest.raises(UnknownVehicle):
        services.assign_vehicle(
            dealership=loan.desk.store, code=loan.code, vin="JT000000000000000", by=loan.desk.advisor, at=at(9, 8)
        )


def test_a_vehicle_that_is_promised_to_another_loan_is_taken(loan: Loan):
    loan.work.assign(loan.desk.rx_350, at(9, 8, 31))
    other = loan_for_group(loan.desk)

    with pytest.raises(VehicleTaken, match=f"taken by contract {loan.code}"):
        other.work.assign(loan.desk.rx_350, at(9, 8, 32))

    assert other.row.status == Status.BOOKED


def test_another_vehicle_takes_the_place_of_the_first_and_voids_what_was_signed(loan: Loan):
    loan.ready()

    loan.work.assign(loan.desk.es_350, at(9, 8, 50))

    assert loan.contract.vehicle == loan.desk.es_350
    assert loan.frozen is None
    assert [state for state, _ in loan.holds()] == ["releasing"]
    assert loan.codes() == ["readings", "walk_around", "signature", "hold"]
    promise = commitment_of(dealership=loan.desk.store, about=loan.about)
    assert promise is not None
    assert promise.vehicle == loan.desk.es_350


def test_a_change_to_a_vehicle_that_is_taken_leaves_the_first_one_and_the_signature(loan: Loan):
    loan.signed()
    loan_for_group(loan.desk).work.assign(loan.desk.es_350, at(9, 8, 33))

    with pytest.raises(VehicleTaken):
        loan.work.assign(loan.desk.es_350, at(9, 8, 50))

    assert loan.contract.vehicle == loan.desk.rx_350
    assert loan.frozen is not None


def test_the_same_vehicle_is_not_assigned_twice(loan: Loan):
    loan.work.assign(loan.desk.rx_350, at(9, 8, 31))

    with pytest.raises(IllegalMove, match="assigned to this contract already"):
        loan.work.assign(loan.desk.rx_350, at(9, 8, 32))


def test_a_vehicle_that_is_taken_back_frees_everything(loan: Loan):
    loan.ready()

    services.unassign_vehicle(dealership=loan.desk.store, code=loan.code, by=loan.desk.advisor, at=at(9, 8, 50))

    assert loan.row.status == Status.BOOKED
    assert loan.codes() == ["vehicle", "signature", "hold"]
    assert commitment_of(dealership=loan.desk.store, about=loan.about) is None
    assert [state for state, _ in loan.holds()] == ["releasing"]


def test_a_loan_on_the_road_keeps_its_vehicle(loan: Loan):
    loan.started()

    with pytest.raises(IllegalMove):
        loan.work.assign(loan.desk.es_350, at(9, 10))
    with pytest.raises(IllegalMove):
        services.unassign_vehicle(dealership=loan.desk.store, code=loan.code, by=loan.desk.advisor, at=at(9, 10))


def test_a_driver_who_is_too_young_is_said_when_assigning(loan: Loan):
    make_avery_20(loan)

    with pytest.raises(services.WrongAge, match="Avery Quinn is 20 on the pickup day"):
        loan.work.assign(loan.desk.rx_350, at(9, 8, 31))

    assert loan.row.status == Status.BOOKED


def test_staff_with_override_may_let_an_age_pass_with_a_reason(loan: Loan):
    make_avery_20(loan)
    details: dict[str, Any] = {
        "dealership": loan.desk.store,
        "code": loan.code,
        "vin": loan.desk.rx_350.vin,
        "at": at(9, 8, 31),
    }

    with pytest.raises(NotAllowed):
        services.assign_vehicle(**details, age_override="Daughter of the owner", by=porter())
    services.assign_vehicle(**details, age_override="Daughter of the owner", by=manager())

    assert loan.contract.overrides == {"age": "Daughter of the owner (Riley Okafor)"}
    assert "age" not in loan.codes()


def make_avery_20(loan: Loan) -> None:
    record_licence(
        dealership=loan.desk.store,
        customer=loan.desk.avery,
        licence=replace(AVERYS_LICENCE, date_of_birth=date(2005, 3, 10)),
        source=Source.STAFF,
        by=loan.desk.advisor,
        at=at(8),
    )
