"""The values of merge fields for a loan: what the agreement says of guest, vehicle, period, rates and hold."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from billing.domain.engine import price
from billing.domain.hold import hold_for
from billing.domain.terms import Terms
from billing.domain.usage import Usage
from contracts.domain.notices import POSITIONS, POSITIONS_SEEN, POSITIONS_UNSEEN
from contracts.domain.rate_words import daily_rate_in_words, rates_in_words
from contracts.domain.wording import (
    day_in_words,
    fuel_in_words,
    listed,
    money_in_words,
    odometer_in_words,
    phone_in_words,
    time_in_words,
)
from contracts.models import Contract
from contracts.queries.agreed import additional_settings
from contracts.queries.people import card_of, drivers_of, insurance_of, licence_of
from dealerships.models import Dealership

if TYPE_CHECKING:
    from customers.models import Customer
    from reservations.models import Reservation

Fields = Iterator[tuple[str, str]]


def merge_values(
    *, dealership: Dealership, loan: "Reservation", contract: Contract, terms: Terms, usage: Usage
) -> dict[str, str]:
    """Every merge field of ``programs.domain.merge.FIELDS`` with its value; what is not known is empty."""
    return dict(
        [
            *_guest(loan.customer),
            *_vehicle(dealership, contract),
            *_period(dealership, loan),
            *_money(terms, usage),
            *_store(dealership, loan),
            *_agreed(loan),
        ]
    )


def _guest(guest: "Customer") -> Fields:
    licence, insurance, card = licence_of(guest), insurance_of(guest), card_of(guest)
    yield "customer.name", guest.name
    yield "customer.address", address(guest)
    yield "customer.phone", phone_in_words(guest.phone)
    yield "customer.email", guest.email
    # The number itself stays sealed: what is signed is kept in plain words.
    yield "licence.number", f"ending in {licence.last_four}" if licence else ""
    yield "licence.state", licence.state if licence else ""
    yield "licence.expires", day_in_words(licence.expires_on) if licence and licence.expires_on else ""
    yield "insurance.carrier", insurance.carrier if insurance else ""
    yield "insurance.policy", f"ending in {insurance.policy_number[-4:]}" if insurance else ""
    yield "insurance.expires", day_in_words(insurance.expires_on) if insurance else ""
    yield "card.label", str(card) if card else "no card"


def _vehicle(dealership: Dealership, contract: Contract) -> Fields:
    vehicle = contract.vehicle
    yield "vehicle.year", str(vehicle.year)
    yield "vehicle.make", vehicle.make
    yield "vehicle.model", vehicle.model
    yield "vehicle.colour", vehicle.colour
    yield "vehicle.plate", vehicle.plate
    yield "vehicle.vin", vehicle.vin
    odometer, fuel = contract.odometer_out, contract.fuel_out
    yield "out.odometer", "" if odometer is None else odometer_in_words(odometer, dealership.distance_unit)
    yield "out.fuel", "" if fuel is None else fuel_in_words(fuel)


def _period(dealership: Dealership, loan: "Reservation") -> Fields:
    yield "pickup.scheduled", time_in_words(loan.pickup_at, dealership.zone)
    yield "dropoff.scheduled", time_in_words(loan.dropoff_at, dealership.zone)
    yield "repair_order", loan.repair_order


def _money(terms: Terms, usage: Usage) -> Fields:
    hold = hold_for(terms, usage)
    yield "rates.daily", daily_rate_in_words(terms, usage)
    yield "rates.table", rates_in_words(terms, usage)
    yield "reserve.covered_days", str(usage.covered_days)
    yield "estimate.amount", money_in_words(price(terms, usage).total, terms.currency)
    yield "hold.amount", money_in_words(hold.amount, terms.currency)
    yield "hold.working", hold.working


def _store(dealership: Dealership, loan: "Reservation") -> Fields:
    settings = additional_settings(loan)
    yield "dealership.name", dealership.name
    yield "dealership.address", address(dealership)
    yield "dealership.phone", phone_in_words(dealership.phone)
    yield "dealer_code", (settings.dealer_code if settings else "") or dealership.dealer_code


def _agreed(loan: "Reservation") -> Fields:
    settings = additional_settings(loan)
    _, *others = drivers_of(loan)
    yield "reserve.model", loan.program.qualifying_model if loan.program else ""
    yield "additional_drivers", listed([driver.name for driver in others]) if others else "nobody else"
    yield POSITIONS, POSITIONS_SEEN if settings and settings.view_positions else POSITIONS_UNSEEN


def address(of: "Customer | Dealership") -> str:
    """Street, town, state and postal code on one line."""
    town = f"{of.city}, {of.state} {of.postal_code}".strip(", ")
    return ", ".join(part for part in (of.street, town) if part)
