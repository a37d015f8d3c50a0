"""A morning at the counter: everything that most tests need, made at once."""

from dataclasses import dataclass

from customers.models import Customer
from dealerships.domain.actor import Actor
from dealerships.models import Dealership, Staff
from fleet.models import Vehicle, VehicleGroup
from programs.models import DriverAgreement, Program
from tests.situations import cars, guests, offers, staff


@dataclass(frozen=True, kw_only=True)
class Counter:
    """A store with Dana at the counter, a group, OneApp Rental, Avery, and an RX 350 and an ES 350 in both."""

    store: Dealership
    dana: Staff
    advisor: Actor
    agreement: DriverAgreement
    group: VehicleGroup
    program: Program
    avery: Customer
    rx_350: Vehicle
    es_350: Vehicle


def counter(store: Dealership) -> Counter:
    """The store's rows; call it inside `as_dealership(store)`."""
    dana = staff.dana(store)
    agreement = offers.loaner_agreement(store)
    group, program = offers.service_loaners(store), offers.one_app_rental(store)
    return Counter(
        store=store,
        dana=dana,
        advisor=dana.actor(origin=staff.COUNTER),
        agreement=agreement,
        group=group,
        program=program,
        avery=guests.avery(store),
        rx_350=cars.rx_350(store, group, program),
        es_350=cars.es_350(store, group, program),
    )
