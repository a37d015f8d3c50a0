"""Merge fields: the names that a driver agreement may use, found, checked and filled in safely."""

import difflib
import html
import re
from collections.abc import Callable, Mapping

import nh3

FIELD = re.compile(r"\{\{\s*([A-Za-z_][A-Za-z0-9_.]*)\s*\}\}")
TAGS = frozenset(
    [
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "strong",
        "b",
        "em",
        "i",
        "u",
        "ul",
        "ol",
        "li",
        "br",
        "hr",
        "blockquote",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "div",
        "span",
        "sup",
        "sub",
        "small",
    ]
)
FIELDS: dict[str, str] = {
    "customer.name": "Avery Quinn",
    "customer.address": "418 Alder Court, Springfield, IL 62704",
    "customer.phone": "+1 312 555 0142",
    "customer.email": "avery.quinn@example.com",
    "licence.number": "ending in 2193",
    "licence.state": "IL",
    "licence.expires": "Apr 2, 2029",
    "insurance.carrier": "Acme Mutual",
    "insurance.policy": "ending in 9812",
    "insurance.expires": "Feb 28, 2027",
    "vehicle.year": "2025",
    "vehicle.make": "Lexus",
    "vehicle.model": "RX 350",
    "vehicle.colour": "Iridium",
    "vehicle.plate": "BT 20131",
    "vehicle.vin": "JTJAAAAB0SA000131",
    "out.odometer": "4,118 mi",
    "out.fuel": "full",
    "pickup.scheduled": "Tue, Mar 10, 2026, 11:00 AM",
    "dropoff.scheduled": "Fri, Mar 13, 2026, 11:00 AM",
    "rates.daily": "$0.00 a day",
    "rates.table": "Daily rate $0.00. Fuel $3.00 a gallon. Facility fee $3.50.",
    "reserve.covered_days": "3",
    "reserve.model": "RZ 450e",
    "estimate.amount": "$3.76",
    "hold.amount": "$53.76",
    "hold.working": "Estimate $3.76 + deposit for incidentals $50.00.",
    "card.label": "Visa •• 4242",
    "dealership.name": "Lexus of Springfield",
    "dealership.address": "2100 Prairie Avenue, Springfield, IL 62703",
    "dealership.phone": "+1 217 555 0100",
    "dealer_code": "63201",
    "repair_order": "447902",
    "additional_drivers": "nobody else",
    "positions.notice": "The position of this car is not looked at during the contract.",
}
"""Every merge field, with the sample that a preview shows."""
PLACES = frozenset({"terms", "signature"})
"""Where the accepted terms and the signature stand in the document; left out, they follow the text."""


class UnknownFields(Exception):
    """A text uses merge fields that there are none of."""

    def __init__(self, names: tuple[str, ...]) -> None:
        """Name each, with the one that may have been meant."""
        super().__init__(" ".join(_unknown_in_words(name) for name in names))
        self.names = names


def _unknown_in_words(name: str) -> str:
    meant = nearest(name)
    return f"{name} is no merge field." + (f" Did you mean {meant}?" if meant else "")


def nearest(name: str) -> str:
    """The field that may have been meant by an unknown name; empty where none is near."""
    near = difflib.get_close_matches(name, [*FIELDS, *PLACES], n=1)
    return near[0] if near else ""


def fields_of(text: str) -> tuple[str, ...]:
    """The merge fields of a text, each once, in order."""
    return tuple(dict.fromkeys(FIELD.findall(text)))


def unknown_fields(text: str) -> tuple[str, ...]:
    """The fields of a text that there are none of."""
    return tuple(name for name in fields_of(text) if name not in FIELDS and name not in PLACES)


def refuse_unknown(text: str) -> None:
    """
    :raises UnknownFields: a text uses fields that there are none of
    """
    if unknown := unknown_fields(text):
        raise UnknownFields(unknown)


def cleaned(body: str) -> str:
    """A dealer's HTML, cut down to what a printed text needs: no script, no style, no address, no picture."""
    return nh3.clean(body, tags=set(TAGS), attributes={}, url_schemes=set())


def merged(body: str, values: Mapping[str, str]) -> str:
    """
    The body as HTML, cleaned, each field filled in with its value, escaped; a place stays as it is.

    :raises UnknownFields: the body uses fields that have no value
    """
    return FIELD.sub(lambda field: _filled(field, values, html.escape), _checked(cleaned(body), values))


def merged_words(text: str, values: Mapping[str, str]) -> str:
    """
    A plain text, such as a term, with its fields filled in.

    :raises UnknownFields: the text uses fields that have no value
    """
    return FIELD.sub(lambda field: _filled(field, values, str), _checked(text, values))


def _checked(text: str, values: Mapping[str, str]) -> str:
    missing = tuple(name for name in fields_of(text) if name not in values and name not in PLACES)
    if missing:
        raise UnknownFields(missing)
    return text


def _filled(field: re.Match[str], values: Mapping[str, str], written: Callable[[str], str]) -> str:
    name = field[1]
    return field[0] if name in PLACES else written(values[name])
