"""A guest's licence and insurance: the new one counts, the old one stays with the moment it was replaced."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from customers.domain.details import InsuranceDetails, LicenceDetails
from customers.domain.licences import last_four, licence_key, state_key
from customers.domain.sources import Source
from customers.models import Customer, Insurance, Licence
from customers.queries import current_insurance, current_licence, licence_index, lock_customer
from dealerships.domain.actor import Actor
from dealerships.models import Dealership
from dealerships.services.history import record


class LicenceWithoutNumber(Exception):
    """A licence is known by its number."""

    def __init__(self) -> None:
        super().__init__("Type the number of the driver's licence.")


@transaction.atomic
def record_licence(
    *, dealership: Dealership, customer: Customer, licence: LicenceDetails, source: Source, by: Actor, at: datetime
) -> Licence:
    """
    Make this the guest's licence; recording the same one again changes nothing.

    :raises LicenceWithoutNumber: the number holds no letter or digit
    """
    if not licence_key(licence.number):
        raise LicenceWithoutNumber
    licence = replace(licence, state=state_key(licence.state))
    customer = lock_customer(dealership=dealership, customer=customer)
    current = current_licence(dealership=dealership, customer=customer)
    if current is not None and current.details() == licence:
        return current
    _replace(current, at=at)
    row = _new_licence(dealership, customer, licence)
    row.source, row.recorded_at = source, at
    row.save(force_insert=True)
    details = {"last four": row.last_four, "source": Source(source).label}
    subjects = [customer.reference]
    record("licence recorded", dealership=dealership, subjects=subjects, by=by, at=at, details=details)
    return row


@transaction.atomic
def record_insurance(
    *, dealership: Dealership, customer: Customer, insurance: InsuranceDetails, source: Source, by: Actor, at: datetime
) -> Insurance:
    """Make this the guest's insurance; recording the same one again changes nothing."""
    customer = lock_customer(dealership=dealership, customer=customer)
    current = current_insurance(dealership=dealership, customer=customer)
    if current is not None and current.details() == insurance:
        return current
    _replace(current, at=at)
    row = Insurance.objects.create(
        dealership=dealership,
        customer=customer,
        carrier=insurance.carrier,
        policy_number=insurance.policy_number,
        expires_on=insurance.expires_on,
        source=source,
        recorded_at=at,
    )
    details = {"carrier": row.carrier, "source": Source(source).label}
    subjects = [customer.reference]
    record("insurance recorded", dealership=dealership, subjects=subjects, by=by, at=at, details=details)
    return row


def _replace(paper: Licence | Insurance | None, *, at: datetime) -> None:
    if paper is not None:
        paper.replaced_at = at
        paper.save(update_fields=["replaced_at"])


def _new_licence(dealership: Dealership, customer: Customer, licence: LicenceDetails) -> Licence:
    return Licence(
        dealership=dealership,
        customer=customer,
        number=licence.number,
        number_index=licence_index(dealership=dealership, number=licence.number, state=licence.state),
        last_four=last_four(licence.number),
        state=licence.state,
        country=licence.country,
        date_of_birth=licence.date_of_birth,
        expires_on=licence.expires_on,
    )
