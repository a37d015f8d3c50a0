"""Cards on file: brand, last four and expiry; the card itself is only at the payment processor."""

from dataclasses import fields

from django.db import models

from customers.domain.details import CardDetails
from customers.domain.setups import CHOICES, SetupState
from customers.domain.sources import CHOICES as SOURCES
from customers.domain.sources import Source
from customers.models.profiles import Customer
from dealerships.owners import Owned, OwnedKey, walls


class Card(Owned):
    """A card that the processor keeps, under ``payment_method`` of ``account``."""

    customer = OwnedKey(Customer, related_name="cards")
    account = models.CharField(max_length=60)
    processor_customer = models.CharField(max_length=60)
    payment_method = models.CharField(max_length=60)
    brand = models.CharField(max_length=20)
    last_four = models.CharField(max_length=4)
    expires_month = models.PositiveSmallIntegerField()
    expires_year = models.PositiveSmallIntegerField()
    preferred = models.BooleanField(default=False)
    source = models.CharField(max_length=10, choices=SOURCES)
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            *walls("card", "customer"),
            models.UniqueConstraint(fields=["dealership", "account", "payment_method"], name="card_once"),
            models.UniqueConstraint(
                fields=["dealership", "customer"],
                condition=models.Q(preferred=True, removed_at__isnull=True),
                name="card_one_preferred",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.brand.title()} •• {self.last_four}"

    @property
    def whom(self) -> str:
        """From whom it is, within a sentence."""
        return Source(self.source).whom

    def details(self) -> CardDetails:
        """The card as the processor keeps it, as a value."""
        return CardDetails(**{field.name: getattr(self, field.name) for field in fields(CardDetails)})


class CardSetup(Owned):
    """
    One visit to the processor's hosted page. A worker makes the session; the card counts after the processor's
    signed webhook or a look-up, never because the guest came back. ``return_path`` is where the guest goes then.
    """

    customer = OwnedKey(Customer, related_name="card_setups")
    code = models.CharField(max_length=32)
    state = models.CharField(max_length=10, choices=CHOICES, default=SetupState.WANTED)
    account = models.CharField(max_length=60)
    session = models.CharField(max_length=120, blank=True)
    url = models.URLField(max_length=2000, blank=True)
    return_path = models.CharField(max_length=200)
    reason = models.TextField(blank=True)
    wanted_at = models.DateTimeField()
    card = OwnedKey(Card, null=True)

    class Meta:
        constraints = [
            *walls("card_setup", "customer", "card"),
            models.UniqueConstraint(fields=["dealership", "code"], name="card_setup_code_once"),
        ]
        indexes = [models.Index(fields=["dealership", "session"], name="card_setup_by_session")]

    def __str__(self) -> str:
        return self.code
