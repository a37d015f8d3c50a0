"""Look for a guest by what they say at the counter: name, phone, email, licence, or the code of the profile."""

from functools import reduce
from operator import and_, or_

from django.db.models import Q, QuerySet

from customers.domain.codes import tidy
from customers.domain.licences import STATES, licence_key
from customers.domain.names import words as plain_words
from customers.models import Customer, Licence
from customers.queries.licence_index import licence_index
from customers.queries.profiles import customers
from dealerships.models import Dealership
from kernel.keys import without_case

SHORTEST = 2
"""One letter finds half the house, and helps nobody."""
SHORTEST_PHONE = 4
SHORTEST_LICENCE = 5


def find(*, dealership: Dealership, words: str) -> QuerySet[Customer]:
    """
    The profiles that what was typed may mean, newest first; nothing for fewer than two characters. What was said of a
    merged duplicate finds its survivor.
    """
    profiles = customers(dealership=dealership).order_by("-id")
    if len(words.strip()) < SHORTEST:
        return profiles.none()
    meant = said(dealership=dealership, words=words)
    merged = Customer.objects.filter(meant, dealership=dealership, survivor__isnull=False)
    return profiles.filter(meant | Q(pk__in=merged.values("survivor")))


def said(*, dealership: Dealership, words: str) -> Q:
    """The condition on a profile that the typed words make."""
    rules = [Q(code=tidy(words)), _by_name(words)]
    if "@" in words:
        rules.append(Q(email_key__startswith=without_case(words)))
    rules += _by_phone(words)
    rules += _by_licence(dealership, words)
    return reduce(or_, rules)


def _by_name(words: str) -> Q:
    """Each word begins the first or the last name."""
    parts = plain_words(words)
    if not parts:
        return Q(pk__in=[])
    return reduce(and_, (Q(name_key__startswith=part) | Q(name_key__contains=f" {part}") for part in parts))


def _by_phone(words: str) -> list[Q]:
    """Its last digits, however many were said: a number of one country may be typed with a 0, a 1 or neither."""
    digits = "".join(letter for letter in words if letter.isdigit()).lstrip("0")
    if len(digits) < SHORTEST_PHONE or any(letter.isalpha() for letter in words):
        return []
    return [Q(phone__endswith=digits)]


def _by_licence(dealership: Dealership, words: str) -> list[Q]:
    number = licence_key(words)
    if len(number) < SHORTEST_LICENCE or not any(letter.isdigit() for letter in number):
        return []
    known = [licence_index(dealership=dealership, number=number, state=state) for state in STATES]
    return [Q(pk__in=Licence.objects.filter(dealership=dealership, number_index__in=known).values("customer"))]
