"""What was received: each message as it came, how each reservation stands, what the app's categories mean."""

from django.db import models

from dealerships.owners import Owned, OwnedKey, walls
from dealerships.vault import SealedTextField
from fleet.models import VehicleCategory
from integrations.lexus_app.models.connecting import Connection


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
            models.Index(
                fields=["dealership", "-received_at"],
                name="lexus_inbound_attention",
                condition=models.Q(state=InboundState.NEEDS_ATTENTION),
            ),
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


class CategoryMapping(Owned):
    """What the app calls a category, and which of ours it means; staff said so once."""

    name = models.CharField(max_length=80)
    name_key = models.CharField(max_length=80)
    category = OwnedKey(VehicleCategory)

    class Meta:
        constraints = [
            *walls("lexus_category", "category"),
            models.UniqueConstraint(fields=["dealership", "name_key"], name="lexus_category_name_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name} is {self.category_id}"
