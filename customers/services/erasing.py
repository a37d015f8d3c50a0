"""
Delete a guest's data: what tells who they were goes, the loans stay, with nobody's name on them.

Signed agreements, receipts and the history are kept as they are, as the law asks of a dealership. Whether anything is
open or unsettled is asked above (contracts).
"""

from datetime import datetime

from django.db import transaction

from customers.domain.details import ContactDetails
from customers.domain.facts import GuestErased
from customers.models import Apart, Card, CardSetup, Customer, Insurance, Licence, Merge, Message, Note, Suggestion
from customers.queries import lock_customer, same_person
from customers.services.letting_go import want_cards_let_go, want_guest_forgotten
from customers.services.profiles import write_contact
from dealerships.domain.actor import Actor
from dealerships.models import Dealership
from dealerships.services.effects import publish
from dealerships.services.history import record

NOBODY = ContactDetails(first_name="", last_name="Deleted guest")


class UnableToErase(Exception):
    """The data are needed still; the message says for what."""


@transaction.atomic
def erase(*, dealership: Dealership, customer: Customer, by: Actor, at: datetime) -> Customer:
    """
    Delete the data of a guest, under every name that was merged into theirs; twice changes nothing. Their cards are let
    go, and their name at the processor, by a worker.

    :raises UnableToErase: they stand on Do Not Rent, which would be forgotten with them
    """
    customer = lock_customer(dealership=dealership, customer=customer)
    if customer.do_not_rent:
        raise UnableToErase(f"{customer.name} is on Do Not Rent, which would be forgotten. Lift it first.")
    if customer.erased_at is None:
        for each in same_person(dealership=dealership, customer=customer).order_by("pk"):
            want_cards_let_go(dealership=dealership, customer=each, at=at)
            want_guest_forgotten(dealership=dealership, customer=each, at=at)
            _forget(dealership, each, at=at)
            record("data deleted", dealership=dealership, subjects=[each.reference], by=by, at=at)
            publish(GuestErased(customer=each.code), dealership=dealership, at=at, about=each.reference)
        customer.refresh_from_db()
    return customer


def _forget(dealership: Dealership, customer: Customer, *, at: datetime) -> None:
    theirs = {"dealership": dealership, "customer": customer}
    unnamed = {"number": "", "number_index": "", "last_four": "", "state": "", "date_of_birth": None}
    Licence.objects.filter(**theirs).update(**unnamed)
    Insurance.objects.filter(**theirs).update(carrier="", policy_number="")
    for paper in (Licence, Insurance):
        paper.objects.filter(replaced_at__isnull=True, **theirs).update(replaced_at=at)
    Card.objects.filter(removed_at__isnull=True, **theirs).update(removed_at=at)
    Card.objects.filter(**theirs).update(brand="", last_four="", preferred=False)
    CardSetup.objects.filter(**theirs).update(url="")
    Message.objects.filter(**theirs).update(to="", subject="", text="")
    for said in (Note, Suggestion):
        said.objects.filter(**theirs).delete()
    Merge.objects.filter(dealership=dealership, survivor=customer).update(before={}, taken={})
    Apart.objects.filter(dealership=dealership, one=customer).delete()
    Apart.objects.filter(dealership=dealership, other=customer).delete()
    write_contact(customer, NOBODY)
    customer.name_key = customer.last_name_key = ""
    customer.erased_at = at
    customer.save()
