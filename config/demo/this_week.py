"""The demo's present: cars that are out, today's pickups and returns, the days to come."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from random import Random

from config.demo.offers import Offers
from config.demo.on_the_road import drive_off, make_ready
from contracts.services import assign_vehicle
from customers.models import Customer
from dealerships.domain.actor import Actor, Kind
from dealerships.models import Dealership, Staff
from fleet.domain.statuses import VehicleStatus
from fleet.models import Vehicle
from kernel.period import Period
from reservations.domain.booking import Booking
from reservations.domain.channels import Channel
from reservations.domain.times import next_half_hour
from reservations.models import Reservation
from reservations.services import book

OUT_HOURS = ((-97, -17), (-49, -1), (-50, 1), (-26, 2), (-30, 25), (-5, 44), (-3, 67), (-2, 92))
"""How many hours ago a car went out, and in how many it is due: two are overdue, two come back today."""
DESK = Actor(kind=Kind.STAFF, name="Sam Ortega", origin="counter")
PARTNER = Actor(kind=Kind.PARTNER, name="Lexus App", origin="demo")


@dataclass(frozen=True, kw_only=True)
class Morning:
    """What the week's loans are made from; guests and cars are each taken once."""

    dealership: Dealership
    offered: Offers
    cars: Iterator[Vehicle]
    guests: Iterator[Customer]
    at: datetime

    def moment(self, days: int, hour: int, minute: int = 0) -> datetime:
        """A time of the counter's day, so many days from today."""
        day = self.dealership.local(self.at).date() + timedelta(days=days)
        return datetime.combine(day, time(hour, minute), tzinfo=self.dealership.zone)


def book_week(
    dealership: Dealership,
    offered: Offers,
    fleet: list[Vehicle],
    known: list[Customer],
    *,
    random: Random,
    at: datetime,
) -> None:
    """This week's loans: out, picked up soon, booked for later; a part of each comes from the Lexus App."""
    standard = offered.groups["Standard"].pk
    free = [car for car in fleet if car.status == VehicleStatus.STAGED and car.home_group_id == standard]
    guests = list(known)
    random.shuffle(guests)
    morning = Morning(dealership=dealership, offered=offered, cars=iter(free), guests=iter(guests), at=at)
    few = len(fleet) // 5
    send_out(morning, OUT_HOURS[: few + 2])
    book_soon(morning, count=few)
    book_later(morning, count=2 * few, random=random)


def send_out(morning: Morning, hours: tuple[tuple[int, int], ...]) -> None:
    """Loans that have started; each took the counter's own steps, at its own time."""
    now = next_half_hour(morning.at, morning.dealership.zone)
    for place, (went, due) in enumerate(hours):
        drive_off(
            dealership=morning.dealership,
            customer=next(morning.guests),
            vehicle=next(morning.cars),
            period=Period(now + timedelta(hours=went), now + timedelta(hours=due)),
            repair_order=f"4481{10 + place}",
            by=DESK,
        )


def book_soon(morning: Morning, *, count: int) -> None:
    """The next pickups, every half hour from now on; every second has its car already, and the first of these is ready."""
    first = next_half_hour(morning.at + timedelta(minutes=15), morning.dealership.zone)
    for place in range(count):
        pickup_at = first + timedelta(minutes=30 * place)
        period = Period(pickup_at, pickup_at + timedelta(days=1 + place % 3))
        reserved = book_one(morning, period, from_app=place % 2 == 0, number=place)
        vehicle = next(morning.cars, None) if place % 2 else None
        if vehicle and place == 1:
            make_ready(
                dealership=morning.dealership,
                code=reserved.code,
                customer=reserved.customer,
                vehicle=vehicle,
                by=DESK,
                at=morning.at,
            )
        elif vehicle:
            assign_vehicle(dealership=morning.dealership, code=reserved.code, vin=vehicle.vin, by=DESK, at=morning.at)


def book_later(morning: Morning, *, count: int, random: Random) -> None:
    """The week to come."""
    for place in range(count):
        pickup_at = morning.moment(1 + place % 6, 8 + random.randrange(9), random.choice((0, 30)))
        period = Period(pickup_at, pickup_at + timedelta(days=1 + random.randrange(4)))
        book_one(morning, period, from_app=place % 3 == 0, number=100 + place)


def book_one(morning: Morning, period: Period, *, from_app: bool, number: int) -> Reservation:
    """One booking."""
    offered = morning.offered
    booking = Booking(
        customer_id=next(morning.guests).pk,
        period=period,
        program_id=offered.programs["OneApp Rental"].pk if from_app else None,
        group_id=None if from_app else offered.groups["Standard"].pk,
        category_id=offered.categories["SUV"].pk if from_app else None,
        preferred_model="RX 350" if from_app else "",
        repair_order="" if from_app else f"4482{number:02d}",
        advisor_id=None if from_app else advisor(morning.dealership),
        channel=Channel.LEXUS_APP if from_app else Channel.STAFF,
        external_id=f"LX-{morning.dealership.dealer_code}{number:03d}" if from_app else "",
    )
    return book(dealership=morning.dealership, booking=booking, by=PARTNER if from_app else DESK, at=morning.at)


def advisor(dealership: Dealership) -> int | None:
    """The store's service advisor."""
    return Staff.objects.filter(dealership=dealership, service_advisor=True).values_list("pk", flat=True).first()
