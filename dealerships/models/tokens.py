"""Tokens of the API, one per integration, and the answers kept so that a request sent again is not done again."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from dealerships.domain.actor import Actor, Kind
from dealerships.domain.scopes import Scope, permissions_of
from dealerships.owners import Owned, OwnedKey, walls


class ApiToken(Owned):
    """Another system's way in; the token itself is shown once and never kept. ``last_used_at`` is kept by the hour."""

    name = models.CharField(max_length=80)
    scopes = ArrayField(models.CharField(max_length=20))
    token_hash = models.CharField(max_length=64)
    last_four = models.CharField(max_length=4)
    created_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            *walls("api_token"),
            models.UniqueConstraint(fields=["dealership", "token_hash"], name="api_token_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name} (…{self.last_four})"

    @property
    def granted(self) -> frozenset[Scope]:
        """What it may do."""
        return frozenset(Scope(name) for name in self.scopes)

    def actor(self, *, origin: str) -> Actor:
        """It, as use cases and the history know it."""
        return Actor(kind=Kind.API, name=self.name, origin=origin, permissions=permissions_of(self.granted))


class ApiAnswer(Owned):
    """
    What was answered to a request with an Idempotency-Key, written in the transaction that did what it asked for.
    ``digest`` is that of address and body; ``status`` is empty only while the request is being worked.
    """

    token = OwnedKey(ApiToken)
    key = models.CharField(max_length=255)
    digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True)
    body = models.TextField(blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            *walls("api_answer", "token"),
            models.UniqueConstraint(fields=["dealership", "token", "key"], name="api_answer_once"),
        ]
        indexes = [models.Index(fields=["dealership", "created_at"], name="api_answer_oldest_first")]

    def __str__(self) -> str:
        return self.key
