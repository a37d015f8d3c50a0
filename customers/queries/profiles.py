"""Profiles, and the papers and cards that count now."""

from django.db.models import Prefetch, QuerySet

from customers.models import Card, Customer, Insurance, Licence
from dealerships.models import Dealership

LICENCES_NOW = "licences_now"
INSURANCES_NOW = "insurances_now"
CARDS_ON_FILE = "cards_on_file"


class UnknownCustomer(Exception):
    """There is no such profile here."""

    def __init__(self) -> None:
        super().__init__("There is no profile with this code.")


def customers(*, dealership: Dealership) -> QuerySet[Customer]:
    """The profiles that count: a merged duplicate is left to its survivor."""
    return Customer.objects.filter(dealership=dealership, survivor__isnull=True)


def with_papers(profiles: QuerySet[Customer]) -> QuerySet[Customer]:
    """Them with current licence, insurance and cards on file, in three more statements however many they are."""
    return profiles.prefetch_related(
        Prefetch("licences", Licence.objects.filter(replaced_at__isnull=True), to_attr=LICENCES_NOW),
        Prefetch("insurances", Insurance.objects.filter(replaced_at__isnull=True), to_attr=INSURANCES_NOW),
        Prefetch("cards", Card.objects.filter(removed_at__isnull=True).order_by("-preferred", "-id"), CARDS_ON_FILE),
    )


def profile(*, dealership: Dealership, code: str) -> Customer:
    """
    A profile with its papers and cards; the code of a merged duplicate finds its survivor.

    :raises UnknownCustomer: no profile of the dealership has this code
    """
    known = Customer.objects.filter(dealership=dealership, code=code).values_list("id", "survivor_id").first()
    if known is None:
        raise UnknownCustomer
    return with_papers(Customer.objects.filter(dealership=dealership)).get(pk=known[1] or known[0])


def survivor(*, dealership: Dealership, customer: Customer) -> Customer:
    """The profile that counts for this guest."""
    if customer.survivor_id is None:
        return customer
    return Customer.objects.get(dealership=dealership, pk=customer.survivor_id)


def lock_customer(*, dealership: Dealership, customer: Customer) -> Customer:
    """The profile as it is now, locked until the end of the transaction."""
    return Customer.objects.select_for_update(no_key=True).get(dealership=dealership, pk=customer.pk)


def current_licence(*, dealership: Dealership, customer: Customer) -> Licence | None:
    """The licence that counts, if there is one."""
    return Licence.objects.filter(dealership=dealership, customer=customer, replaced_at__isnull=True).first()


def current_insurance(*, dealership: Dealership, customer: Customer) -> Insurance | None:
    """The insurance that counts, if there is one."""
    return Insurance.objects.filter(dealership=dealership, customer=customer, replaced_at__isnull=True).first()


def preferred_card(*, dealership: Dealership, customer: Customer) -> Card | None:
    """The card on file that is charged, if there is one."""
    cards = Card.objects.filter(dealership=dealership, customer=customer, removed_at__isnull=True)
    return cards.order_by("-preferred", "-id").first()


def cards_at_processor(*, dealership: Dealership, customer: Customer, account: str) -> QuerySet[Card]:
    """The guest's cards in an account of the processor, removed ones too, newest first."""
    return Card.objects.filter(dealership=dealership, customer=customer, account=account).order_by("-id")
