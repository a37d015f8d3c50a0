"""Commitments: who has which vehicle when. The database forbids two that overlap, and one vehicle out twice."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from dealerships.owners import Owned, OwnedKey, walls
from fleet.models.vehicles import Vehicle


class Commitment(Owned):
    """
    A vehicle promised to a loan from ``starts_at`` to ``ends_at`` (turnaround included), half-open. ``out_at`` is set
    while the guest has it; ``closed_at`` when it is free again. ``about`` is the loan's public reference.
    """

    vehicle = OwnedKey(Vehicle, related_name="commitments")
    about = models.CharField(max_length=80)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    out_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            *walls("commitment", "vehicle"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="commitment_ends_after_it_starts"),
            ExclusionConstraint(
                name="commitment_never_overlaps",
                expressions=[
                    ("dealership", RangeOperators.EQUAL),
                    ("vehicle", RangeOperators.EQUAL),
                    (
                        Func(F("starts_at"), F("ends_at"), function="tstzrange", output_field=DateTimeRangeField()),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(closed_at__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["dealership", "vehicle"],
                condition=Q(out_at__isnull=False, closed_at__isnull=True),
                name="vehicle_out_once",
            ),
            models.UniqueConstraint(
                fields=["dealership", "about"],
                condition=Q(closed_at__isnull=True),
                name="commitment_one_open_per_loan",
            ),
        ]
        indexes = [
            models.Index(
                fields=["dealership", "vehicle", "starts_at"],
                condition=Q(closed_at__isnull=True),
                name="commitment_open",
            )
        ]

    def __str__(self) -> str:
        return f"{self.vehicle_id} for {self.about}"
