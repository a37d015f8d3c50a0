"""What happened to vehicles, for whoever asked to be told (config/facts.py)."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class VehicleRegrouped:
    """The groups or programs of a vehicle changed while it was promised to a loan; it stays promised."""

    vin: str
    about: str
