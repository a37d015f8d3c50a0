"""An object of the JSON form, read field by field; whatever is wrong is refused by its path (billing.md rule 15)."""

import re
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from billing.domain.refusals import refuse

PLAIN_DIGITS = re.compile(r"-?[0-9]{1,40}(\.[0-9]{1,40})?")
"""As many digits as `kernel.money.EXACT` can still multiply without cutting one off."""
KEEPABLE = re.compile(r"[^\x00\ud800-\udfff]*")
"""No zero bytes and no halves of characters: the database takes neither."""

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
        for name in value:
            if name not in known:
                refuse(self.at(name), "The form has no such field.")

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
        if name not in self:
            refuse(self.at(name), "This is missing.")
        return self._values[name]

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
        return read_number(self.required(name), self.at(name))

    def signed(self, name: str) -> Decimal:
        """Return a number that must be given and may be below zero."""
        return read_signed(self.required(name), self.at(name))

    def amount_or_none(self, name: str) -> Decimal | None:
        """Return a number that may be left out."""
        return self.amount(name) if name in self else None

    def distance(self, name: str) -> Decimal | int:
        """Return a number that is whole as a rule."""
        number = self.amount(name)
        return int(number) if number == int(number) else number

    def count(self, name: str) -> int:
        """Return a whole number."""
        number = self.amount(name)
        if number != int(number):
            refuse(self.at(name), "This should be a whole number.")
        return int(number)

    def kind(self, name: str, kinds: type[Kind]) -> Kind:
        """Return one of the kinds there are."""
        value = self.text(name)
        if value not in list(kinds):
            refuse(self.at(name), f"“{value}” is unknown; this is one of {', '.join(kinds)}.")
        return kinds(value)

    def instant(self, name: str) -> datetime:
        """Return a date-time; that it has an offset is the usage's to check."""
        value = self.text(name)
        try:
            instant = datetime.fromisoformat(value)
        except ValueError:
            refuse(self.at(name), "This is not a date-time, such as 2026-03-02T09:00:00-06:00.")
        return instant

    def items(self, name: str) -> Iterator[tuple[object, str]]:
        """Give each item of a list, which may be left out, with its path."""
        values = self._values.get(name)
        if values is not None and not isinstance(values, list):
            refuse(self.at(name), "This should be a list.")
        for place, item in enumerate(values or []):
            yield item, f"{self.at(name)}[{place}]"


def read_number(value: object, path: str) -> Decimal:
    """
    Read a number from plain decimal digits.

    :raises BadUsage: it is negative, a float, or written in any other way
    """
    number = read_signed(value, path)
    if number.is_signed():
        refuse(path, "This can't be negative.")
    return number


def read_signed(value: object, path: str) -> Decimal:
    """
    Read a number that may be below zero.

    :raises BadUsage: it is a float, or not written in plain decimal digits
    """
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        refuse(path, "This should be a number in plain decimal digits.")
    written = str(value)
    if not PLAIN_DIGITS.fullmatch(written):
        refuse(
            path, f"“{written[:40]}” is not a number in plain decimal digits, at most 40 on either side of the point."
        )
    return Decimal(written)
