"""Holds on cards, and payments: each thing that money does is wanted first, then sent, then known."""

from django.db import models

from billing.models.invoices import Invoice
from dealerships.amounts import AmountField, CurrencyCodeField
from dealerships.owners import Owned, OwnedKey, walls


class HoldState(models.TextChoices):
    """
    wanted ──held──> held ──capture──> captured
       │               ├──release──> released
       └──failed       └──lapse──> lapsed
    """

    WANTED = "wanted", "Being authorised"
    HELD = "held", "Held"
    CAPTURED = "captured", "Captured"
    RELEASED = "released", "Released"
    LAPSED = "lapsed", "Lapsed"
    FAILED = "failed", "Declined"


class Hold(Owned):
    """
    An authorisation on a card, for one loan. It lives until the processor's ``capture_before``. A hold of zero
    verifies the card instead (``setup_intent``).
    """

    about = models.CharField(max_length=80)
    account = models.CharField(max_length=60)
    processor_customer = models.CharField(max_length=60)
    payment_method = models.CharField(max_length=60)
    card_label = models.CharField(max_length=40)
    currency = CurrencyCodeField()
    wanted = AmountField()
    working = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=HoldState.choices, default=HoldState.WANTED)
    processor_reference = models.CharField(max_length=80, blank=True)
    capture_before = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)
    wanted_at = models.DateTimeField()
    held_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            *walls("hold"),
            models.UniqueConstraint(
                fields=["dealership", "about"],
                condition=models.Q(state__in=["wanted", "held"]),
                name="hold_one_alive",
            ),
        ]
        indexes = [models.Index(fields=["dealership", "processor_reference"], name="hold_by_reference")]

    def __str__(self) -> str:
        return f"Hold for {self.about}"


class PaymentKind(models.TextChoices):
    """What the money does."""

    AUTHORISE = "authorise", "Hold"
    CAPTURE = "capture", "Capture of the hold"
    RELEASE = "release", "Release of the hold"
    CHARGE = "charge", "Charge to the card"
    REFUND = "refund", "Refund"
    MANUAL = "manual", "Manual payment"


class PaymentState(models.TextChoices):
    """
    wanted ──send──> sent ──> succeeded | failed | unknown
    unknown (time-out, crash) is settled by asking the processor, never by guessing
    """

    WANTED = "wanted", "Wanted"
    SENT = "sent", "Sent"
    SUCCEEDED = "succeeded", "Succeeded"
    FAILED = "failed", "Failed"
    UNKNOWN = "unknown", "Not known yet"


class Payment(Owned):
    """One movement of money, with its own idempotency key at the processor."""

    kind = models.CharField(max_length=10, choices=PaymentKind.choices)
    about = models.CharField(max_length=80)
    invoice = OwnedKey(Invoice, null=True, related_name="payments")
    hold = OwnedKey(Hold, null=True, related_name="payments")
    refunds = OwnedKey("self", null=True, related_name="refunded_by")
    account = models.CharField(max_length=60, blank=True)
    currency = CurrencyCodeField()
    amount = AmountField()
    idempotency_key = models.CharField(max_length=80)
    state = models.CharField(max_length=10, choices=PaymentState.choices, default=PaymentState.WANTED)
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
                condition=models.Q(kind__in=["authorise", "capture"]) & ~models.Q(state="failed"),
                name="payment_hold_moves_once",
            ),
        ]
        indexes = [
            models.Index(fields=["dealership", "about", "-id"], name="payment_about"),
            models.Index(fields=["dealership", "processor_reference"], name="payment_by_reference"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} for {self.about}"
