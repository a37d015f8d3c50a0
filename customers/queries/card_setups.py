"""Visits to the processor's hosted page, as the card vault needs them."""

from django.db.models import QuerySet

from customers.domain.cards import KeptGuest, Visit
from customers.domain.setups import SetupState
from customers.models import Card, CardSetup, Customer
from customers.queries.profiles import cards_at_processor
from customers.queries.same_person import same_person
from dealerships.models import Dealership


def card_setup_of(*, dealership: Dealership, session: str) -> CardSetup | None:
    """The visit that a session of the processor is for."""
    return CardSetup.objects.filter(dealership=dealership, session=session).first()


def card_setups(*, dealership: Dealership, customer: Customer) -> QuerySet[CardSetup]:
    """A guest's visits to the processor's page, newest first, each with the card that it brought."""
    guests = same_person(dealership=dealership, customer=customer)
    rows = CardSetup.objects.filter(dealership=dealership, customer__in=guests)
    return rows.select_related("card").order_by("-id")


def visit_to_open(*, dealership: Dealership, pk: int, address: str) -> Visit | None:
    """What the vault must know to open the page, or None when it is open already; ``address`` is the site's own."""
    rows = CardSetup.objects.select_related("customer").filter(dealership=dealership, pk=pk, state=SetupState.WANTED)
    setup = rows.first()
    if setup is None:
        return None
    guest = setup.customer
    return Visit(
        code=setup.code,
        account=setup.account,
        processor_customer=_known_as(dealership, setup),
        name=guest.name,
        email=guest.email,
        phone=guest.phone,
        return_address=f"{address}{setup.return_path}",
    )


def still_needed(*, dealership: Dealership, guest: KeptGuest) -> bool:
    """Whether a card of somebody whose data are not deleted is kept under the same name at the processor."""
    named = Card.objects.filter(dealership=dealership, account=guest.account)
    theirs = named.filter(processor_customer=guest.processor_customer, customer__erased_at__isnull=True)
    return bool(guest.processor_customer) and theirs.exists()


def _known_as(dealership: Dealership, setup: CardSetup) -> str:
    cards = cards_at_processor(dealership=dealership, customer=setup.customer, account=setup.account)
    return cards.values_list("processor_customer", flat=True).first() or ""
