"""A change of groups and programs of one or many vehicles, with how they stood before, so that it can be undone."""

from django.db import models

from dealerships.owners import Owned, walls
from programs.domain.codes import public_code


class Regrouping(Owned):
    """
    ``before`` and ``after`` map a VIN to its home group, other groups and programs; ``refused`` are the vehicles that
    stayed, each with its name and why.
    """

    code = models.CharField(max_length=12, default=public_code)
    at = models.DateTimeField()
    by_name = models.CharField(max_length=120)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    refused = models.JSONField(default=list)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            *walls("regrouping"),
            models.UniqueConstraint(fields=["dealership", "code"], name="regrouping_code_once"),
        ]

    def __str__(self) -> str:
        return self.code
