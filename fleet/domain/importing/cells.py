"""What a cell says: numbers, dates, fuel and energy, as people and spreadsheets write them."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from fleet.domain.details import ENERGIES
from fleet.domain.importing.columns import HEADS

EMPTY = frozenset({"none", "-", "–", "—"})
"""Said where a vehicle is in no other group or program; an empty cell leaves all as it is."""
BETWEEN_NAMES = re.compile(r"[;|\n]")
DATES = ("%Y-%m-%d", "%m/%d/%Y", "%m/%d/%y", "%b %d, %Y", "%d %b %Y")
LONGEST = {
    "vin": 40, "stock_number": 20, "plate": 12, "plate_state": 10, "make": 40, "model": 80, "trim": 80, "colour": 40,
    "location": 120,
}  # fmt: skip
HIGHEST_ODOMETER = 2_000_000
MEANT_ENERGY = {
    **{name: name for name in ENERGIES},
    **{label.casefold(): name for name, label in ENERGIES.items()},
    **dict.fromkeys(("gas", "gasoline", "petrol", "diesel", "hybrid", "hev", "liquid", "flex fuel"), "liquid"),
    **dict.fromkeys(("ev", "bev", "electricity", "battery"), "electric"),
    **dict.fromkeys(("phev", "plugin hybrid", "plug in hybrid"), "plug_in_hybrid"),
}


class BadCell(Exception):
    """The cell can't be read; the message names its column."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """What a row says, by field, without its empty cells; ``faults`` are the cells that can't be read."""

    values: Mapping[str, Any]
    faults: tuple[str, ...] = ()


def said(cells: Sequence[str], places: Mapping[str, int]) -> Said:
    """Read a row."""
    values, faults = {}, []
    for field, place in places.items():
        written = cells[place].strip() if place < len(cells) else ""
        if not written:
            continue
        try:
            values[field] = READ.get(field, text)(field, written)
        except BadCell as fault:
            faults.append(str(fault))
    return Said(values=values, faults=tuple(faults))


def text(field: str, written: str) -> str:
    """Words, as long as there is room for them; in one line wherever the field is one."""
    most = LONGEST.get(field)
    words = written if most is None else " ".join(written.split())
    if most is not None and len(words) > most:
        raise BadCell(f"{HEADS[field]} has {len(words)} letters; {most} fit.")
    return words


def vin(field: str, written: str) -> str:
    """In capitals, without spaces; whether it is one is judged later."""
    return text(field, "".join(written.upper().split()))


def whole(field: str, written: str) -> int:
    """4,118 and 4118 mi alike."""
    digits = re.fullmatch(r"([\d,. \u00a0']*\d)\s*(?:mi|km|miles)?", written, re.IGNORECASE)
    written_out = re.sub(r"[.,]0{1,2}$", "", digits[1]) if digits else ""
    number = "" if re.search(r"[.,]\d{1,2}$", written_out) else re.sub(r"\D", "", written_out)
    if not number or int(number) > HIGHEST_ODOMETER:
        raise BadCell(f"{HEADS[field]} is no number: “{written}”.")
    return int(number)


def amount(field: str, written: str) -> Decimal:
    """17.8 gal; a comma before one or two digits is a decimal comma."""
    number = re.fullmatch(r"(\d{1,4})(?:[.,](\d{1,2}))?\s*(?:gal|l|kwh)?", written.strip(), re.IGNORECASE)
    if number is None:
        raise BadCell(f"{HEADS[field]} is no number such as 17.8: “{written}”.")
    return Decimal(f"{number[1]}.{number[2] or 0}")


def fuel(field: str, written: str) -> Decimal:
    """Full, 7/8, 88 % or 0.875."""
    plain = written.casefold().replace(" ", "")
    level = {"full": Decimal(1), "empty": Decimal(0)}.get(plain)
    if eighths := re.fullmatch(r"([0-8])/8", plain):
        level = Decimal(eighths[1]) / 8
    elif percent := re.fullmatch(r"(\d{1,3})%", plain):
        level = Decimal(percent[1]) / 100
    elif re.fullmatch(r"[01](\.\d{1,3})?", plain):
        level = Decimal(plain)
    if level is None or level > 1:
        raise BadCell(f"{HEADS[field]} reads like 7/8, 88% or Full, not “{written}”.")
    return level


def energy(field: str, written: str) -> str:
    """Fuel, Electric or Plug-in hybrid, under the names of the trade too."""
    meant = MEANT_ENERGY.get(written.casefold())
    if meant is None:
        raise BadCell(f"{HEADS[field]} is {', '.join(ENERGIES.values())}, not “{written}”.")
    return meant


def day(field: str, written: str) -> date:
    """2026-03-10 and 3/10/2026 alike."""
    for form in DATES:
        try:
            return datetime.strptime(written, form).date()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            continue
    raise BadCell(f"{HEADS[field]} is no date such as 2026-03-10: “{written}”.")


def names(field: str, written: str) -> tuple[str, ...]:  # noqa: ARG001 - all cells are read alike
    """Names with a semicolon between them; *none* empties the list."""
    if written.casefold() in EMPTY:
        return ()
    return tuple(name.strip() for name in BETWEEN_NAMES.split(written) if name.strip())


READ: Mapping[str, Callable[[str, str], Any]] = {
    "vin": vin,
    "year": whole,
    "odometer": whole,
    "capacity": amount,
    "fuel_level": fuel,
    "energy": energy,
    "groups": names,
    "programs": names,
    "available_on": day,
    "unavailable_on": day,
    "registration_expires_on": day,
}
