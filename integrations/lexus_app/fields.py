"""Reading an object field by field: every fault is written down with its path, and reading goes on."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from integrations.lexus_app.cards import HiddenNumber
from integrations.lexus_app.json_text import keepable
from kernel.keys import without_case

INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)", re.ASCII)
DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
USUAL_ADDRESS = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*@([a-z0-9]{1,60}\.){1,3}[a-z]{2,24}", re.ASCII | re.IGNORECASE)
NORTH_AMERICAN = re.compile(r"\+1[2-9]\d{9}", re.ASCII)
VIN = re.compile(r"[A-HJ-NPR-Z0-9]{17}", re.ASCII)
FIRST_YEAR, LAST_YEAR = 1900, 2200
LARGEST = 2**63 - 1
LONGEST_ADDRESS, LONGEST_PHONE = 254, 16
NO_PHONE = "must be a phone number in E.164, such as +13125550142."


@dataclass(frozen=True, kw_only=True, slots=True)
class Fault:
    """What is wrong, and where."""

    field: str
    message: str


class Wrong(Exception):
    """A value is not of its form; the message ends the sentence “This field …”."""


@dataclass(slots=True)
class Fields:
    """
    The fields of an object at a path. Reading one that is absent, null or empty gives its default; one that is
    required or wrong adds a fault to the list that all objects of a message share.
    """

    members: dict[str, Any]
    path: str
    faults: list[Fault] = field(default_factory=list)

    def part(self, name: str, *, required: bool = False) -> "Fields":
        """The object inside, empty when absent."""
        inner = self.members.get(name)
        if not isinstance(inner, dict):
            inner = self._read(name, an_object, {}, required=required)
        return Fields(inner, self._at(name), self.faults)

    def text(self, name: str, *, most: int, required: bool = False) -> str:
        """A text of at most so many characters, without blanks around it."""
        value = self.members.get(name)
        if isinstance(value, str) and len(value) <= most and value.isascii() and value.isprintable():
            text = value.strip()  # the usual case, without a function for each form
            if text:
                return text
        return str(self._read(name, lambda value: a_text(value, most), "", required=required))

    def capitals(self, name: str, *, most: int) -> str:
        """A text in capitals, of which some letters have two: ß is SS."""
        text = self.text(name, most=most).upper()
        if len(text) <= most:
            return text
        self.fault(name, f"This field must have at most {most} characters.")
        return ""

    def whole_number(self, name: str, *, least: int, most: int = LARGEST, required: bool = False) -> int | None:
        """A whole number between two others."""
        number: int | None = self._read(name, lambda value: a_number(value, least, most), None, required=required)
        return number

    def email(self, name: str, *, required: bool = False) -> str:
        """An email address."""
        return str(self._read(name, an_email, "", required=required))

    def phone(self, name: str) -> str:
        """A phone number in E.164."""
        return str(self._read(name, a_phone, "", required=False))

    def vin(self, name: str, *, required: bool = False) -> str:
        """A vehicle identification number."""
        return str(self._read(name, a_vin, "", required=required))

    def day(self, name: str) -> date | None:
        """A date."""
        day: date | None = self._read(name, a_date, None, required=False)
        return day

    def instant(self, name: str, *, required: bool = False) -> datetime | None:
        """An instant with an offset, in UTC."""
        instant: datetime | None = self._read(name, an_instant, None, required=required)
        return instant

    def fault(self, name: str, message: str) -> None:
        """Write a fault down."""
        self.faults.append(Fault(field=self._at(name), message=message))

    def told(self) -> dict[str, Any]:
        """The members that say something."""
        return {name: value for name, value in self.members.items() if not is_empty(value)}

    def _read(self, name: str, form: Callable[[Any], Any], default: Any, *, required: bool) -> Any:
        value = self.members.get(name)
        if value is None or is_empty(value):
            if required:
                self.fault(name, "This field is required.")
            return default
        try:
            return form(value)
        except Wrong as reason:
            self.fault(name, f"This field {reason}")
            return default

    def _at(self, name: str) -> str:
        return f"{self.path}.{name}" if self.path else name


def is_empty(value: Any) -> bool:
    """Whether a value counts as absent."""
    return value is None or (isinstance(value, str) and not value.strip())


def an_object(value: Any) -> dict[str, Any]:
    """
    :raises Wrong: it is no object
    """
    if not isinstance(value, dict):
        raise Wrong("must be an object.")
    return value


def a_text(value: Any, most: int) -> str:
    """
    :raises Wrong: it is no text, too long, or of characters that can't be kept
    """
    if not isinstance(value, str) or isinstance(value, HiddenNumber):
        raise Wrong("must be a text.")
    if not keepable(value):
        raise Wrong("has characters that can't be kept.")
    text = value.strip()
    if len(text) > most:
        raise Wrong(f"must have at most {most} characters.")
    return text


def a_number(value: Any, least: int, most: int) -> int:
    """
    :raises Wrong: it is no whole number, or out of bounds
    """
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool):
        raise Wrong("must be a whole number.")
    if not least <= value <= most:
        raise Wrong(f"must be {least} or more." if value < least else f"must be {most} or less.")
    return value


def an_email(value: Any) -> str:
    """
    :raises Wrong: it is no email address
    """
    address = a_text(value, LONGEST_ADDRESS)
    if USUAL_ADDRESS.fullmatch(address):
        return address
    try:
        validate_email(address)
    except ValidationError:
        raise Wrong("must be an email address.") from None
    a_text(without_case(address), LONGEST_ADDRESS)  # it is compared so, and some letters are then two
    return address


def a_phone(value: Any) -> str:
    """
    :raises Wrong: it is no phone number with its country code
    """
    text = a_text(value, 40)
    if NORTH_AMERICAN.fullmatch(text):
        return text
    try:
        number = phonenumbers.parse(text)
    except phonenumbers.NumberParseException:
        raise Wrong(NO_PHONE) from None
    written = str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
    if len(written) > LONGEST_PHONE or not phonenumbers.is_possible_number(number):
        raise Wrong(NO_PHONE)
    return written


def a_vin(value: Any) -> str:
    """
    :raises Wrong: it has not the form of a VIN
    """
    vin = a_text(value, 40).upper()
    if not VIN.fullmatch(vin):
        raise Wrong("must be a VIN of 17 characters.")
    return vin


def a_date(value: Any) -> date:
    """
    :raises Wrong: it is no date
    """
    try:
        day = date.fromisoformat(of_form(DATE, value))
    except ValueError:
        day = None
    if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Wrong("must be a date such as 2029-04-02.")
    return day


def an_instant(value: Any) -> datetime:
    """
    :raises Wrong: it is no instant with an offset
    """
    try:
        instant = datetime.fromisoformat(of_form(INSTANT, value)).astimezone(UTC)
    except (ValueError, OverflowError):
        instant = None
    if instant is None or not FIRST_YEAR <= instant.year <= LAST_YEAR:
        raise Wrong("must be an instant with an offset, such as 2026-03-09T09:00:00-05:00.")
    return instant


def of_form(form: re.Pattern[str], value: Any) -> str:
    """
    The text without blanks around it where it is of the form, an empty one where it is not.

    :raises Wrong: it is no text, too long, or of characters that can't be kept
    """
    if isinstance(value, str) and form.fullmatch(value):
        return value  # the usual case: no form allows what would be refused
    text = a_text(value, 40)
    return text if form.fullmatch(text) else ""
