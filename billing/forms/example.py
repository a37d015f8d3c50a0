"""The example contract of the test bench: when it is picked up and comes back, how far it goes, with how much fuel."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django import forms

from billing.domain.usage import Energy, HandedOver, Reading, Usage
from billing.domain.words import plain
from billing.forms.typed import CountField
from dealerships.forms import LocalTimeField, WordedForm
from dealerships.models import Dealership
from kernel.period import Period, PeriodUpsideDown

LENGTH = timedelta(hours=96)
DRIVEN = 657
FARTHEST = 100_000
LEVELS = [("8", "Full"), *((str(eighths), f"{eighths}/8") for eighths in range(7, 0, -1)), ("0", "Empty")]


@dataclass(frozen=True, kw_only=True, slots=True)
class ExampleCar:
    """What the dealership has many of: a model, and the size of its tank or battery."""

    model: str
    energy: Energy
    capacity: Decimal

    @property
    def key(self) -> str:
        """How the form names it."""
        return f"{self.model}/{self.energy}/{plain(self.capacity)}"


ANY_CAR = ExampleCar(model="", energy=Energy.LIQUID, capacity=Decimal(16))


class ExampleForm(WordedForm):
    """One vehicle, out and back."""

    fuel_out = forms.ChoiceField(label="Fuel out", choices=LEVELS)
    fuel_in = forms.ChoiceField(label="Fuel in", choices=LEVELS)

    def __init__(self, data: Any = None, *, dealership: Dealership, cars: Sequence[ExampleCar], start: Any) -> None:
        self.cars = {car.key: car for car in [*cars] or [ANY_CAR]}
        usual = {
            "pickup": start,
            "dropoff": start + LENGTH,
            "driven": DRIVEN,
            "fuel_out": "8",
            "fuel_in": "6",
            "car": next(iter(self.cars)),
        }
        super().__init__(data, prefix="example", initial=usual)
        self.fields["pickup"] = LocalTimeField(label="Pickup", zone=dealership.zone)
        self.fields["dropoff"] = LocalTimeField(label="Drop-off", zone=dealership.zone)
        self.fields["driven"] = CountField(
            label="Driven",
            dealership=dealership,
            most=FARTHEST,
            error_messages={"required": "Say how far it is driven."},
        )
        self.fields["car"] = forms.ChoiceField(
            label="Vehicle", choices=[(key, _name(car, dealership)) for key, car in self.cars.items()]
        )

    def clean(self) -> dict[str, Any]:
        """Drop-off comes after pickup."""
        said = super().clean() or self.cleaned_data
        if said.get("pickup") and said.get("dropoff"):
            try:
                Period(said["pickup"], said["dropoff"])
            except PeriodUpsideDown as reason:
                self.add_error("dropoff", str(reason))
        return said

    def usage(self) -> Usage:
        """
        The loan as the engine takes it: of what is typed, once the form is valid, else of what it began with.

        :raises BadUsage: it can't have happened
        """
        said = self.cleaned_data if self.is_bound else self.initial
        car = self.cars[said["car"]]
        vehicle = HandedOver(
            from_at=said["pickup"],
            capacity=car.capacity,
            energy=car.energy,
            model=car.model,
            out=Reading(odometer=0, fuel=Decimal(said["fuel_out"]) / 8),
            back=Reading(odometer=said["driven"], fuel=Decimal(said["fuel_in"]) / 8),
        )
        return Usage(pickup=said["pickup"], dropoff=said["dropoff"], vehicles=(vehicle,))


def _name(car: ExampleCar, dealership: Dealership) -> str:
    unit = "kWh" if car.energy is Energy.ELECTRIC else dealership.fuel_unit
    return f"{car.model or 'A car'}, {plain(car.capacity)} {unit}"
