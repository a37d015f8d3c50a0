"""Holds on cards, and payments: each thing that money does is wanted first, then sent, then known."""

from django.db import models

from billing.domain.payments import (
    ALIVE,
    HOLD_CHOICES,
    KIND_CHOICES,
    ONCE_PER_HOLD,
    PAYMENT_CHOICES,
    HoldState,
    PaymentState,
)
from billing.models.invoices import Invoice
from dealerships.amounts import AmountField, CurrencyCodeField
from dealerships.owners import Owned, OwnedKey, walls


class Hold(Owned):
    """
    An authorisation on a card, for one loan. It lives until the processor's ``capture_before``. A hold of zero
    verifies the card instead. One that ``replaces`` an older one stands beside it only until it is authorised.
    """

    about = models.CharField(max_length=80)
    account = models.CharField(max_length=60)
    processor_customer = models.CharField(max_length=60)
    payment_method = models.CharField(max_length=60)
    card_label = models.CharField(max_length=40)
    currency = CurrencyCodeField()
    wanted = AmountField()
    working = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=HOLD_CHOICES, default=HoldState.WANTED.value)
    replaces = OwnedKey("self", null=True, related_name="replaced_by")
    processor_reference = models.CharField(max_length=80, blank=True)
    capture_before = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)
    wanted_at = models.DateTimeField()
    held_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            *walls("hold", "replaces"),
            models.UniqueConstraint(
                fields=["dealership", "about"],
                condition=models.Q(state__in=sorted(state.value for state in ALIVE)),
                name="hold_one_alive",
            ),
            models.UniqueConstraint(
                fields=["dealership", "about"],
                condition=models.Q(state=HoldState.REPLACING.value),
                name="hold_one_replacing",
            ),
        ]
        indexes = [models.Index(fields=["dealership", "processor_reference"], name="hold_by_reference")]

    def __str__(self) -> str:
        return f"Hold for {self.about}"


class Payment(Owned):
    """One movement of money, with its own idempotency key at the processor."""

    kind = models.CharField(max_length=10, choices=KIND_CHOICES)
    about = models.CharField(max_length=80)
    invoice = OwnedKey(Invoice, null=True, related_name="payments")
    hold = OwnedKey(Hold, null=True, related_name="payments")
    refunds = OwnedKey("self", null=True, related_name="refunded_by")
    account = models.CharField(max_length=60, blank=True)
    processor_customer = models.CharField(max_length=60, blank=True)
    payment_method = models.CharField(max_length=60, blank=True)
    currency = CurrencyCodeField()
    amount = AmountField()
    idempotency_key = models.CharField(max_length=80)
    state = models.CharField(max_length=10, choices=PAYMENT_CHOICES, default=PaymentState.WANTED.value)
    processor_reference = models.CharField(max_length=80, blank=True)
    method = models.CharField(max_length=40, blank=True)
    reason = models.TextField(blank=True)
    wanted_at = models.DateTimeField()
    first_sent_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            *walls("payment", "invoice", "hold", "refunds"),
            models.UniqueConstraint(fields=["dealership", "idempotency_key"], name="payment_key_once"),
            models.UniqueConstraint(
                fields=["dealership", "hold", "kind"],
                condition=models.Q(kind__in=[kind.value for kind in ONCE_PER_HOLD])
                & ~models.Q(state=PaymentState.FAILED.value),
                name="payment_hold_moves_once",
            ),
        ]
        indexes = [
            models.Index(fields=["dealership", "about", "-id"], name="payment_about"),
            models.Index(fields=["dealership", "processor_reference"], name="payment_by_reference"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} for {self.about}"
