"""Rows of the Lexus App: the connection, what was received, what is told."""

from django.db import models

from customers.models import Customer
from dealerships.owners import Owned, OwnedKey, OwnedOneToOne, walls
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

    @property
    def outbound_ending(self) -> str:
        """By what staff know the outbound secret again."""
        return ending(self.outbound_secret)


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

    @property
    def ending(self) -> str:
        """By what staff know it again."""
        return ending(self.secret)


def ending(secret: str) -> str:
    """The last characters of a secret that mean something: base64's padding is alike everywhere."""
    return secret.rstrip("=")[-4:]


class Arrival(Owned):
    """
    A signed message that was not stored: a duplicate, or a refused one. It counts for the rate beside the stored ones,
    and is forgotten once the rate no longer looks at it.
    """

    connection = OwnedKey(Connection)
    at = models.DateTimeField()

    class Meta:
        constraints = [*walls("lexus_arrival", "connection")]
        indexes = [models.Index(fields=["dealership", "connection", "at"], name="lexus_arrival_by_time")]

    def __str__(self) -> str:
        return f"Arrival {self.pk}"


class InboundState(models.TextChoices):
    """accepted → applied | stale | ignored | needs_attention → applied | stale | dismissed"""

    ACCEPTED = "accepted", "Accepted"
    APPLIED = "applied", "Applied"
    STALE = "stale", "Stale, nothing to do"
    IGNORED = "ignored", "Ignored"
    NEEDS_ATTENTION = "needs_attention", "Needs attention"
    DISMISSED = "dismissed", "Dismissed"


class InboundMessage(Owned):
    """
    A message as received, sealed (it holds licence data), stored before it is answered. ``body_digest`` is a keyed hash
    of the bytes on the wire; ``reason`` says what became of it, or what is the matter.
    """

    connection = OwnedKey(Connection, related_name="inbound")
    webhook_id = models.CharField(max_length=200)
    body = SealedTextField()
    body_digest = models.CharField(max_length=64)
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
    """
    What the partner last said of a reservation, even before (or without) a booking of ours. ``version`` is the highest
    that was worked; ``details_version`` that of the last details, 0 for a cancelled placeholder without any; ``code``
    names the booking.
    """

    reservation_id = models.CharField(max_length=80)
    version = models.PositiveBigIntegerField()
    details_version = models.PositiveBigIntegerField(default=0)
    cancelled = models.BooleanField(default=False)
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
    """A guest's id at the partner, once seen."""

    guest_id = models.CharField(max_length=120)
    customer = OwnedKey(Customer)

    class Meta:
        constraints = [
            *walls("lexus_guest", "customer"),
            models.UniqueConstraint(fields=["dealership", "guest_id"], name="lexus_guest_once"),
        ]

    def __str__(self) -> str:
        return f"Guest {self.pk}"


class PartnerProfile(Owned):
    """
    What the partner last said of a guest, as sealed JSON: per field the value, when it was said and at which version,
    and whether the profile took it. Where it did not, the profile shows *the app says …*.
    """

    customer = OwnedOneToOne(Customer, related_name="told_by_the_app")
    told = SealedTextField(default="{}")

    class Meta:
        constraints = [*walls("lexus_profile", "customer")]

    def __str__(self) -> str:
        return f"What the app says of {self.customer_id}"


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
