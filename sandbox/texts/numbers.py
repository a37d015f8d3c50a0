"""Phone numbers: which are well-formed, and the fictional ones that can't be reached, each with the vendor's reason."""

import re

E164 = re.compile(r"\+[1-9]\d{7,14}")
INVALID_NUMBER = "+15005550001"
UNREACHABLE = {
    "5553003": 30003,
    "5553005": 30005,
    "5553006": 30006,
    "5553007": 30007,
    "5553034": 30034,
}
REASONS = {
    30003: "Unreachable destination handset",
    30005: "Unknown destination handset",
    30006: "Landline or unreachable carrier",
    30007: "Message filtered",
    30034: "US A2P 10DLC - Message from an Unregistered Number",
}


def is_e164(number: str) -> bool:
    return E164.fullmatch(number) is not None and number != INVALID_NUMBER


def failure_of(number: str) -> int | None:
    """The error code with which texts to this number end, if they do: +1 217 555 3006 is a landline, and so on."""
    return UNREACHABLE.get(number[-7:])
