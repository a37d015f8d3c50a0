"""Profiles, and the papers and cards that count now."""

from django.db.models import F, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce

from customers.models import Card, Customer, Insurance, Licence
from customers.queries.same_person import main_key, same_person
from dealerships.models import Dealership
from dealerships.prepared import prepared, told

LICENCES_NOW = "licences_now"
INSURANCES_NOW = "insurances_now"
OWN_CARDS = "own_cards"
MERGED_NOW = "merged_now"


class UnknownCustomer(Exception):
    """There is no such profile here."""

    def __init__(self) -> None:
        super().__init__("There is no profile with this code.")


def customers(*, dealership: Dealership) -> QuerySet[Customer]:
    """The profiles that count: a merged duplicate is left to its survivor, and who was erased is nobody any more."""
    return Customer.objects.filter(dealership=dealership, survivor__isnull=True, erased_at__isnull=True)


def with_papers(profiles: QuerySet[Customer]) -> QuerySet[Customer]:
    """Them with current licence, insurance and cards on file, in a few more statements however many they are."""
    on_file = Card.objects.filter(removed_at__isnull=True).order_by("-id")
    merged = Customer.objects.prefetch_related(Prefetch("cards", on_file, to_attr=OWN_CARDS))
    return profiles.prefetch_related(
        Prefetch("licences", Licence.objects.filter(replaced_at__isnull=True), to_attr=LICENCES_NOW),
        Prefetch("insurances", Insurance.objects.filter(replaced_at__isnull=True), to_attr=INSURANCES_NOW),
        Prefetch("cards", on_file, to_attr=OWN_CARDS),
        Prefetch("merged", merged, to_attr=MERGED_NOW),
    )


def profile(*, dealership: Dealership, code: str) -> Customer:
    """
    A profile with its papers and cards; the code of a merged duplicate finds its survivor.

    :raises UnknownCustomer: no profile of the dealership has this code
    """
    named = Customer.objects.filter(dealership=dealership, code=code)
    counts = Subquery(named.values(main=Coalesce("survivor", "pk"))[:1])
    found = with_papers(Customer.objects.filter(dealership=dealership, pk=counts)).first()
    if found is None:
        raise UnknownCustomer
    return found


def duplicate(*, dealership: Dealership, code: str) -> Customer:
    """
    The very profile with this code, also where it was merged into another.

    :raises UnknownCustomer: no profile of the dealership has this code
    """
    found = Customer.objects.filter(dealership=dealership, code=code).select_related("survivor").first()
    if found is None:
        raise UnknownCustomer
    return found


def lock_customer(*, dealership: Dealership, customer: Customer) -> Customer:
    """The profile that counts for this guest, as it is now, locked until the end of the transaction."""
    [found] = locked(dealership=dealership, customer=main_key(customer))
    if found.survivor_id is not None:
        [found] = locked(dealership=dealership, customer=found.survivor_id)
    return found


@prepared
def locked() -> QuerySet[Customer]:
    """A profile, locked until the end of the transaction."""
    rows = Customer.objects.select_for_update(no_key=True).filter(dealership=told("dealership"))
    return rows.filter(pk=told("customer"))


def current_licence(*, dealership: Dealership, customer: Customer) -> Licence | None:
    """The licence that counts, if there is one."""
    return licence_of.only(dealership=dealership, customer=main_key(customer))


@prepared
def licence_of() -> QuerySet[Licence]:
    """The licence of a profile that counts; a profile has no two."""
    return Licence.objects.filter(dealership=told("dealership"), customer=told("customer"), replaced_at__isnull=True)


def current_insurance(*, dealership: Dealership, customer: Customer) -> Insurance | None:
    """The insurance that counts, if there is one."""
    return insurance_of.only(dealership=dealership, customer=main_key(customer))


@prepared
def insurance_of() -> QuerySet[Insurance]:
    """The insurance of a profile that counts; a profile has no two."""
    return Insurance.objects.filter(dealership=told("dealership"), customer=told("customer"), replaced_at__isnull=True)


def cards_on_file(*, dealership: Dealership, customer: Customer) -> QuerySet[Card]:
    """
    The cards of a guest, the one that is charged first: the preferred one, of two merged profiles that of the one that
    counts.
    """
    cards = Card.objects.filter(dealership=dealership, removed_at__isnull=True)
    theirs = cards.filter(customer__in=same_person(dealership=dealership, customer=customer))
    return theirs.order_by("-preferred", F("customer__survivor").desc(nulls_first=True), "-id")


def preferred_card(*, dealership: Dealership, customer: Customer) -> Card | None:
    """The card on file that is charged, if there is one."""
    return cards_on_file(dealership=dealership, customer=customer).first()


def cards_at_processor(*, dealership: Dealership, customer: Customer, account: str) -> QuerySet[Card]:
    """The guest's cards in an account of the processor, removed ones too, newest first."""
    guests = same_person(dealership=dealership, customer=customer)
    return Card.objects.filter(dealership=dealership, customer__in=guests, account=account).order_by("-id")
