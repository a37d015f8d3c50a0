"""What the counter says about a contract, as values of the domain."""

from datetime import datetime
from typing import Any

from django import forms

from contracts.domain.handback import Handback
from contracts.domain.signatures import SignatureMethod
from contracts.models import Contract
from dealerships.forms import FuelField, LocalTimeField, ReadingField, WordedForm
from dealerships.models import Dealership
from fleet.domain.pools import Pool
from kernel.period import Period, PeriodUpsideDown

NOW, EARLIER = "now", "earlier"


class ReadingsForm(WordedForm):
    """Odometer and fuel out."""

    odometer = ReadingField(label="Odometer")
    odometer_again = ReadingField(label="Odometer once more", required=False)
    fuel = FuelField(label="Fuel")

    def __init__(self, *args: Any, contract: Contract | None = None, **kwargs: Any) -> None:
        """Begin with what was saved, else with what the vehicle was last seen with."""
        if contract is not None:
            seen = contract if contract.odometer_out is not None else contract.vehicle
            odometer = contract.odometer_out if seen is contract else contract.vehicle.odometer
            fuel = contract.fuel_out if seen is contract else contract.vehicle.fuel_level
            kwargs["initial"] = {"odometer": f"{odometer:,}", "fuel": fuel}
        super().__init__(*args, **kwargs)

    @property
    def twice(self) -> bool:
        """Whether the odometer is to be typed a second time."""
        return "odometer_again" in self.errors or bool(self["odometer_again"].value())


class EstimateForm(WordedForm):
    """As much of a booking as its cost depends on; what is wrong with the rest, the booking itself will say."""

    pickup = forms.DateTimeField()
    dropoff = forms.DateTimeField()
    offer = forms.RegexField(r"[gp]\d{1,9}")
    category = forms.IntegerField(required=False, min_value=1, max_value=999_999_999)
    model = forms.CharField(required=False, max_length=80)
    service_vin = forms.CharField(required=False, max_length=17)

    def __init__(self, *args: Any, dealership: Dealership, **kwargs: Any) -> None:
        """Times are those of the dealership."""
        super().__init__(*args, **kwargs)
        self.fields["pickup"] = LocalTimeField(label="Pickup", zone=dealership.zone)
        self.fields["dropoff"] = LocalTimeField(label="Drop-off", zone=dealership.zone)

    def clean(self) -> dict[str, Any]:
        """Drop-off comes after pickup."""
        said = super().clean() or self.cleaned_data
        if said.get("pickup") and said.get("dropoff"):
            try:
                said["period"] = Period(said["pickup"], said["dropoff"])
            except PeriodUpsideDown as reason:
                self.add_error("dropoff", str(reason))
        return said

    @property
    def refusal(self) -> str:
        """What to do before anything can be estimated."""
        if not self.errors:
            return ""
        if "offer" in self.errors:
            return "Choose a group or program to see what it costs."
        return "Give a pickup and a later drop-off to see what it costs."

    def planned(self) -> dict[str, Any]:
        """What the estimate takes, besides the guest."""
        said = self.cleaned_data
        key = int(said["offer"][1:])
        of_group = said["offer"].startswith("g")
        return {
            "period": said["period"],
            "pool": Pool(
                group_id=key if of_group else None,
                program_id=None if of_group else key,
                category_id=said["category"],
            ),
            "preferred_model": said["model"],
            "service_vin": said["service_vin"].upper(),
        }


class VinForm(WordedForm):
    """A vehicle."""

    vin = forms.CharField(label="VIN", max_length=17)


class ReasonForm(WordedForm):
    """Why; it stays in the history."""

    reason = forms.CharField(label="Reason", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class VoidForm(ReasonForm):
    """Why, and the readings that it came back with."""

    odometer = ReadingField(label="Odometer in")
    fuel = FuelField(label="Fuel in")


class DropoffForm(WordedForm):
    """When the vehicle is to come back instead."""

    dropoff_at = forms.DateTimeField()

    def __init__(self, *args: Any, dealership: Dealership, **kwargs: Any) -> None:
        """Times are those of the dealership."""
        super().__init__(*args, **kwargs)
        self.fields["dropoff_at"] = LocalTimeField(label="Drop-off", zone=dealership.zone)


class HandbackForm(WordedForm):
    """When the vehicle came back, with what readings."""

    when = forms.ChoiceField(
        label="When it came back",
        choices=[(NOW, "Now"), (EARLIER, "Earlier")],
        initial=NOW,
        widget=forms.RadioSelect,
        error_messages={"required": "Say when it came back."},
    )
    at = forms.DateTimeField(required=False)
    reason = forms.CharField(
        label="Reason", required=False, max_length=200, widget=forms.TextInput(attrs={"placeholder": "Night key box"})
    )
    odometer = ReadingField(label="Odometer in")
    odometer_again = ReadingField(label="Odometer once more", required=False)
    fuel = FuelField(label="Fuel in")

    def __init__(self, *args: Any, dealership: Dealership, **kwargs: Any) -> None:
        """Times are those of the dealership."""
        super().__init__(*args, **kwargs)
        self.fields["at"] = LocalTimeField(label="Came back at", required=False, zone=dealership.zone)

    def clean(self) -> dict[str, Any]:
        """*Earlier* asks for its time."""
        said = super().clean() or self.cleaned_data
        if said.get("when") == EARLIER and not said.get("at") and "at" not in self.errors:
            self.add_error("at", "Say when it came back.")
        return said

    def handback(self, *, now: datetime, charge_later: bool) -> Handback:
        """What came back, once the form is valid."""
        said = self.cleaned_data
        earlier = said["when"] == EARLIER
        return Handback(
            at=said["at"] if earlier else now,
            odometer=said["odometer"],
            fuel=said["fuel"],
            reason=said["reason"] if earlier else "",
            odometer_again=said["odometer_again"],
            charge_later=charge_later,
        )


class SignatureForm(WordedForm):
    """A driver signs at the counter: every term ticked, consent given, a name typed, perhaps a drawing."""

    driver = forms.CharField(max_length=12, widget=forms.HiddenInput)
    accepted = forms.MultipleChoiceField(required=False)
    consent = forms.BooleanField(required=False, label="I agree to sign and receive documents electronically.")
    name = forms.CharField(
        label="Name of whoever signs",
        max_length=160,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Type the name of whoever signs."},
    )
    drawing = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, positions: list[int], **kwargs: Any) -> None:
        """The terms that are there to accept."""
        super().__init__(*args, **kwargs)
        self.fields["accepted"].choices = [(str(each), str(each)) for each in positions]  # type: ignore[attr-defined]

    @property
    def method(self) -> SignatureMethod:
        """Drawn where there is a drawing, else typed."""
        return SignatureMethod.DRAWN if self.cleaned_data["drawing"] else SignatureMethod.TYPED
