"""Everything the page of a guest shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from djmoney.money import Money

from billing.queries import unsettled
from contracts.queries.people import insurance_of, licence_of
from customers.domain.suggestions import Differing
from customers.queries import possibly_the_same, with_code
from customers.queries.messages import messages_of
from customers.queries.suggestions import differing
from dealerships.models import Dealership, Event
from dealerships.prepared import prepared, told
from dealerships.queries import newest_events
from desk.queries.guests import cards_of, guest, notes_of
from desk.queries.rows import LoanRow, rows
from programs.queries.reserve_days import AccountShown, accounts_shown
from reservations import queries as reservations

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from customers.models import Card, Customer, Insurance, Licence, Message, Note
    from reservations.models import Reservation

LANGUAGES = {"en-us": "English", "es-us": "Spanish", "fr-ca": "French"}
SHOWN = ("category", "contract__vehicle", "contract__invoice")
MOST_LOANS = 20
MOST_NOTES, MOST_MESSAGES = 12, 12


@dataclass(frozen=True, kw_only=True)
class Part:
    """One part of a profile: there, or missing and why."""

    stands: str
    words: str


@dataclass(frozen=True, kw_only=True)
class CustomerPage:
    """A guest, their papers and cards, their loans, what they owe, what was written and what happened."""

    customer: "Customer"
    licence: "Licence | None"
    insurance: "Insurance | None"
    cards: "Sequence[Card]"
    loans: Sequence[LoanRow]
    owed: Money
    notes: "Sequence[Note]"
    messages: "Sequence[Message]"
    events: Sequence[Event]
    merged: "Sequence[Customer]"
    alike: "Sequence[Customer]"
    said: Sequence[Differing]
    accounts: Sequence[AccountShown]
    today: date

    @property
    def licence_stands(self) -> str:
        """Valid, expired, or not there."""
        return _stands(self.licence.expires_on if self.licence else None, self.today, known=self.licence is not None)

    @property
    def insurance_stands(self) -> str:
        """Valid, expired, or not there."""
        ends = self.insurance.expires_on if self.insurance else None
        return _stands(ends, self.today, known=self.insurance is not None)

    @property
    def age(self) -> int | None:
        """Full years today."""
        born = self.licence.date_of_birth if self.licence else None
        if born is None:
            return None
        return self.today.year - born.year - ((self.today.month, self.today.day) < (born.month, born.day))

    @property
    def language(self) -> str:
        """In which language the guest is written to."""
        return LANGUAGES.get(self.customer.language, self.customer.language)

    @property
    def parts(self) -> list[Part]:
        """What makes a profile complete, missing ones first."""
        guest = self.customer
        found = [
            _part(bool(guest.name), "Name", "Name is missing"),
            _part(bool(guest.phone or guest.email), "A way to reach them", "No phone and no email"),
            _part(self.licence_stands == "valid", "Driver's licence", f"Driver's licence: {self.licence_stands}"),
            _part(self.insurance_stands == "valid", "Insurance", f"Insurance: {self.insurance_stands}"),
            _part(bool(self.cards), "Card on file", "No card yet; some groups and programs collect one"),
            _part(bool(guest.street), "Address", "No address yet; some agreements ask for it"),
        ]
        return sorted(found, key=lambda part: part.stands == "done")

    @property
    def complete_count(self) -> int:
        """How many parts are there."""
        return sum(part.stands == "done" for part in self.parts)


def _part(there: bool, words: str, otherwise: str) -> Part:  # noqa: FBT001 - a fact, not a switch
    return Part(stands="done" if there else "missing", words=words if there else otherwise)


def _stands(ends: date | None, today: date, *, known: bool) -> str:
    if not known:
        return "missing"
    return "expired" if ends is not None and ends < today else "valid"


def customer_page(*, dealership: Dealership, code: str, now: datetime) -> CustomerPage:
    """
    :raises UnknownCustomer: no profile of the dealership has this code
    """
    customer, today = guest(dealership=dealership, code=code), dealership.local(now).date()
    licence, insurance = licence_of(customer), insurance_of(customer)
    loans = rows(newest_loans(dealership=dealership, code=customer.code), now=now)
    merged = list(customer.merged.all())
    return CustomerPage(
        customer=customer,
        licence=licence,
        insurance=insurance,
        cards=cards_of(customer),
        loans=loans,
        owed=unsettled(dealership=dealership, about=[loan.reservation.reference for loan in loans]),
        notes=notes_of(customer)[:MOST_NOTES],
        messages=newest_messages(dealership=dealership, code=customer.code),
        events=newest_events(dealership=dealership, subjects=[each.reference for each in (customer, *merged)]),
        merged=merged,
        alike=possibly_the_same(dealership=dealership, customer=customer),
        said=differing(dealership=dealership, customer=customer, licence=licence, insurance=insurance),
        accounts=accounts_shown(dealership=dealership, customer_code=customer.code, on=today),
        today=today,
    )


@prepared
def newest_loans() -> "QuerySet[Reservation]":
    """The last loans of the guest with this ``code``, under whichever of their profiles."""
    guests = with_code(dealership=told("dealership"), code=told("code"))
    theirs = reservations.reservations(dealership=told("dealership")).filter(customer__in=guests)
    return theirs.select_related(*SHOWN).order_by("-pickup_at")[:MOST_LOANS]


@prepared
def newest_messages() -> "QuerySet[Message]":
    """The last texts and emails to the guest with this ``code``."""
    return messages_of(dealership=told("dealership"), code=told("code"))[:MOST_MESSAGES]
