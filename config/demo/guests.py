"""The demo's guests, with licences and insurance; a few lack something, as guests do."""

from datetime import date, datetime, timedelta
from random import Random

from customers.domain.details import ContactDetails, InsuranceDetails, LicenceDetails
from customers.domain.sources import Source
from customers.models import Customer
from customers.services import create_customer, record_insurance, record_licence
from dealerships.domain.actor import Actor
from dealerships.models import Dealership

FIRST = (
    "Avery",
    "Priya",
    "Walter",
    "Mei-Ling",
    "Devon",
    "Sofia",
    "Grace",
    "Tom",
    "Marcus",
    "Ruth",
    "Elena",
    "Jamal",
    "Hannah",
    "Oscar",
    "Nadia",
    "Victor",
    "Alice",
    "Kwame",
    "Ingrid",
    "Paul",
    "Leila",
    "Carlos",
    "Yuki",
    "Brendan",
)
LAST = (
    "Quinn",
    "Raman",
    "Lindqvist",
    "Chow",
    "Brooks",
    "Marchetti",
    "Okafor",
    "Reyes",
    "Bell",
    "Abernathy",
    "Vasquez",
    "Turner",
    "Weiss",
    "Delgado",
    "Petrov",
    "Hughes",
    "Nakamura",
    "Mensah",
    "Sorensen",
    "Kaplan",
    "Haddad",
    "Flores",
    "Tanaka",
    "Doyle",
)
CARRIERS = ("Acme Mutual", "Prairie Casualty", "Lakeshore Insurance", "Heartland Auto")


def invite(
    dealership: Dealership, *, count: int, area_code: str, random: Random, by: Actor, at: datetime
) -> list[Customer]:
    """So many guests with a profile; every ninth has no email, every seventh an insurance that ends soon."""
    return [guest(dealership, number, area_code=area_code, random=random, by=by, at=at) for number in range(count)]


def guest(dealership: Dealership, number: int, *, area_code: str, random: Random, by: Actor, at: datetime) -> Customer:
    """One guest."""
    first, last = FIRST[number % len(FIRST)], LAST[(number + number // len(FIRST) * 5) % len(LAST)]
    email = "" if number % 9 == 8 else f"{first}.{last}@guest.example".lower()
    contact = ContactDetails(
        first_name=first,
        last_name=last,
        phone=f"+1{area_code}555{1000 + number:04d}",
        email=email,
        street=f"{100 + 12 * number} Maple Street",
        city=dealership.city,
        state=dealership.state,
        postal_code=dealership.postal_code,
    )
    customer = create_customer(dealership=dealership, details=contact, by=by, at=at)
    carry_papers(dealership, customer, number, random=random, by=by, at=at)
    return customer


def carry_papers(
    dealership: Dealership, customer: Customer, number: int, *, random: Random, by: Actor, at: datetime
) -> None:
    """Their licence and insurance."""
    born = date(1950 + random.randrange(48), random.randrange(1, 13), random.randrange(1, 29))
    licence = LicenceDetails(
        number=f"{customer.last_name[0]}{random.randrange(100, 1000)}-{random.randrange(10_000_000):07d}",
        state=dealership.state,
        date_of_birth=born,
        expires_on=at.date() + timedelta(days=500 + random.randrange(900)),
    )
    record_licence(dealership=dealership, customer=customer, licence=licence, source=Source.STAFF, by=by, at=at)
    ends_soon = number % 7 == 6
    insurance = InsuranceDetails(
        carrier=CARRIERS[number % len(CARRIERS)],
        policy_number=f"PX-{random.randrange(100_000):05d}",
        expires_on=at.date() + timedelta(days=366 if ends_soon else 450 + random.randrange(300)),
    )
    record_insurance(dealership=dealership, customer=customer, insurance=insurance, source=Source.STAFF, by=by, at=at)
