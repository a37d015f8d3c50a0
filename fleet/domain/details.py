"""What is known of a vehicle, what changed of it, and what can't be true at once."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

from kernel.changes import fingerprint
from kernel.keys import without_case_and_spaces

ENERGIES = {"liquid": "Fuel", "electric": "Electric", "plug_in_hybrid": "Plug-in hybrid"}
OLDEST_YEAR = 1980
LABELS = {
    "stock_number": "Stock number",
    "plate": "Plate",
    "plate_state": "Plate state",
    "year": "Year",
    "make": "Make",
    "model": "Model",
    "trim": "Trim",
    "colour": "Color",
    "category_id": "Category",
    "energy": "Energy",
    "capacity": "Tank or battery",
    "odometer": "Odometer",
    "fuel_level": "Fuel level",
    "location": "Location",
    "available_on": "Available on",
    "unavailable_on": "Unavailable on",
    "registration_expires_on": "Registration expires",
    "status_after_return": "Status after next return",
    "notes": "Notes",
}
"""Every detail that can be changed, in the order of the form; the VIN stays."""
LONGEST_KEYS = {"plate": 12, "model": 80}
"""What a plate and a model are found by; a single character can stand for many there (such as ㍿ for four)."""
READINGS = frozenset({"odometer", "fuel_level"})
"""While a guest has the vehicle, these come back with it."""
WHILE_OUT = READINGS | {"model"}
"""They stay as they are while a guest has the vehicle, who signed for the rate of its model."""


@dataclass(frozen=True, kw_only=True, slots=True)
class VehicleDetails:
    """
    What is known of a vehicle. ``fuel_level`` is a fraction of the tank or battery, from 0 to 1; ``capacity`` is in
    the dealership's fuel unit, or in kWh; on ``unavailable_on`` it is gone already.
    """

    vin: str
    year: int
    make: str
    model: str
    capacity: Decimal
    stock_number: str = ""
    plate: str = ""
    plate_state: str = ""
    trim: str = ""
    colour: str = ""
    category_id: int | None = None
    energy: str = "liquid"
    odometer: int = 0
    fuel_level: Decimal = Decimal(1)
    location: str = ""
    available_on: date | None = None
    unavailable_on: date | None = None
    registration_expires_on: date | None = None
    status_after_return: str = ""
    notes: str = ""

    def with_(self, said: Mapping[str, Any]) -> "VehicleDetails":
        """The same vehicle, with these details instead."""
        return replace(self, **said)


DETAILS = tuple(field.name for field in fields(VehicleDetails))


def changed(before: VehicleDetails, after: VehicleDetails) -> tuple[str, ...]:
    """The names of what differs, in the order of the form."""
    return tuple(name for name in LABELS if getattr(before, name) != getattr(after, name))


def version_of(details: VehicleDetails) -> str:
    """A short name of this state: whoever changes a vehicle from outside says which state they read."""
    return fingerprint({name: _written(getattr(details, name)) for name in DETAILS})


def _written(value: Any) -> str:
    """A number is the same whatever zeros follow it."""
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


def contradictions(details: VehicleDetails, *, this_year: int) -> dict[str, str]:
    """What can't be true, by the field that says it."""
    found: dict[str, str] = {}
    for name, most in LONGEST_KEYS.items():
        if (length := len(without_case_and_spaces(getattr(details, name)))) > most:
            found[name] = f"{LABELS[name]} has at most {most} characters; this one has {length}."
    if not OLDEST_YEAR <= details.year <= this_year + 2:
        found["year"] = f"Model years run from {OLDEST_YEAR} to {this_year + 2}."
    if details.capacity <= 0:
        found["capacity"] = "Say how much the tank or battery holds."
    if not 0 <= details.fuel_level <= 1:
        found["fuel_level"] = "The fuel level lies between empty and full."
    if details.available_on and details.unavailable_on and details.unavailable_on <= details.available_on:
        found["unavailable_on"] = "The day it leaves comes after the day it arrives."
    return found
