"""STOP and START: a number that said STOP is never texted until it says START."""

from datetime import datetime

from django.db import transaction

from customers.models import Customer, OptOut
from dealerships.domain.actor import Actor, Kind
from dealerships.models import Dealership
from dealerships.services.history import record


@transaction.atomic
def opt_out(*, dealership: Dealership, phone: str, at: datetime) -> None:
    """Text this number no more; saying STOP twice changes nothing."""
    _, new = OptOut.objects.get_or_create(dealership=dealership, phone=phone, defaults={"at": at})
    if new:
        _record("stopped texts", dealership=dealership, phone=phone, at=at)


@transaction.atomic
def opt_in(*, dealership: Dealership, phone: str, at: datetime) -> None:
    """Text this number again."""
    gone, _ = OptOut.objects.filter(dealership=dealership, phone=phone).delete()
    if gone:
        _record("started texts", dealership=dealership, phone=phone, at=at)


def _record(verb: str, *, dealership: Dealership, phone: str, at: datetime) -> None:
    guests = Customer.objects.filter(dealership=dealership, phone=phone)
    subjects = [customer.reference for customer in guests] or [f"phone/{phone[-4:]}"]
    guest = Actor(kind=Kind.GUEST, name=f"Phone ending in {phone[-4:]}", origin="text message")
    record(verb, dealership=dealership, subjects=subjects, by=guest, at=at)
