"""Cost recovery settings of a vehicle group, or of a program that has its own."""

from django.db import models

from billing.domain import terms as agreed
from billing.domain.rates import Rates
from billing.domain.recovering import terms_under
from billing.models.sections import custom_fees_of, fees_of, hold_of, number, taxes_of
from dealerships.amounts import AmountField, CurrencyCodeField
from dealerships.owners import Owned, OwnedKey, walls
from dealerships.versions import versioned


@versioned("cost_recovery")
class CostRecovery(Owned):
    """
    What loans cost (billing.md). An empty amount means: not enabled. ``billing_day_minutes`` is the length of an
    elapsed day, or the grace of the other kinds.
    """

    collect_card = models.BooleanField(default=True)
    billing_day = models.CharField(
        max_length=12,
        default="elapsed",
        choices=[("elapsed", "Every so many minutes"), ("daily_grace", "24 h with grace"), ("calendar", "Midnight")],
    )
    billing_day_minutes = models.PositiveIntegerField(default=1470)
    currency = CurrencyCodeField()
    daily_rate = AmountField(null=True, blank=True)
    daily_rate_taxable = models.BooleanField(default=False)
    fuel_per_unit = AmountField(null=True, blank=True)
    fuel_per_kwh = AmountField(null=True, blank=True)
    fuel_taxable = models.BooleanField(default=False)
    fuel_allowance = AmountField(null=True, blank=True)
    fuel_allowance_basis = models.CharField(
        max_length=40,
        default="fuel_charge",
        choices=[
            ("fuel_charge", "The fuel charge"),
            ("fuel_charge_and_convenience_fee", "The fuel charge and the convenience fee"),
        ],
    )
    fuel_convenience_fee = AmountField(null=True, blank=True)
    fuel_convenience_fee_taxable = models.BooleanField(default=False)
    mileage_daily_allowance = models.PositiveIntegerField(null=True, blank=True)
    mileage_rate = AmountField(null=True, blank=True)
    mileage_taxable = models.BooleanField(default=False)
    hold_kind = models.CharField(
        max_length=8,
        default="estimate",
        choices=[("none", "None"), ("estimate", "Estimated charge"), ("deposit", "Security deposit"), ("both", "Both")],
    )
    deposit = AmountField(null=True, blank=True)

    class Meta:
        constraints = [*walls("cost_recovery")]

    def __str__(self) -> str:
        return f"Cost recovery {self.pk}"

    def terms(self, *, time_zone: str, rates: Rates | None = None, units: agreed.Units | None = None) -> agreed.Terms:
        """
        The settings as terms to agree on (billing.md, vocabulary).

        ``rates`` is the whole table that the contract may come to need (rule 3); without one, the settings' own daily
        rate is that of the group. ``units`` are the words for distance and fuel.

        :raises billing.domain.refusals.BadUsage: the settings contradict themselves, with the path of the field
        """
        return terms_under(
            fees_of(self),
            custom_fees_of(self.custom_fees.all()),
            taxes_of(self.taxes.all()),
            hold_of(self),
            currency=self.currency,
            time_zone=time_zone,
            rates=rates or Rates(group=number(self.daily_rate)),
            units=units or agreed.Units(),
        )


@versioned("custom_fee")
class CustomFee(Owned):
    """A fee of the dealership's own, once per contract or per contract day (billing.md rule 9)."""

    settings = OwnedKey(CostRecovery, related_name="custom_fees")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20)
    frequency = models.CharField(max_length=12)
    currency = CurrencyCodeField()
    amount = AmountField()
    taxable = models.BooleanField(default=False)

    class Meta:
        constraints = [
            *walls("custom_fee", "settings"),
            models.UniqueConstraint(fields=["dealership", "settings", "kind"], name="custom_fee_kind_once"),
        ]

    def __str__(self) -> str:
        return self.kind


@versioned("tax")
class Tax(Owned):
    """A percentage of the taxable lines (billing.md rule 10)."""

    settings = OwnedKey(CostRecovery, related_name="taxes")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20)
    percent = models.DecimalField(max_digits=7, decimal_places=4)

    class Meta:
        constraints = [
            *walls("tax", "settings"),
            models.UniqueConstraint(fields=["dealership", "settings", "kind"], name="tax_kind_once"),
            models.CheckConstraint(condition=models.Q(percent__gte=0, percent__lte=100), name="tax_is_a_percentage"),
        ]

    def __str__(self) -> str:
        return self.kind
