"""What an admin types about additional settings, as a value of the domain."""

from typing import Any

from django import forms

from billing.forms import CountField, SectionForm
from dealerships.forms import DealerCodeField
from dealerships.models import Dealership
from kernel.changes import Words
from programs.domain.additional import Additional, additional_in_words

SWITCH = {"role": "switch", "class": "switch"}
YOUNGEST, OLDEST = 16, 120
LONGEST_DAYS = 400
"""No loan is longer (billing.md rule 15)."""


def switch(label: str, hint: str) -> forms.BooleanField:
    """On or off, with what it does."""
    return forms.BooleanField(label=label, help_text=hint, required=False, widget=forms.CheckboxInput(attrs=SWITCH))


class AdditionalForm(SectionForm):
    """What a loan from here asks for, allows and prints."""

    view_positions = switch(
        "View Vehicle Positions During Contracts",
        "For staff with that permission. Every look is recorded, and the agreement says so",
    )
    repair_order_required = switch("Repair order required", "Start asks for it")
    charge_later_allowed = switch(
        "Charge later allowed",
        "A contract may finish before it is paid; the hold is kept and taken 24 h before it lapses",
    )
    dealer_code = DealerCodeField(label="Dealer Code", required=False)

    def __init__(self, data: Any = None, *, dealership: Dealership, additional: Additional) -> None:
        shown = {name: getattr(additional, name) for name in Additional.__dataclass_fields__}
        super().__init__(data, section="additional", stored=additional_in_words(additional), initial=shown)
        age: dict[str, Any] = {"dealership": dealership, "required": False, "least": YOUNGEST, "most": OLDEST}
        self.fields["driver_minimum_age"] = CountField(label="Driver Minimum Age", placeholder="No limit", **age)
        self.fields["driver_maximum_age"] = CountField(label="Driver maximum age", placeholder="No limit", **age)
        self.fields["longest_days"] = CountField(
            label="Longest reservation",
            dealership=dealership,
            required=False,
            least=1,
            most=LONGEST_DAYS,
            placeholder="No limit",
        )
        self.fields["dealer_code"].widget.attrs["placeholder"] = f"{dealership.dealer_code}, the dealership's"

    def clean(self) -> dict[str, Any]:
        """Nobody is older than the oldest and younger than the youngest."""
        said = super().clean() or self.cleaned_data
        youngest, oldest = said.get("driver_minimum_age"), said.get("driver_maximum_age")
        if youngest is not None and oldest is not None and oldest < youngest:
            self.add_error("driver_maximum_age", f"Nobody of {youngest} or older would be young enough.")
        return said

    def value(self) -> Additional:
        """The settings, once the form is valid."""
        return Additional(**{name: self.cleaned_data[name] for name in Additional.__dataclass_fields__})

    def words(self) -> Words:
        """What was typed, in words."""
        return additional_in_words(self.value())
