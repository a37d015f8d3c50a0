"""The connection of a dealership with the Lexus App, its signing secrets, and who knocked."""

from django.db import models

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
    token_ending = models.CharField(max_length=4, blank=True)
    token_used_at = models.DateTimeField(null=True)
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
