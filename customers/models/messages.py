"""Every text and email to a guest, and who no longer wants texts."""

from django.db import models

from customers.domain.messages import CHOICES, MessageState
from customers.models.profiles import Customer
from dealerships.owners import Owned, OwnedKey, walls


class Message(Owned):
    """One text or email. ``about`` is the contract's public reference; ``cause`` the kind of message."""

    customer = OwnedKey(Customer, related_name="messages")
    code = models.CharField(max_length=32)
    channel = models.CharField(max_length=5, choices=[("sms", "Text"), ("email", "Email")])
    to = models.CharField(max_length=254)
    subject = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    cause = models.CharField(max_length=30)
    about = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=10, choices=CHOICES, default=MessageState.QUEUED)
    vendor_id = models.CharField(max_length=64, blank=True)
    reason = models.TextField(blank=True)
    queued_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            *walls("message", "customer"),
            models.UniqueConstraint(fields=["dealership", "code"], name="message_code_once"),
        ]
        indexes = [
            models.Index(fields=["dealership", "about", "-id"], name="message_about"),
            models.Index(fields=["dealership", "vendor_id"], name="message_by_vendor_id"),
        ]

    def __str__(self) -> str:
        return f"{self.cause} to {self.customer_id}"


class OptOut(Owned):
    """A number that said STOP: never texted again until it says START."""

    phone = models.CharField(max_length=16)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            *walls("opt_out"),
            models.UniqueConstraint(fields=["dealership", "phone"], name="opt_out_once"),
        ]

    def __str__(self) -> str:
        return self.phone[-4:]
