"""
One person, several profiles: the one that counts and the duplicates merged into it.

A merge moves nothing, so whatever belongs to a guest is looked for under all of them: ``customer__in=same_person(…)``.
"""

from collections.abc import Collection

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from customers.models import Customer
from dealerships.models import Dealership


def main_key(customer: Customer) -> int:
    """The key of the profile that counts for this one."""
    return customer.survivor_id or customer.pk


def everybody(*, dealership: Dealership) -> QuerySet[Customer]:
    """Every profile there is, merged and erased ones too."""
    return Customer.objects.filter(dealership=dealership)


def same_person(*, dealership: Dealership, customer: Customer) -> QuerySet[Customer]:
    """Every profile of this guest; as the value of ``…__in`` it is a subquery."""
    return same_people(dealership=dealership, keys=[main_key(customer)])


def same_people(*, dealership: Dealership, keys: Collection[int]) -> QuerySet[Customer]:
    """Every profile of these guests, named by the keys of the profiles that count."""
    return Customer.objects.filter(Q(pk__in=keys) | Q(survivor__in=keys), dealership=dealership)


def with_code(*, dealership: Dealership, code: str) -> QuerySet[Customer]:
    """Every profile of the guest with this code, whichever of theirs it names."""
    named = Customer.objects.filter(dealership=dealership, code=code)
    main = named.values(main=Coalesce("survivor", "pk"))
    return Customer.objects.filter(Q(pk__in=main) | Q(survivor__in=main), dealership=dealership)


def survivor(*, dealership: Dealership, customer: Customer) -> Customer:
    """The profile that counts for this guest."""
    if customer.survivor_id is None:
        return customer
    return Customer.objects.get(dealership=dealership, pk=customer.survivor_id)
