"""Profiles that may be one person, and the merges that made one of several."""

from django.db.models import Q, QuerySet

from customers.models import Apart, Customer, Merge
from customers.queries.look_alikes import look_alikes
from customers.queries.profiles import customers
from customers.queries.same_person import main_key
from dealerships.models import Dealership


def possibly_the_same(*, dealership: Dealership, customer: Customer) -> list[Customer]:
    """The other profiles that are this guest by the rules of matching, but for those that staff keep apart."""
    known = look_alikes(dealership=dealership, guests=[customer])
    alike = set(known.same_guest(customer)) - known.person(customer)
    if not alike:
        return []
    main = main_key(customer)
    said = Apart.objects.filter(Q(one=main) | Q(other=main), dealership=dealership).values_list("one", "other")
    apart = {key for pair in said for key in pair}
    return list(customers(dealership=dealership).filter(pk__in=alike - apart).order_by("pk"))


def merges(*, dealership: Dealership, customer: Customer) -> QuerySet[Merge]:
    """What was merged into a profile and not undone, newest first."""
    rows = Merge.objects.filter(dealership=dealership, survivor=main_key(customer), undone_at__isnull=True)
    return rows.select_related("duplicate").order_by("-pk")
