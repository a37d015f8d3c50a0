"""Delete a guest's data, unless a loan is open or money is unsettled: this is the lowest place that sees all of it."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from contracts.domain.wording import listed, money_in_words
from contracts.queries.standing import open_balances
from customers.queries import same_person, survivor
from customers.services.erasing import UnableToErase, erase
from dealerships.domain.actor import Actor
from dealerships.domain.permissions import Permission
from dealerships.models import Dealership
from reservations.services import lock_open_loans

if TYPE_CHECKING:
    from customers.models import Customer


@transaction.atomic
def erase_guest(*, dealership: Dealership, customer: "Customer", by: Actor, at: datetime) -> "Customer":
    """
    Delete everything that tells who a guest is.

    :raises NotAllowed: without the permission *Admin*
    :raises UnableToErase: a loan is open, money is unsettled, or they stand on Do Not Rent
    """
    by.must(Permission.ADMIN)
    guest = survivor(dealership=dealership, customer=customer)
    names = same_person(dealership=dealership, customer=guest).values_list("pk", flat=True)
    open_loans = lock_open_loans(dealership=dealership, guests=list(names))
    if open_loans:
        codes = listed([loan.code for loan in open_loans])
        raise UnableToErase(f"{codes} is not over yet. Finish or cancel what is open, then delete the data.")
    owed = open_balances(dealership=dealership, guests=[guest])[guest.pk]
    if owed:
        amount = money_in_words(owed, dealership.currency)
        raise UnableToErase(f"{amount} is unsettled. Collect or credit it, then delete the data.")
    return erase(dealership=dealership, customer=guest, by=by, at=at)
