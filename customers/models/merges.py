"""Duplicates: who was merged into whom and what was taken from them, who is not the same, and how that is held."""

from typing import Any

from django.db import models

from customers.models.papers import Insurance, Licence
from customers.models.profiles import Customer
from dealerships.owners import Owned, OwnedKey, walls


class Merge(Owned):
    """
    One merge, until it is undone. ``taken`` holds the contact fields that the survivor got and ``before`` what it said;
    ``licence`` and ``insurance`` are the papers that it got, ``former_…`` those that they replaced.
    """

    survivor = OwnedKey(Customer, related_name="merges")
    duplicate = OwnedKey(Customer)
    at = models.DateTimeField()
    by_name = models.CharField(max_length=120)
    before = models.JSONField(default=dict)
    taken = models.JSONField(default=dict)
    licence = OwnedKey(Licence, null=True)
    former_licence = OwnedKey(Licence, null=True)
    insurance = OwnedKey(Insurance, null=True)
    former_insurance = OwnedKey(Insurance, null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            *walls("merge", "survivor", "duplicate", "licence", "former_licence", "insurance", "former_insurance"),
            models.UniqueConstraint(
                fields=["dealership", "duplicate"],
                condition=models.Q(undone_at__isnull=True),
                name="merge_once_at_a_time",
            ),
        ]
        indexes = [models.Index(fields=["dealership", "survivor"], name="merge_by_survivor")]

    def __str__(self) -> str:
        return f"{self.duplicate_id} into {self.survivor_id}"

    def touched(self) -> dict[str, Any]:
        """The contact fields that the merge changed."""
        return {name: value for name, value in self.taken.items() if self.before.get(name) != value}


class Apart(Owned):
    """Two profiles that look alike and are not the same person: staff said so. ``one`` is the older."""

    one = OwnedKey(Customer)
    other = OwnedKey(Customer)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            *walls("apart", "one", "other"),
            models.UniqueConstraint(fields=["dealership", "one", "other"], name="apart_once"),
            models.CheckConstraint(condition=models.Q(one__lt=models.F("other")), name="apart_older_first"),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} is not {self.other_id}"
