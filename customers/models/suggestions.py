"""What the Lexus App says of a guest beside what the profile says, one row per part of the profile."""

from django.db import models

from customers.domain.suggestions import PARTS
from customers.models.profiles import Customer
from dealerships.owners import Owned, OwnedKey, walls
from dealerships.vault import SealedTextField


class Suggestion(Owned):
    """
    One part of a profile as ``who`` says it, as JSON: a text, or the fields of a paper. ``kept_ours_at`` is set once
    staff preferred their own; it is shown again only when something else is said.
    """

    customer = OwnedKey(Customer, related_name="suggestions")
    who = models.CharField(max_length=40)
    part = models.CharField(max_length=10, choices=PARTS)
    value = SealedTextField()
    said_at = models.DateTimeField()
    kept_ours_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            *walls("suggestion", "customer"),
            models.UniqueConstraint(fields=["dealership", "customer", "part"], name="suggestion_one_a_part"),
        ]

    def __str__(self) -> str:
        return f"{self.who} says another {self.part}"
