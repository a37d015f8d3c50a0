"""Is this guest one we know? The rules of lexus-app.md, Matching, inside the dealership only."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from customers.domain.details import ContactDetails, LicenceDetails
from customers.domain.licences import licence_key
from customers.domain.names import last_name_key
from customers.models import Customer, Licence
from customers.queries.licence_index import licence_index
from customers.queries.look_alikes import look_alikes
from dealerships.models import Dealership
from dealerships.prepared import prepared, told
from kernel.keys import without_case


@dataclass(frozen=True, kw_only=True)
class Match:
    """The oldest profile that a rule found, and the others it found too: possible duplicates, to be merged."""

    customer: Customer
    others: tuple[Customer, ...] = ()


def match_guest(
    *, dealership: Dealership, details: ContactDetails, licence: LicenceDetails | None = None
) -> Match | None:
    """
    The profile of a guest by the first rule that finds one: licence with last name or date of birth; email with last
    name; phone with last name. The partner's own guest id comes before all of these and is the partner's to look up.
    """
    for found in (
        _by_licence(dealership, details, licence),
        _by_contact(dealership, details, email_key=without_case(details.email)),
        _by_contact(dealership, details, phone=details.phone),
    ):
        if found:
            return Match(customer=found[0], others=tuple(found[1:]))
    return None


def same_guest(*, dealership: Dealership, customer: Customer) -> list[int]:
    """Keys of every profile that is this guest by any of the rules: the profile, its merged ones, its look-alikes."""
    return look_alikes(dealership=dealership, guests=[customer]).same_guest(customer)


def _by_licence(dealership: Dealership, details: ContactDetails, licence: LicenceDetails | None) -> list[Customer]:
    if licence is None or not licence_key(licence.number):
        return []
    index = licence_index(dealership=dealership, number=licence.number, state=licence.state)
    rows = with_licence(dealership=dealership, index=index)
    surname, born = last_name_key(details.last_name), licence.date_of_birth
    return _oldest_first(
        row.customer
        for row in rows
        if row.customer.last_name_key == surname or (born is not None and row.date_of_birth == born)
    )


def _by_contact(dealership: Dealership, details: ContactDetails, **way: str) -> list[Customer]:
    [(name, value)] = way.items()
    if not value:
        return []
    surname = last_name_key(details.last_name)
    return _oldest_first(WAYS[name](dealership=dealership, surname=surname, **way))


@prepared
def with_licence() -> "QuerySet[Licence]":
    """The licences of one ``index``, current or not, with their profiles."""
    rows = Licence.objects.filter(dealership=told("dealership"), number_index=told("index"))
    return rows.select_related("customer__survivor")


@prepared
def with_email() -> "QuerySet[Customer]":
    """The profiles of a surname with one ``email_key``."""
    return of_surname().filter(email_key=told("email_key"))


@prepared
def with_phone() -> "QuerySet[Customer]":
    """The profiles of a surname with one ``phone``."""
    return of_surname().filter(phone=told("phone"))


WAYS = {"email_key": with_email, "phone": with_phone}


def of_surname() -> "QuerySet[Customer]":
    """The profiles of a ``surname``."""
    rows = Customer.objects.filter(dealership=told("dealership"), last_name_key=told("surname"))
    return rows.select_related("survivor")


def _oldest_first(found: Iterable[Customer]) -> list[Customer]:
    living = {row.pk: row for row in (each.survivor or each for each in found)}
    return sorted(living.values(), key=lambda customer: customer.pk)
