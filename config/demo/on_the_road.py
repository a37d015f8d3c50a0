"""Loans that are ready to go, or have gone, through the counter's own steps."""

from datetime import datetime, timedelta

from contracts.domain.signatures import SignatureMethod, Signed
from contracts.services import (
    accept_term,
    assign_vehicle,
    freeze_terms,
    record_readings,
    see_issues,
    sign,
    start_contract,
)
from customers.models import Customer
from dealerships.domain.actor import Actor, Kind
from dealerships.models import Dealership
from fleet.models import Vehicle
from kernel.period import Period
from reservations.domain.booking import Booking
from reservations.services import book


def drive_off(
    *, dealership: Dealership, customer: Customer, vehicle: Vehicle, period: Period, repair_order: str, by: Actor
) -> None:
    """Book a car of a group that collects no card, sign, and start at the pickup."""
    at = period.starts_at
    booking = Booking(customer_id=customer.pk, period=period, group_id=vehicle.home_group_id, repair_order=repair_order)
    code = book(dealership=dealership, booking=booking, by=by, at=at - timedelta(hours=2)).code
    make_ready(dealership=dealership, code=code, customer=customer, vehicle=vehicle, by=by, at=at)
    start_contract(dealership=dealership, code=code, by=by, at=at)


def make_ready(
    *, dealership: Dealership, code: str, customer: Customer, vehicle: Vehicle, by: Actor, at: datetime
) -> None:
    """Everything before the start: the car, its readings and its walk-around, the terms and the signature."""
    assign_vehicle(dealership=dealership, code=code, vin=vehicle.vin, by=by, at=at)
    record_readings(dealership=dealership, code=code, odometer=vehicle.odometer, fuel=vehicle.fuel_level, by=by, at=at)
    see_issues(dealership=dealership, code=code, by=by, at=at)
    agree(dealership=dealership, code=code, customer=customer, at=at)


def agree(*, dealership: Dealership, code: str, customer: Customer, at: datetime) -> None:
    """The guest accepts each term and types their name."""
    guest = Actor(kind=Kind.GUEST, name=customer.name, origin="counter tablet")
    frozen = freeze_terms(dealership=dealership, code=code, by=guest, at=at)
    for term in frozen.shown["terms"]:
        accept_term(
            dealership=dealership,
            code=code,
            driver=customer.code,
            position=term["position"],
            by=guest,
            at=at,
        )
    signature = Signed(method=SignatureMethod.TYPED, name=customer.name, consent=True)
    sign(dealership=dealership, code=code, driver=customer.code, signature=signature, by=guest, at=at)
