"""
Look for a loan by what is said or typed: confirmation code, Reservation ID, plate, or the guest's name, phone, email,
licence.

Guests and plates are looked up first, one statement each, so that the loans are found by their keys alone.
"""

from collections.abc import Sequence

from django.db.models import Q

from customers import queries as customers
from customers.domain.codes import tidy
from dealerships.models import Dealership
from fleet.queries import abouts_by_plate
from reservations.queries.reservations import Reservations, reservations

MOST_GUESTS = 200
SHORTEST = 2


def find(*, dealership: Dealership, words: str) -> Reservations:
    """The loans that what was typed may mean; nothing for fewer than two characters."""
    return find_beside(dealership=dealership, words=words, guests=guests_meant(dealership=dealership, words=words))


def guests_meant(*, dealership: Dealership, words: str) -> list[int]:
    """The keys of the guests that what was typed may mean, newest first; nobody for fewer than two characters."""
    return list(customers.find(dealership=dealership, words=words).values_list("id", flat=True)[:MOST_GUESTS])


def find_beside(*, dealership: Dealership, words: str, guests: Sequence[int]) -> Reservations:
    """The same, where the ``guests`` that the words mean are looked up already."""
    loans = reservations(dealership=dealership)
    if len(words.strip()) < SHORTEST:
        return loans.none()
    codes = [about.partition("/")[2] for about in abouts_by_plate(dealership=dealership, plate=words)]
    ids = {words.strip(), words.strip().upper()}
    by_guest = Q(customer__in=customers.same_people(dealership=dealership, keys=guests))
    return loans.filter(Q(code__in=[tidy(words), *codes]) | Q(external_id__in=ids) | by_guest)
