"""A guest's profile and the notes that staff keep on it."""

from dataclasses import fields
from typing import TYPE_CHECKING

from django.db import models

from customers.domain.details import ContactDetails
from customers.models.surviving import OneLevel
from dealerships.owners import Owned, OwnedKey, walls

if TYPE_CHECKING:
    from customers.models.cards import Card
    from customers.models.papers import Insurance, Licence


class Customer(Owned):
    """
    A guest. ``phone`` is E.164; ``*_key`` hold the normalised forms that look-ups use. A merged duplicate points at
    its survivor, and every query by guest goes through it; ``erased_at`` is set when the guest's data were deleted.
    """

    code = models.CharField(max_length=12)
    first_name = models.CharField(max_length=80)
    last_name = models.CharField(max_length=80)
    name_key = models.CharField(max_length=160)
    last_name_key = models.CharField(max_length=80)
    phone = models.CharField(max_length=16, blank=True)
    email = models.EmailField(blank=True)
    email_key = models.CharField(max_length=254, blank=True)
    language = models.CharField(max_length=10, default="en-us")
    street = models.CharField(max_length=120, blank=True)
    city = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=10, blank=True)
    postal_code = models.CharField(max_length=12, blank=True)
    country = models.CharField(max_length=2, default="US")
    employer = models.CharField(max_length=120, blank=True)
    survivor = OwnedKey("self", null=True, blank=True, related_name="merged")
    do_not_rent_reason = models.TextField(blank=True)
    do_not_rent_by = models.CharField(max_length=120, blank=True)
    do_not_rent_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True, blank=True)

    # Set by `customers.queries.with_papers`, and only there.
    licences_now: "list[Licence]"
    insurances_now: "list[Insurance]"
    own_cards: "list[Card]"
    merged_now: "list[Customer]"

    class Meta:
        constraints = [
            *walls("customer", "survivor"),
            models.UniqueConstraint(fields=["dealership", "code"], name="customer_code_once"),
            models.CheckConstraint(condition=~models.Q(survivor=models.F("id")), name="customer_survives_another"),
            OneLevel(field="survivor", name="customer_survivor_stands"),
        ]
        indexes = [
            models.Index(fields=["dealership", "last_name_key"], name="customer_by_last_name"),
            models.Index(fields=["dealership", "name_key"], name="customer_by_name"),
            models.Index(fields=["dealership", "phone"], name="customer_by_phone"),
            models.Index(fields=["dealership", "email_key"], name="customer_by_email"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def reference(self) -> str:
        """The public reference, as history names it."""
        return f"customer/{self.code}"

    @property
    def cards_on_file(self) -> "list[Card]":
        """The cards that were read with the profile and what was merged into it, the one that is charged first."""
        merged = [card for each in self.merged_now for card in each.own_cards]
        cards = [*sorted(self.own_cards, key=_newest), *sorted(merged, key=_newest)]
        return sorted(cards, key=lambda card: not card.preferred)

    def contact(self) -> ContactDetails:
        """Who they are and how to reach them, as a value."""
        return ContactDetails(**{field.name: getattr(self, field.name) for field in fields(ContactDetails)})

    @property
    def do_not_rent(self) -> bool:
        """Whether no contract may be started for this guest."""
        return self.do_not_rent_at is not None


def _newest(card: "Card") -> int:
    return -card.pk


class Note(Owned):
    """What a staff member wrote about a guest."""

    customer = OwnedKey(Customer, related_name="note_rows")
    author = models.CharField(max_length=120)
    at = models.DateTimeField()
    text = models.TextField()

    class Meta:
        constraints = [*walls("customer_note", "customer")]
        indexes = [models.Index(fields=["dealership", "customer", "-id"], name="customer_note_newest_first")]

    def __str__(self) -> str:
        return self.text[:40]
