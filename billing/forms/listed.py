"""The sections *Custom Fees* and *Taxes* as forms: rows of one kind each."""

from typing import Any

from django import forms

from billing.domain.sections import (
    FREQUENCIES,
    custom_fees_in_words,
    fee_name,
    tax_name,
    taxes_in_words,
)
from billing.domain.terms import (
    CustomFee,
    CustomFeeKind,
    FeeFrequency,
    Tax,
    TaxKind,
)
from billing.forms.rows import RowsForm
from billing.forms.typed import PercentField, PriceField
from dealerships.forms import WordedForm
from dealerships.models import Dealership
from kernel.changes import Words


class CustomFeeForm(WordedForm):
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


class TaxForm(WordedForm):
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
