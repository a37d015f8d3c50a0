"""Profiles: make one, change how a guest is reached, note something on it."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from customers.domain import names
from customers.domain.codes import spoken
from customers.domain.details import ContactDetails
from customers.models import Customer, Note
from customers.queries import lock_customer, survivor
from dealerships.domain.actor import Actor
from dealerships.models import Dealership
from dealerships.services.history import record
from kernel.keys import without_case

CODE_LENGTH = 7
"""Wide enough that two of one store never meet in practice; the database refuses the pair that does."""
LONGEST_EMAIL_KEY = 254


@transaction.atomic
def create_customer(*, dealership: Dealership, details: ContactDetails, by: Actor, at: datetime) -> Customer:
    """Make a profile for a guest who has none yet (``customers.queries.match_guest`` says whether)."""
    customer = Customer(dealership=dealership, code=f"C{spoken(CODE_LENGTH)}", created_at=at)
    write_contact(customer, details)
    customer.save(force_insert=True)
    record("profile made", dealership=dealership, subjects=[customer.reference], by=by, at=at)
    return customer


@transaction.atomic
def change_contact(
    *, dealership: Dealership, customer: Customer, details: ContactDetails, by: Actor, at: datetime
) -> Customer:
    """Change name, phone, email, address, language or employer; history names the fields that changed."""
    customer = lock_customer(dealership=dealership, customer=customer)
    changed = [field for field, value in asdict(details).items() if getattr(customer, field) != value]
    if changed:
        write_contact(customer, details)
        customer.save()
        words = [field.replace("_", " ") for field in changed]
        subjects = [customer.reference]
        record("contact changed", dealership=dealership, subjects=subjects, by=by, at=at, details={"changed": words})
    return customer


@transaction.atomic
def write_note(*, dealership: Dealership, customer: Customer, text: str, by: Actor, at: datetime) -> Note:
    """Keep a note on the profile, with its author and time."""
    customer = survivor(dealership=dealership, customer=customer)
    note = Note.objects.create(dealership=dealership, customer=customer, author=by.name, at=at, text=text)
    record("note written", dealership=dealership, subjects=[customer.reference], by=by, at=at)
    return note


def write_contact(customer: Customer, details: ContactDetails) -> None:
    """Set the profile's contact columns and the keys by which it is looked up."""
    for field, value in asdict(details).items():
        setattr(customer, field, value)
    customer.name_key = names.name_key(details.first_name, details.last_name)
    customer.last_name_key = names.last_name_key(details.last_name)
    customer.email_key = without_case(details.email)[:LONGEST_EMAIL_KEY]  # some letters are two when compared
