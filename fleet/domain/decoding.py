"""What a VIN tells of a car without asking anybody: its make, its model year, for a few makes its model."""

from dataclasses import dataclass

from vininfo import Vin

from fleet.domain.vin import checked, model_year

UNKNOWN = "UnsupportedBrand"
PLACES = frozenset(
    {"Argentina", "Australia", "Brazil", "Canada", "China", "Germany", "Mexico", "Motors", "Spain", "UK", "USA"}
)
"""A plant's country is no part of the make: a Lexus Canada is a Lexus."""
AS_SOLD = {"Mercedes Benz": "Mercedes-Benz", "Rolls Royce": "Rolls-Royce", "Mini": "MINI", "Porsche SUV": "Porsche"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Decoded:
    """What is known of the car; what the VIN does not tell is empty."""

    vin: str
    make: str
    model: str
    year: int | None


def decoded(typed: str, *, this_year: int) -> Decoded:
    """
    :raises InvalidVin: the VIN is mistyped
    """
    vin = checked(typed)
    known = Vin(vin)
    year = model_year(vin, this_year=this_year)
    return Decoded(vin=vin, make=make_of(known.manufacturer or ""), model=_model(known), year=year)


def make_of(manufacturer: str) -> str:
    """The make as it is sold, without the country of its plant; empty where nobody knows it."""
    words = manufacturer.split()
    while len(words) > 1 and words[-1] in PLACES:
        words.pop()
    make = " ".join(words)
    return "" if make == UNKNOWN else AS_SOLD.get(make, make)


def _model(known: Vin) -> str:
    """Only a few makes can be told; of those that might be several, none is named."""
    name = getattr(getattr(known.details, "model", None), "name", "")
    return name if isinstance(name, str) else ""
