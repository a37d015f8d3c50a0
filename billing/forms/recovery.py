"""The sections of cost recovery settings as forms: fees, custom fees, taxes, hold."""

from decimal import Decimal
from typing import Any

from django import forms

from billing.domain.sections import (
    BASES,
    FREQUENCIES,
    HOLDS,
    USUAL_MINUTES,
    Fees,
    custom_fees_in_words,
    fee_name,
    fees_in_words,
    hold_in_words,
    tax_name,
    taxes_in_words,
)
from billing.domain.sound_terms import DAY_MINUTES, LONGEST_DAY_MINUTES, SHORTEST_DAY_MINUTES
from billing.domain.terms import (
    AllowanceBasis,
    BillingDayKind,
    CustomFee,
    CustomFeeKind,
    FeeFrequency,
    HoldKind,
    HoldTerms,
    Tax,
    TaxKind,
)
from billing.forms.rows import RowsForm
from billing.forms.section import SectionForm
from billing.forms.typed import CountField, PercentField, PriceField
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
    fuel_allowance_basis = forms.ChoiceField(label="Allowance compares with", choices=list(BASES.items()))
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


class CustomFeeForm(forms.Form):
    """One custom fee."""

    kind = forms.ChoiceField(
        label="Fee Type",
        choices=[("", "Choose"), *((kind.value, fee_name(kind)) for kind in CustomFeeKind)],
        error_messages={"required": "Choose the type of fee."},
    )
    frequency = forms.ChoiceField(label="Frequency", choices=list(FREQUENCIES.items()))
    taxable = forms.BooleanField(label="Taxable", required=False)

    def __init__(self, *args: Any, dealership: Dealership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        missing = {"required": "Give the amount; 0 charges nothing."}
        self.fields["amount"] = PriceField(label="Amount", dealership=dealership, error_messages=missing)


class CustomFeesForm(RowsForm):
    """The section *Custom Fees* (billing.md rule 9)."""

    names = ("kind", "frequency", "amount", "taxable")
    telling = ("kind", "amount")
    again = "This fee is already in the list; each may be used once."

    def __init__(self, data: Any = None, *, dealership: Dealership, fees: tuple[CustomFee, ...], currency: str) -> None:
        self.dealership, self.currency = dealership, currency
        rows = [
            {"kind": fee.kind, "frequency": fee.frequency, "amount": fee.amount, "taxable": fee.taxable} for fee in fees
        ]
        super().__init__(data, section="fee", stored=custom_fees_in_words(fees, currency), rows=rows)

    def row(self, **kwargs: Any) -> forms.Form:
        """One custom fee's form."""
        return CustomFeeForm(dealership=self.dealership, **kwargs)

    def value(self) -> tuple[CustomFee, ...]:
        """The fees in order, once the rows are valid."""
        return tuple(
            CustomFee(
                kind=CustomFeeKind(row.cleaned_data["kind"]),
                frequency=FeeFrequency(row.cleaned_data["frequency"]),
                amount=row.cleaned_data["amount"],
                taxable=row.cleaned_data["taxable"],
            )
            for row in self.filled
        )

    def words(self) -> Words:
        """What was typed, in words."""
        return custom_fees_in_words(self.value(), self.currency)


class TaxForm(forms.Form):
    """One tax."""

    kind = forms.ChoiceField(
        label="Tax Type",
        choices=[("", "Choose"), *((kind.value, tax_name(kind)) for kind in TaxKind)],
        error_messages={"required": "Choose the type of tax."},
    )

    def __init__(self, *args: Any, dealership: Dealership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        missing = {"required": "Give the rate in percent."}
        self.fields["percent"] = PercentField(label="Rate", dealership=dealership, error_messages=missing)


class TaxesForm(RowsForm):
    """The section *Taxes* (billing.md rule 10)."""

    names = ("kind", "percent")
    telling = names
    again = "This tax is already in the list; each may be used once."

    def __init__(self, data: Any = None, *, dealership: Dealership, taxes: tuple[Tax, ...]) -> None:
        self.dealership = dealership
        rows = [{"kind": tax.kind, "percent": tax.percent} for tax in taxes]
        super().__init__(data, section="tax", stored=taxes_in_words(taxes), rows=rows)

    def row(self, **kwargs: Any) -> forms.Form:
        """One tax's form."""
        return TaxForm(dealership=self.dealership, **kwargs)

    def value(self) -> tuple[Tax, ...]:
        """The taxes in order, once the rows are valid."""
        said = [row.cleaned_data for row in self.filled]
        return tuple(Tax(kind=TaxKind(each["kind"]), percent=each["percent"]) for each in said)

    def words(self) -> Words:
        """What was typed, in words."""
        return taxes_in_words(self.value())


class HoldForm(SectionForm):
    """The section *Credit Card Hold* (billing.md rule 13)."""

    hold_kind = forms.ChoiceField(label="Hold", choices=list(HOLDS.items()), widget=forms.RadioSelect)

    def __init__(self, data: Any = None, *, dealership: Dealership, hold: HoldTerms, currency: str) -> None:
        self.currency = currency
        initial = {"hold_kind": hold.kind, "deposit": hold.deposit}
        super().__init__(data, section="hold", stored=hold_in_words(hold, currency), initial=initial)
        self.fields["deposit"] = PriceField(
            label="Security Deposit", dealership=dealership, required=False, placeholder="None"
        )

    def clean(self) -> dict[str, Any]:
        """A deposit has an amount."""
        said = super().clean() or self.cleaned_data
        asked = said.get("hold_kind") in {HoldKind.DEPOSIT, HoldKind.BOTH}
        if asked and not said.get("deposit") and "deposit" not in self.errors:
            self.add_error("deposit", "A hold by deposit needs the amount of the deposit.")
        return said

    def value(self) -> HoldTerms:
        """The hold, once the form is valid."""
        deposit: Decimal | None = self.cleaned_data["deposit"]
        return HoldTerms(kind=HoldKind(self.cleaned_data["hold_kind"]), deposit=deposit)

    def words(self) -> Words:
        """What was typed, in words."""
        return hold_in_words(self.value(), self.currency)
