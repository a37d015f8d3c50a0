"""Do Not Rent: who stands on it, matched on licence, phone and email too."""

from customers.models import Customer
from customers.queries.look_alikes import look_alikes
from dealerships.models import Dealership


def do_not_rent(*, dealership: Dealership, customer: Customer) -> Customer | None:
    """The profile on Do Not Rent that this guest is, or shares a licence, phone or email with; None = may rent."""
    return look_alikes(dealership=dealership, guests=[customer]).forbidden(customer)
