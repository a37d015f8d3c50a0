"""Which column of a file says what, whatever its head is called."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """A field of the import: its head in our own files, and what others call it."""

    field: str
    head: str
    also: tuple[str, ...] = ()


COLUMNS = (
    Column(field="vin", head="VIN", also=("vehicle identification number", "vin number", "vin #", "serial number")),
    Column(field="stock_number", head="Stock number", also=("stock", "stk", "stk #", "stock no", "stock #", "unit")),
    Column(field="plate", head="Plate", also=("licence plate", "license plate", "tag", "plate number", "plate #")),
    Column(field="plate_state", head="Plate state", also=("state", "province", "plate province", "tag state")),
    Column(field="year", head="Year", also=("model year", "yr", "my")),
    Column(field="make", head="Make", also=("brand", "manufacturer")),
    Column(field="model", head="Model", also=("model name", "carline", "series")),
    Column(field="trim", head="Trim", also=("trim level", "package")),
    Column(field="colour", head="Color", also=("colour", "exterior", "exterior color", "exterior colour", "ext color")),
    Column(field="category", head="Category", also=("class", "vehicle class", "body", "body style", "type")),
    Column(field="energy", head="Energy", also=("fuel type", "powertrain", "engine")),
    Column(
        field="capacity", head="Tank or battery", also=("tank", "battery", "capacity", "tank size", "fuel capacity")
    ),
    Column(field="odometer", head="Odometer", also=("mileage", "miles", "kilometers", "kilometres", "odo")),
    Column(field="fuel_level", head="Fuel level", also=("fuel", "charge", "state of charge")),
    Column(field="location", head="Location", also=("where", "lot", "space", "place", "parked")),
    Column(field="home_group", head="Home group", also=("group", "vehicle group", "fleet")),
    Column(field="groups", head="Also in", also=("other groups", "groups", "also in groups")),
    Column(field="programs", head="Programs", also=("program", "programme", "programmes")),
    Column(
        field="available_on", head="Available on", also=("in service", "in service date", "available", "available from")
    ),
    Column(field="unavailable_on", head="Unavailable on", also=("out of service", "unavailable", "available until")),
    Column(
        field="registration_expires_on",
        head="Registration expires",
        also=("registration", "registration expiry", "registration expiration", "reg exp"),
    ),
    Column(field="notes", head="Notes", also=("note", "comment", "comments", "remarks")),
)
HEADS = {column.field: column.head for column in COLUMNS}
SHOWN_FIRST = ("vin", "stock_number", "home_group", "programs")
"""Asked for first; the others fold away."""


def matched(head: Sequence[str]) -> dict[str, int]:
    """The place of each field's column, as far as its head can be understood; the first of two counts."""
    places: dict[str, int] = {}
    for place, written in enumerate(head):
        field = MEANT.get(key(written))
        if field:
            places.setdefault(field, place)
    return places


def left_aside(head: Sequence[str], places: Mapping[str, int]) -> list[str]:
    """The heads that mean nothing to us; staff are told."""
    used = set(places.values())
    return [written for place, written in enumerate(head) if written.strip() and place not in used]


def key(written: str) -> str:
    """A head without case, spaces and signs, but with #, which some take for a word."""
    return re.sub(r"[^\w#]|_", "", written.casefold())


MEANT = {key(name): column.field for column in COLUMNS for name in (column.field, column.head, *column.also)}
