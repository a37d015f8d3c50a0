"""What the counter books, as a value of the domain."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms

from dealerships.forms import LocalTimeField, WordedForm
from dealerships.models import Dealership
from fleet.domain.pools import Pool
from kernel.period import Period, PeriodUpsideDown
from reservations.domain.booking import Booking
from reservations.domain.channels import Channel

if TYPE_CHECKING:
    from customers.models import Customer
    from reservations.models import Reservation

Names = Sequence[tuple[int, str]]


class BookingForm(WordedForm):
    """When, what, for which service visit; the guest is chosen beside it."""

    pickup = forms.DateTimeField()
    dropoff = forms.DateTimeField()
    offer = forms.ChoiceField(label="Group or program", error_messages={"required": "Choose a group or a program."})
    category = forms.ChoiceField(label="Category", required=False)
    model = forms.ChoiceField(label="Preferred model", required=False)
    advisor = forms.ChoiceField(label="Service advisor", required=False)
    repair_order = forms.CharField(
        label="Repair order", required=False, max_length=20, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    service_vin = forms.CharField(
        label="Service vehicle VIN",
        required=False,
        max_length=17,
        widget=forms.TextInput(attrs={"placeholder": "Optional", "autocomplete": "off"}),
    )
    notes = forms.CharField(
        label="Note",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2, "placeholder": "Optional"}),
    )

    def __init__(self, *args: Any, dealership: Dealership, **kwargs: Any) -> None:
        """Times are those of the dealership."""
        super().__init__(*args, **kwargs)
        self.fields["pickup"] = LocalTimeField(label="Pickup", zone=dealership.zone)
        self.fields["dropoff"] = LocalTimeField(label="Drop-off", zone=dealership.zone)

    def offer_choices(
        self, *, groups: Names, programs: Names, categories: Names, models: Sequence[str], advisors: Names
    ) -> None:
        """What this dealership has to choose from."""
        offers = [
            ("", "Choose"),
            ("Vehicle groups", [(f"g{key}", name) for key, name in groups]),
            ("Programs", [(f"p{key}", name) for key, name in programs]),
        ]
        self._choose("offer", offers)
        self._choose("category", [("", "Any"), *((str(key), name) for key, name in categories)])
        self._choose("model", [("", "None"), *((name, name) for name in models)])
        self._choose("advisor", [("", "None"), *((str(key), name) for key, name in advisors)])

    def _choose(self, field: str, choices: Sequence[Any]) -> None:
        self.fields[field].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Drop-off comes after pickup."""
        said = super().clean() or self.cleaned_data
        if said.get("pickup") and said.get("dropoff"):
            try:
                Period(said["pickup"], said["dropoff"])
            except PeriodUpsideDown as reason:
                self.add_error("dropoff", str(reason))
        return said

    @property
    def period(self) -> Period | None:
        """The period as typed, where both ends make sense."""
        said = self.cleaned_data
        if not said.get("pickup") or not said.get("dropoff"):
            return None
        return Period(said["pickup"], said["dropoff"])

    @property
    def pool(self) -> Pool | None:
        """The group or program with the category, where one is chosen."""
        group, program = self._offer()
        if group is None and program is None:
            return None
        return Pool(group_id=group, program_id=program, category_id=_key(self.cleaned_data.get("category", "")))

    @property
    def what(self) -> str:
        """One of the vehicles asked for, in a word."""
        category = str(self.cleaned_data.get("category", ""))
        return dict(self.fields["category"].choices).get(category, "vehicle") if category else "vehicle"  # type: ignore[attr-defined]

    def booking(self, *, customer: "Customer") -> Booking:
        """What is booked, once the form is valid."""
        return Booking(customer_id=customer.pk, channel=Channel.STAFF, **self._said())

    def changes(self) -> dict[str, Any]:
        """What an existing booking is to say."""
        return self._said()

    def _said(self) -> dict[str, Any]:
        said, (group, program) = self.cleaned_data, self._offer()
        return {
            "period": Period(said["pickup"], said["dropoff"]),
            "group_id": group,
            "program_id": program,
            "category_id": _key(said["category"]),
            "preferred_model": said["model"],
            "advisor_id": _key(said["advisor"]),
            "repair_order": said["repair_order"],
            "service_vin": said["service_vin"].upper(),
            "notes": said["notes"],
        }

    def _offer(self) -> tuple[int | None, int | None]:
        offer = str(self.cleaned_data.get("offer", ""))
        key = _key(offer[1:])
        return (key, None) if offer.startswith("g") else (None, key)


def booked(reservation: "Reservation") -> dict[str, Any]:
    """What the form begins with for a loan that is booked already."""
    group, program = reservation.group_id, reservation.program_id
    return {
        "pickup": reservation.pickup_at,
        "dropoff": reservation.dropoff_at,
        "offer": f"g{group}" if group else f"p{program}",
        "category": reservation.category_id or "",
        "model": reservation.preferred_model,
        "advisor": reservation.advisor_id or "",
        "repair_order": reservation.repair_order,
        "service_vin": reservation.service_vin,
        "notes": reservation.notes,
    }


def _key(text: str) -> int | None:
    return int(text) if text.isdigit() else None
