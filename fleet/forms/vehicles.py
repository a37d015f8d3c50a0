"""The details of a vehicle, new or known, and what becomes of it."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from dealerships.forms import FuelField, ReadingField, WordedForm
from fleet.domain.details import ENERGIES, LABELS, READINGS, VehicleDetails
from fleet.domain.statuses import BY_HAND, VehicleStatus

KEPT = "shown-"
AFTER_RETURN = [("", "Returned"), *((each.value, each.label) for each in VehicleStatus if each in BY_HAND)]
AFTER_RETURN = [choice for choice in AFTER_RETURN if choice[0] != VehicleStatus.RETURNED]


class StatusForm(WordedForm):
    """A status that staff may set."""

    status = forms.ChoiceField(choices=[(status.value, status.label) for status in VehicleStatus if status in BY_HAND])


class IssueForm(WordedForm):
    """Damage or a fault."""

    description = forms.CharField(
        label="What is wrong, and where",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "placeholder": "Scuff on the left rear wheel"}),
        error_messages={"required": "Say what is wrong, and where."},
    )


class DayField(forms.DateField):
    """A date of the calendar; it may be left out."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def __init__(self, **kwargs: Any) -> None:
        errors = {"invalid": "Give a date, such as 2026-03-10."}
        super().__init__(required=False, error_messages=errors, **kwargs)


class CapacityField(forms.DecimalField):
    """How much a tank or battery holds: 17.8 and 17,8 alike."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override] # the stubs take it for an integer
        """A comma is a decimal comma here: no tank holds thousands."""
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)


class VehicleForm(WordedForm):
    """The details of a vehicle, and what the page showed of them when it was opened."""

    year = forms.IntegerField(widget=forms.TextInput(attrs={"inputmode": "numeric"}))
    make = forms.CharField(max_length=40)
    model = forms.CharField(max_length=80)
    trim = forms.CharField(max_length=80, required=False)
    colour = forms.CharField(label="Color", max_length=40, required=False)
    category_id = forms.TypedChoiceField(label="Category", required=False, coerce=int, empty_value=None)
    energy = forms.ChoiceField(choices=list(ENERGIES.items()))
    capacity = CapacityField(
        label=LABELS["capacity"],
        max_digits=6,
        decimal_places=2,
        error_messages={"required": "Say how much the tank or battery holds."},
    )
    stock_number = forms.CharField(label=LABELS["stock_number"], max_length=20, required=False)
    plate = forms.CharField(max_length=12, required=False)
    plate_state = forms.CharField(label=LABELS["plate_state"], max_length=10, required=False)
    location = forms.CharField(max_length=120, required=False)
    odometer = ReadingField()
    fuel_level = FuelField(label="Fuel")
    available_on = DayField(label=LABELS["available_on"], help_text="From this day on it can be lent.")
    unavailable_on = DayField(label=LABELS["unavailable_on"], help_text="On this day it is gone already.")
    registration_expires_on = DayField(label=LABELS["registration_expires_on"])
    status_after_return = forms.ChoiceField(
        label=LABELS["status_after_return"],
        required=False,
        choices=AFTER_RETURN,
        help_text="Once, then Returned again.",
    )
    notes = forms.CharField(max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, categories: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.overtaken: set[str] = set()
        choices = [("", "None"), *((str(key), name) for key, name in categories.items())]
        self.fields["category_id"].choices = choices  # type: ignore[attr-defined]

    def details(self, vin: str) -> VehicleDetails:
        """What was typed."""
        return VehicleDetails(vin=vin, **{name: self.cleaned_data[name] for name in LABELS})

    def shown(self, vin: str) -> VehicleDetails:
        """What the page showed when it was opened, whatever the vehicle is by now."""
        return VehicleDetails(vin=vin, **{name: self._shown(name) for name in LABELS})

    def _shown(self, name: str) -> Any:
        field, written = self.fields[name], self.data.get(f"{KEPT}{name}")
        if written is None or field.disabled:
            return field.clean(field.prepare_value(self.initial.get(name)))
        try:
            return field.clean(written)
        except ValidationError:
            return self.initial.get(name)

    def kept(self) -> list[tuple[str, str]]:
        """The hidden fields that carry what was shown; of what somebody changed meanwhile, how it is now."""
        return [(f"{KEPT}{name}", self._kept(name)) for name in LABELS]

    def _kept(self, name: str) -> str:
        if self.is_bound and name not in self.overtaken and f"{KEPT}{name}" in self.data:
            return str(self.data[f"{KEPT}{name}"])
        value = self.fields[name].prepare_value(self.initial.get(name))
        if isinstance(value, date):
            return value.isoformat()
        return "" if value is None else str(value)

    def blame(self, faults: Mapping[str, str]) -> None:
        """Say what can't be beside its field."""
        for name, words in faults.items():
            self.add_error(name, words)

    def show_now(self, now: Mapping[str, str]) -> None:
        """Say beside each field what somebody else wrote; what was typed stays, and a second Save means it."""
        self.overtaken = set(now)
        for name, words in now.items():
            stands = f"It says “{words}” now." if words else "It is empty now."
            self.add_error(name, f"{stands} Somebody changed it since you opened the page; save again to write yours.")

    def hold_readings(self) -> None:
        """A guest has the vehicle: they come with its return."""
        for name in READINGS:
            self.fields[name].disabled = True
            self.fields[name].required = False
            self.fields[name].help_text = "A guest has the vehicle. It comes with the return."


class NewVehicleForm(VehicleForm):
    """The same, with where a new vehicle belongs."""

    home_group = forms.TypedChoiceField(
        label="Home group", coerce=int, help_text="What drivers pay for it. Every vehicle has exactly one."
    )
    programs = forms.TypedMultipleChoiceField(
        coerce=int, required=False, widget=forms.CheckboxSelectMultiple, help_text="Any number, or none."
    )

    def __init__(self, *args: Any, groups: Mapping[int, str], programs: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose = [("", "Choose a group")] if len(groups) != 1 else []
        self.fields["home_group"].choices = [*choose, *groups.items()]  # type: ignore[attr-defined]
        self.fields["programs"].choices = list(programs.items())  # type: ignore[attr-defined]


class HomeGroupForm(WordedForm):
    """Where a vehicle belongs that comes back into the fleet."""

    home_group = forms.TypedChoiceField(label="Home group", coerce=int)

    def __init__(self, *args: Any, groups: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["home_group"].choices = list(groups.items())  # type: ignore[attr-defined]
