"""Do Not Rent: forbid and allow."""

from datetime import datetime

from django.db import transaction

from customers.models import Customer
from customers.queries import lock_customer, same_person
from dealerships.domain.actor import Actor
from dealerships.domain.permissions import Permission
from dealerships.models import Dealership
from dealerships.services.history import record


class ReasonMissing(Exception):
    """Nobody is put on Do Not Rent without a word why."""

    def __init__(self) -> None:
        super().__init__("Say why this guest must not rent.")


@transaction.atomic
def forbid(*, dealership: Dealership, customer: Customer, reason: str, by: Actor, at: datetime) -> Customer:
    """
    Put a guest on Do Not Rent, which blocks contracts of whoever shares their licence, phone or email.

    :raises NotAllowed: without the permission *Do Not Rent manager*
    :raises ReasonMissing: no reason was given
    """
    by.must(Permission.DO_NOT_RENT)
    if not reason.strip():
        raise ReasonMissing
    customer = lock_customer(dealership=dealership, customer=customer)
    customer.do_not_rent_reason, customer.do_not_rent_by, customer.do_not_rent_at = reason.strip(), by.name, at
    return _write("put on Do Not Rent", customer, dealership=dealership, by=by, at=at, reason=reason.strip())


@transaction.atomic
def allow(*, dealership: Dealership, customer: Customer, reason: str, by: Actor, at: datetime) -> Customer:
    """
    Take a guest off Do Not Rent, under every name that was merged into theirs; history keeps why.

    :raises NotAllowed: without the permission *Do Not Rent manager*
    """
    by.must(Permission.DO_NOT_RENT)
    customer = lock_customer(dealership=dealership, customer=customer)
    lifted = {"do_not_rent_reason": "", "do_not_rent_by": "", "do_not_rent_at": None}
    same_person(dealership=dealership, customer=customer).update(**lifted)
    vars(customer).update(lifted)
    return _write("taken off Do Not Rent", customer, dealership=dealership, by=by, at=at, reason=reason.strip())


def _write(verb: str, customer: Customer, *, dealership: Dealership, by: Actor, at: datetime, reason: str) -> Customer:
    customer.save(update_fields=["do_not_rent_reason", "do_not_rent_by", "do_not_rent_at"])
    record(verb, dealership=dealership, subjects=[customer.reference], by=by, at=at, details={"reason": reason})
    return customer
