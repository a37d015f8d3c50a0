"""Do Not Rent: who stands on it, matched on licence, phone and email too."""

from django.db.models import Q

from customers.models import Customer, Licence
from dealerships.models import Dealership


def do_not_rent(*, dealership: Dealership, customer: Customer) -> Customer | None:
    """The profile on Do Not Rent that this guest is, or shares a licence, phone or email with; None = may rent."""
    licences = Licence.objects.filter(dealership=dealership, customer=customer).values("number_index")
    bearers = Licence.objects.filter(dealership=dealership, number_index__in=licences).values("customer")
    shared = Q(pk=customer.pk) | Q(survivor=customer) | Q(pk__in=bearers)
    if customer.phone:
        shared |= Q(phone=customer.phone)
    if customer.email_key:
        shared |= Q(email_key=customer.email_key)
    forbidden = Customer.objects.filter(shared, dealership=dealership, do_not_rent_at__isnull=False)
    return forbidden.order_by("do_not_rent_at", "id").first()
