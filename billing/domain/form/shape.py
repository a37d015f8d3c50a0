"""An object of the JSON form, read field by field; whatever is wrong is refused by its path (billing.md rule 15)."""

import re
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from billing.domain.refusals import refuse

PLAIN_DIGITS = re.compile(r"-?[0-9]{1,40}(\.[0-9]{1,40})?")
"""As many digits as `kernel.money.EXACT` can still multiply without cutting one off."""
KEEPABLE = re.compile(r"[^\x00\ud800-\udfff]*")
"""No zero bytes and no halves of characters: the database takes neither."""

NUMBERS = (str, int, Decimal)
Kind = TypeVar("Kind", bound=StrEnum)


class Shape:
    """
    An object at a path; `None` and a field left out are the same.

    :raises BadUsage: it is not an object, or has a field that the form doesn't know
    """

    def __init__(self, value: object, path: str, known: frozenset[str]) -> None:
        """Take an object and the names it may have."""
        if not isinstance(value, dict):
            refuse(path or "[]", "This is missing." if value is None else "This should be an object.")
        self._values = value
        self._path = path
        if not known.issuperset(value):
            unknown = next(name for name in value if name not in known)
            refuse(self.at(unknown), "The form has no such field.")

    def at(self, name: object) -> str:
        """Return the path of a field."""
        return f"{self._path}.{name}" if self._path else f"{name}"

    def __contains__(self, name: str) -> bool:
        """Tell whether a field is given."""
        return self._values.get(name) is not None

    def value(self, name: str) -> object:
        """Return a field as it is."""
        return self._values.get(name)

    def required(self, name: str) -> object:
        """Return a field that must be given."""
        value = self._values.get(name)
        if value is None:
            refuse(self.at(name), "This is missing.")
        return value

    def text(self, name: str) -> str:
        """Return a text."""
        value = self.required(name)
        if not isinstance(value, str):
            refuse(self.at(name), "This should be text.")
        if not KEEPABLE.fullmatch(value):
            refuse(self.at(name), "This text has characters that can't be kept.")
        return value

    def mark(self, name: str) -> bool:
        """Return a mark, which is off when left out."""
        value = self._values.get(name)
        if value is not None and not isinstance(value, bool):
            refuse(self.at(name), "This should be true or false.")
        return bool(value)

    def amount(self, name: str) -> Decimal:
        """Return a number that must be given."""
        number = self.signed(name)
        if number.is_signed():
            refuse(self.at(name), "This can't be negative.")
        return number

    def signed(self, name: str) -> Decimal:
        """Return a number that must be given and may be below zero."""
        value = self._values.get(name)
        number = written_plainly(value)
        if number is None:
            refuse(self.at(name), _why_no_number(value))
        return number

    def amount_or_none(self, name: str) -> Decimal | None:
        """Return a number that may be left out."""
        return None if self._values.get(name) is None else self.amount(name)

    def amounts(self, name: str) -> tuple[tuple[str, Decimal], ...]:
        """Return the numbers of an object that has names of its own, and may be left out."""
        listed = self._values.get(name)
        if listed is None:
            return ()
        members = Shape(listed, self.at(name), frozenset(listed if isinstance(listed, dict) else ()))
        return tuple([(member, members.amount(member)) for member in members._values])

    def distance(self, name: str) -> Decimal | int:
        """Return a number that is whole as a rule."""
        number = self.amount(name)
        whole = int(number)
        return whole if number == whole else number

    def count(self, name: str) -> int:
        """Return a whole number."""
        number = self.amount(name)
        if number != int(number):
            refuse(self.at(name), "This should be a whole number.")
        return int(number)

    def kind(self, name: str, kinds: type[Kind]) -> Kind:
        """Return one of the kinds there are."""
        value = self.text(name)
        try:
            return kinds(value)
        except ValueError:
            refuse(self.at(name), f"“{value}” is unknown; this is one of {', '.join(kinds)}.")

    def instant(self, name: str) -> datetime:
        """Return a date-time; that it has an offset is the usage's to check."""
        value = self.required(name)
        if not isinstance(value, str):
            refuse(self.at(name), "This should be text.")
        try:
            return datetime.fromisoformat(value)
        except ValueError:
            refuse(self.at(name), "This is not a date-time, such as 2026-03-02T09:00:00-06:00.")

    def items(self, name: str) -> list[tuple[object, str]]:
        """Return each item of a list, which may be left out, with its path."""
        values = self._values.get(name)
        if values is None:
            return []
        if not isinstance(values, list):
            refuse(self.at(name), "This should be a list.")
        return [(item, f"{self.at(name)}[{place}]") for place, item in enumerate(values)]


def written_plainly(value: object) -> Decimal | None:
    """Read a number that may be below zero from plain decimal digits; a float is none, nor is anything else."""
    if not isinstance(value, NUMBERS) or isinstance(value, bool):
        return None
    written = str(value)
    return Decimal(written) if PLAIN_DIGITS.fullmatch(written) else None


def _why_no_number(value: object) -> str:
    if value is None:
        return "This is missing."
    if not isinstance(value, NUMBERS) or isinstance(value, bool):
        return "This should be a number in plain decimal digits."
    written = str(value)[:40]
    return f"“{written}” is not a number in plain decimal digits, at most 40 on either side of the point."
