"""
Loans of duplicates: the profile that counts stands in for each driver who was merged into it.

The loan's row keeps pointing where it pointed; only whoever asks for its guest gets the survivor, with their papers.
Where nobody was merged, which is nearly always, nothing is asked.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from contracts.queries.folding import remember
from customers.queries import everybody, with_papers
from dealerships.models import Dealership

if TYPE_CHECKING:
    from customers.models import Customer
    from reservations.models import AdditionalDriver, Reservation


def let_survivors_stand_in(loans: "list[Reservation]", *, dealership: Dealership) -> "list[Reservation]":
    """The same loans, with the profiles that count as their drivers."""
    merged = [row for loan in loans for row in _with_guests(loan) if row.customer.survivor_id is not None]
    if merged:
        survivors = _survivors(dealership, {row.customer.survivor_id for row in merged})
        for row in merged:
            type(row).customer.field.set_cached_value(row, survivors[row.customer.survivor_id])
    return loans


def _with_guests(loan: "Reservation") -> "Iterator[Reservation | AdditionalDriver]":
    yield loan
    yield from loan.additional_drivers.all()


def _survivors(dealership: Dealership, keys: set[int]) -> "dict[int, Customer]":
    found = with_papers(everybody(dealership=dealership).filter(pk__in=keys))
    return {guest.pk: _remembering(guest) for guest in found}


def _remembering(guest: "Customer") -> "Customer":
    remember(guest, "licences", guest.licences_now)
    remember(guest, "insurances", guest.insurances_now)
    remember(guest, "cards", guest.cards_on_file)
    return guest
