"""The demo's past: a year of finished contracts, priced by the engine and paid."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random

from billing.domain.engine import price
from billing.domain.terms import Terms, Units
from billing.domain.usage import Energy, HandedOver, Reading, Usage
from billing.models import CostRecovery
from config.demo.past_rows import Loan, Trip, keep
from customers.models import Customer
from dealerships.models import Dealership
from fleet.models import Vehicle

DAYS = 365
LENGTHS_DAYS = (1, 1, 2, 2, 3, 4, 6)
GAPS_DAYS = (2, 4, 6, 9, 12, 15)
PICKUP_MINUTES = tuple(range(8 * 60, 17 * 60, 30))


def remember(
    dealership: Dealership, vehicles: list[Vehicle], guests: list[Customer], *, random: Random, at: datetime
) -> int:
    """Fill the year before ``at`` with loans; each car's odometer ends where its last loan left it."""
    agreed = {vehicle.home_group_id: terms_of(dealership, vehicle) for vehicle in vehicles}
    loans = [
        loan(dealership, trip, random.choice(guests), number, terms=agreed[trip.vehicle.home_group_id])
        for number, trip in enumerate(trips(dealership, vehicles, random=random, at=at), start=1)
    ]
    keep(dealership, loans)
    Vehicle.objects.bulk_update(vehicles, ["odometer", "readings_at"])
    return len(loans)


def trips(dealership: Dealership, vehicles: list[Vehicle], *, random: Random, at: datetime) -> Iterator[Trip]:
    """The year's loans of every car, in order of pickup, so that numbers rise with time."""
    found: list[Trip] = []
    for vehicle in vehicles:
        found.extend(trips_of(dealership, vehicle, random=random, at=at))
    return iter(sorted(found, key=lambda trip: trip.pickup_at))


def trips_of(dealership: Dealership, vehicle: Vehicle, *, random: Random, at: datetime) -> Iterator[Trip]:
    """One car's year, up to yesterday."""
    day = dealership.local(at).date() - timedelta(days=DAYS - random.randrange(14))
    last = dealership.local(at).date() - timedelta(days=1)
    while True:
        length = random.choice(LENGTHS_DAYS)
        if day + timedelta(days=length) >= last:
            return
        pickup_at = opening_time(dealership, day, random.choice(PICKUP_MINUTES))
        dropoff_at = opening_time(dealership, day + timedelta(days=length), random.choice(PICKUP_MINUTES))
        trip = Trip(
            vehicle=vehicle,
            pickup_at=pickup_at,
            dropoff_at=dropoff_at,
            odometer_out=vehicle.odometer,
            miles=random.randrange(12, 190) * length,
            fuel_in=Decimal(random.choice((1000, 1000, 1000, 875, 750, 500))) / 1000,
        )
        vehicle.odometer += trip.miles
        vehicle.readings_at = dropoff_at
        yield trip
        day += timedelta(days=length + random.choice(GAPS_DAYS))


def opening_time(dealership: Dealership, day: date, minutes: int) -> datetime:
    """A time of the counter's day."""
    return datetime.combine(day, time(minutes // 60, minutes % 60), tzinfo=dealership.zone)


def loan(dealership: Dealership, trip: Trip, guest: Customer, number: int, *, terms: Terms) -> Loan:
    """The trip with its guest and its bill."""
    usage = used(trip)
    return Loan(
        code=f"{dealership.slug[0].upper()}P-{number:05d}",
        number=f"{number:06d}",
        guest=guest,
        trip=trip,
        terms=terms,
        usage=usage,
        draft=price(terms, usage),
    )


def terms_of(dealership: Dealership, vehicle: Vehicle) -> Terms:
    """What loans of the car's home group cost."""
    units = Units(distance=dealership.distance_unit, fuel=dealership.fuel_unit)
    settings: CostRecovery = vehicle.home_group.cost_recovery
    return settings.terms(time_zone=dealership.time_zone, units=units)


def used(trip: Trip) -> Usage:
    """What happened, as the engine takes it."""
    vehicle = trip.vehicle
    return Usage(
        pickup=trip.pickup_at,
        dropoff=trip.dropoff_at,
        vehicles=(
            HandedOver(
                from_at=trip.pickup_at,
                capacity=vehicle.capacity,
                energy=Energy(vehicle.energy),
                out=Reading(odometer=trip.odometer_out, fuel=Decimal("1.000")),
                back=Reading(odometer=trip.odometer_out + trip.miles, fuel=trip.fuel_in),
                model=vehicle.model,
            ),
        ),
    )
