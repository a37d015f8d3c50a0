"""Rows of the Lexus App: the connection, what was received, what is told."""

from django.db import models

from customers.models import Customer
from dealerships.owners import Owned, OwnedKey, walls
from dealerships.vault import SealedTextField


class Connection(Owned):
    """A dealership's connection: ``public_id`` stands in the webhook's address; the endpoint is the partner's."""

    public_id = models.CharField(max_length=43)
    endpoint = models.URLField(max_length=500, blank=True)
    outbound_secret = SealedTextField(blank=True)
    endpoint_off_at = models.DateTimeField(null=True)
    rate_per_second = models.PositiveSmallIntegerField(default=50)
    burst = models.PositiveSmallIntegerField(default=200)
    refused_count = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            *walls("lexus_connection"),
            models.UniqueConstraint(fields=["dealership"], name="lexus_connection_one"),
            models.UniqueConstraint(fields=["dealership", "public_id"], name="lexus_connection_public_id_once"),
        ]

    def __str__(self) -> str:
        return f"Lexus App of {self.dealership_id}"


class InboundSecret(Owned):
    """A signing secret of the connection; two may be valid at once, while one is rotated out."""

    connection = OwnedKey(Connection, related_name="secrets")
    secret = SealedTextField()
    created_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [*walls("lexus_inbound_secret", "connection")]

    def __str__(self) -> str:
        return f"Secret {self.pk}"


class InboundState(models.TextChoices):
    """accepted → applied | stale | ignored | needs_attention → applied | dismissed"""

    ACCEPTED = "accepted", "Accepted"
    APPLIED = "applied", "Applied"
    STALE = "stale", "Stale"
    IGNORED = "ignored", "Ignored"
    NEEDS_ATTENTION = "needs_attention", "Needs attention"
    DISMISSED = "dismissed", "Dismissed"


class InboundMessage(Owned):
    """A message as received, sealed (it holds licence data), stored before it is answered."""

    connection = OwnedKey(Connection, related_name="inbound")
    webhook_id = models.CharField(max_length=200)
    body = SealedTextField()
    body_sha256 = models.CharField(max_length=64)
    type = models.CharField(max_length=60)
    reservation_id = models.CharField(max_length=80, blank=True)
    version = models.PositiveBigIntegerField(null=True)
    told_at = models.DateTimeField()
    received_at = models.DateTimeField()
    state = models.CharField(max_length=16, choices=InboundState.choices, default=InboundState.ACCEPTED)
    reason = models.TextField(blank=True)
    worked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            *walls("lexus_inbound", "connection"),
            models.UniqueConstraint(fields=["dealership", "connection", "webhook_id"], name="lexus_inbound_id_once"),
        ]
        indexes = [
            models.Index(fields=["dealership", "-received_at"], name="lexus_inbound_newest_first"),
            models.Index(fields=["dealership", "reservation_id"], name="lexus_inbound_by_reservation"),
        ]

    def __str__(self) -> str:
        return self.webhook_id


class PartnerReservation(Owned):
    """What the partner last said of a reservation, even before (or without) a booking of ours."""

    reservation_id = models.CharField(max_length=80)
    version = models.PositiveBigIntegerField()
    cancelled = models.BooleanField(default=False)
    details = SealedTextField(blank=True)
    code = models.CharField(max_length=12, blank=True)
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            *walls("lexus_reservation"),
            models.UniqueConstraint(fields=["dealership", "reservation_id"], name="lexus_reservation_once"),
        ]

    def __str__(self) -> str:
        return self.reservation_id


class PartnerGuest(Owned):
    """A guest's id at the partner, once seen; ``told`` keeps per field when the partner last said it."""

    guest_id = models.CharField(max_length=120)
    customer = OwnedKey(Customer)
    told = models.JSONField(default=dict)

    class Meta:
        constraints = [
            *walls("lexus_guest", "customer"),
            models.UniqueConstraint(fields=["dealership", "guest_id"], name="lexus_guest_once"),
        ]

    def __str__(self) -> str:
        return f"Guest {self.pk}"


class OutboundMessage(Owned):
    """An event told to the partner: one row, delivered at least once, in order per reservation."""

    connection = OwnedKey(Connection, related_name="outbound")
    webhook_id = models.CharField(max_length=60)
    type = models.CharField(max_length=60)
    reservation_id = models.CharField(max_length=80)
    body = models.TextField()
    created_at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_answer = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            *walls("lexus_outbound", "connection"),
            models.UniqueConstraint(fields=["dealership", "webhook_id"], name="lexus_outbound_id_once"),
        ]
        indexes = [models.Index(fields=["dealership", "-created_at"], name="lexus_outbound_newest_first")]

    def __str__(self) -> str:
        return self.type
