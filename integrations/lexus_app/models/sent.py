"""What the partner is told, and every attempt to tell it."""

from django.db import models

from dealerships.owners import Owned, OwnedKey, walls
from integrations.lexus_app.models.connecting import Connection


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
        indexes = [
            models.Index(fields=["dealership", "-created_at"], name="lexus_outbound_newest_first"),
            models.Index(
                fields=["dealership", "id"],
                name="lexus_outbound_undelivered",
                condition=models.Q(delivered_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.type


class OutboundAttempt(Owned):
    """One try at delivering a message, and what came of it; without an answer the partner was not reached, or not yet."""

    message = OwnedKey(OutboundMessage, related_name="tries")
    at = models.DateTimeField()
    answer = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [*walls("lexus_attempt", "message")]
        indexes = [models.Index(fields=["dealership", "message"], name="lexus_attempt_of_message")]

    def __str__(self) -> str:
        return f"{self.answer or 'No answer'} to {self.message_id}"
