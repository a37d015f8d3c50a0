"""The section *Credit Card Hold* as a form."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms

from billing.domain.sections import (
    HOLDS,
    hold_in_words,
)
from billing.domain.terms import (
    HoldKind,
    HoldTerms,
)
from billing.forms.section import SectionForm
from billing.forms.typed import PriceField
from dealerships.models import Dealership
from kernel.changes import Words

WHAT_A_HOLD_DOES = {
    HoldKind.NONE: "The card is verified, nothing is held",
    HoldKind.ESTIMATE: "Days × daily rate + fees and taxes + charges so far",
    HoldKind.DEPOSIT: "The flat amount below, for incidentals; never for expected damage or a deductible",
    HoldKind.BOTH: "Estimate + deposit",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class HoldChoice:
    """One kind of hold: its button, its name, what it does."""

    tag: str
    name: str
    does: str


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

    @property
    def hold_choices(self) -> list[HoldChoice]:
        """The kinds, each with what it does."""
        return [
            HoldChoice(
                tag=button.tag(), name=button.choice_label, does=WHAT_A_HOLD_DOES[HoldKind(button.data["value"])]
            )
            for button in self["hold_kind"].subwidgets
        ]

    def value(self) -> HoldTerms:
        """The hold, once the form is valid."""
        deposit: Decimal | None = self.cleaned_data["deposit"]
        return HoldTerms(kind=HoldKind(self.cleaned_data["hold_kind"]), deposit=deposit)

    def words(self) -> Words:
        """What was typed, in words."""
        return hold_in_words(self.value(), self.currency)
