"""Guests of the store: Avery Quinn, whose profile is complete, and Jordan Ellis, who has only a name and a phone."""

from datetime import date

from customers.domain.details import CardDetails, ContactDetails, InsuranceDetails, LicenceDetails
from customers.domain.sources import Source
from customers.models import Customer
from customers.services import add_card, create_customer, record_insurance, record_licence
from dealerships.models import Dealership
from tests.situations.clock import at
from tests.situations.staff import manager

AVERYS_LICENCE = LicenceDetails(
    number="Q500-0048-2193", state="IL", date_of_birth=date(1988, 4, 2), expires_on=date(2029, 4, 2)
)
AVERYS_INSURANCE = InsuranceDetails(carrier="Acme Mutual", policy_number="PX-99812", expires_on=date(2026, 12, 31))
AVERYS_CARD = CardDetails(
    account="acct_1Springfield",
    processor_customer="cus_Avery",
    payment_method="pm_card_visa",
    brand="visa",
    last_four="4242",
    expires_month=8,
    expires_year=2028,
)


def avery_quinn() -> ContactDetails:
    """Avery's name, phone, email and address."""
    return ContactDetails(
        first_name="Avery",
        last_name="Quinn",
        phone="+13125550142",
        email="avery.quinn@example.com",
        street="77 Lake Street",
        city="Springfield",
        state="IL",
        postal_code="62701",
    )


def avery(dealership: Dealership) -> Customer:
    """Avery Quinn with licence, insurance and a Visa on file: nothing is missing."""
    return with_papers(dealership, stranger(dealership, avery_quinn()))


def jordan(dealership: Dealership) -> Customer:
    """Jordan Ellis, of whom nothing is known but a phone."""
    return stranger(dealership, ContactDetails(first_name="Jordan", last_name="Ellis", phone="+12175550177"))


def stranger(dealership: Dealership, details: ContactDetails) -> Customer:
    """A new profile, made on 1 March."""
    return create_customer(dealership=dealership, details=details, by=manager(), at=at(1))


def with_papers(
    dealership: Dealership,
    customer: Customer,
    *,
    licence: LicenceDetails = AVERYS_LICENCE,
    insurance: InsuranceDetails = AVERYS_INSURANCE,
    card: CardDetails = AVERYS_CARD,
) -> Customer:
    """The same guest with licence, insurance and card on file since 1 March."""
    by, when, staff = manager(), at(1), Source.STAFF
    record_licence(dealership=dealership, customer=customer, licence=licence, source=staff, by=by, at=when)
    record_insurance(dealership=dealership, customer=customer, insurance=insurance, source=staff, by=by, at=when)
    add_card(dealership=dealership, customer=customer, card=card, source=staff, by=by, at=when)
    return customer
