"""Programs: sources of business with their own rates, agreement and settings."""

from django.db import models

from billing.models import CostRecovery
from dealerships.amounts import AmountField, CurrencyCodeField
from dealerships.owners import Owned, OwnedKey, OwnedOneToOne, walls
from dealerships.versions import versioned
from programs.domain.channels import CHOICES
from programs.domain.codes import public_code
from programs.models.agreements import DriverAgreement


@versioned("additional_settings")
class AdditionalSettings(Owned):
    """Additional settings of a vehicle group, or of a program that has its own."""

    view_positions = models.BooleanField(default=False)
    driver_minimum_age = models.PositiveSmallIntegerField(null=True, blank=True)
    driver_maximum_age = models.PositiveSmallIntegerField(null=True, blank=True)
    dealer_code = models.CharField(max_length=20, blank=True)
    repair_order_required = models.BooleanField(default=False)
    charge_later_allowed = models.BooleanField(default=False)
    longest_days = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = [*walls("additional_settings")]

    def __str__(self) -> str:
        return f"Additional settings {self.pk}"


@versioned("program")
class Program(Owned):
    """
    A source of business. The one titled *OneApp Rental* is the one the Lexus App books into; titles are compared by
    ``title_key`` (case and outer spaces aside). Addresses and history call it by its ``code``. With a ``channel``, only
    that one and staff book into it.
    """

    code = models.CharField(max_length=12, default=public_code)
    title = models.CharField(max_length=120)
    title_key = models.CharField(max_length=120)
    agreement = OwnedKey(DriverAgreement, null=True, blank=True)
    cost_recovery = OwnedOneToOne(CostRecovery, null=True, blank=True, related_name="program")
    additional = OwnedOneToOne(AdditionalSettings, null=True, blank=True, related_name="program")
    daily_rate_by_model = models.BooleanField(default=False)
    entitlement_days = models.PositiveSmallIntegerField(null=True, blank=True)
    entitlement_years = models.PositiveSmallIntegerField(null=True, blank=True)
    qualifying_model = models.CharField(max_length=80, blank=True)
    currency = CurrencyCodeField()
    rate_after_reserve_days = AmountField(null=True, blank=True)
    channel = models.CharField(max_length=10, blank=True, default="", choices=CHOICES)
    archived_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            *walls("program", "agreement", "cost_recovery", "additional"),
            models.UniqueConstraint(
                fields=["dealership", "title_key"],
                condition=models.Q(archived_at__isnull=True),
                name="program_title_once",
            ),
            models.UniqueConstraint(fields=["dealership", "code"], name="program_code_once"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def reference(self) -> str:
        """The public reference, as the history names it."""
        return f"program/{self.code}"


@versioned("model_rate")
class ModelRate(Owned):
    """Daily Rate by Vehicle Model: $0 is free; a model that is missing falls through (billing.md rule 3)."""

    program = OwnedKey(Program, related_name="model_rates")
    model = models.CharField(max_length=80)
    model_key = models.CharField(max_length=80)
    currency = CurrencyCodeField()
    rate = AmountField()

    class Meta:
        constraints = [
            *walls("model_rate", "program"),
            models.UniqueConstraint(fields=["dealership", "program", "model_key"], name="model_rate_once"),
        ]

    def __str__(self) -> str:
        return self.model
