"""The section *Fees* as a form."""

from typing import Any

from django import forms

from billing.domain.sections import (
    BASES,
    USUAL_MINUTES,
    Fees,
    fees_in_words,
)
from billing.domain.sound_terms import DAY_MINUTES, LONGEST_DAY_MINUTES, SHORTEST_DAY_MINUTES
from billing.domain.terms import (
    AllowanceBasis,
    BillingDayKind,
)
from billing.forms.section import SectionForm
from billing.forms.typed import CountField, PriceField
from dealerships.models import Dealership
from kernel.changes import Words

BILLING_DAYS = [
    (BillingDayKind.ELAPSED, "Elapsed, every"),
    (BillingDayKind.DAILY_GRACE, "24 h, grace"),
    (BillingDayKind.CALENDAR, "Midnight, grace"),
]
FINE = ("fuel_per_unit", "fuel_per_kwh", "mileage_rate")
FLAT = ("daily_rate", "fuel_allowance", "fuel_convenience_fee")
TAXABLE = ("daily_rate_taxable", "fuel_taxable", "fuel_convenience_fee_taxable", "mileage_taxable")
FARTHEST = 10_000
SWITCH = {"role": "switch", "class": "switch"}


class FeesForm(SectionForm):
    """The section *Fees*. Minutes that are left alone, or empty, follow the kind of billing day to what is usual."""

    collect_card = forms.BooleanField(
        label="Collect Customer Credit Card Information", required=False, widget=forms.CheckboxInput(attrs=SWITCH)
    )
    fuel_allowance_basis = forms.ChoiceField(
        label="Allowance compares with",
        choices=list(BASES.items()),
        error_messages={"required": "Choose what the allowance is compared with."},
    )
    billing_day = forms.ChoiceField(label="Billing day", choices=BILLING_DAYS)

    def __init__(self, data: Any = None, *, dealership: Dealership, fees: Fees, currency: str) -> None:
        self.before, self.currency = fees, currency
        shown = {name: getattr(fees, name) for name in Fees.__dataclass_fields__}
        super().__init__(data, section="fees", stored=fees_in_words(fees, currency), initial=shown)
        for name in (*FINE, *FLAT):
            self.fields[name] = PriceField(dealership=dealership, required=False, fine=name in FINE, placeholder="Off")
        for name in TAXABLE:
            self.fields[name] = forms.BooleanField(label="Taxable", required=False)
        self.fields["mileage_daily_allowance"] = CountField(
            dealership=dealership, required=False, most=FARTHEST, placeholder="None"
        )
        self.fields["billing_day_minutes"] = CountField(
            dealership=dealership, required=False, most=LONGEST_DAY_MINUTES, placeholder="Usual"
        )

    def clean(self) -> dict[str, Any]:
        """What one field says of another."""
        said = super().clean() or self.cleaned_data
        lacking = said.get("mileage_daily_allowance") is None and "mileage_daily_allowance" not in self.errors
        if lacking and said.get("mileage_rate") is not None:
            self.add_error("mileage_daily_allowance", "Give the daily allowance too; with 0 all distance is charged.")
        if "billing_day" in said and "billing_day_minutes" not in self.errors:
            self._fit_minutes(BillingDayKind(said["billing_day"]), said)
        return said

    def value(self) -> Fees:
        """The fees, once the form is valid."""
        said = {name: self.cleaned_data[name] for name in Fees.__dataclass_fields__}
        said["billing_day"] = BillingDayKind(said["billing_day"])
        said["fuel_allowance_basis"] = AllowanceBasis(said["fuel_allowance_basis"])
        return Fees(**said)

    def words(self) -> Words:
        """What was typed, in words."""
        return fees_in_words(self.value(), self.currency)

    def _fit_minutes(self, kind: BillingDayKind, said: dict[str, Any]) -> None:
        minutes, before = said.get("billing_day_minutes"), self.before
        if minutes is None or (kind is not before.billing_day and minutes == before.billing_day_minutes):
            minutes = said["billing_day_minutes"] = USUAL_MINUTES[kind]
        if kind is BillingDayKind.ELAPSED and minutes < SHORTEST_DAY_MINUTES:
            self.add_error("billing_day_minutes", f"A billing day is at least {SHORTEST_DAY_MINUTES} minutes long.")
        if kind is not BillingDayKind.ELAPSED and minutes >= DAY_MINUTES:
            usual = USUAL_MINUTES[kind]
            self.add_error("billing_day_minutes", f"The grace is shorter than a day; {usual} minutes are usual.")
