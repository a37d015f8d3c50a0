"""
The wire contract as JSON Schemas (draft 2020-12), for the partner's engineers: one for each type of message, both ways.

A schema speaks of a message as one would write it: without blanks around its texts and without empty fields, which
count as absent. What a schema can't say is said in its description: drop-off after pickup, card numbers, days that no
month has, whether a phone number is possible.
"""

from typing import Any

from integrations.lexus_app.fields import LARGEST

Schema = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"
YEAR, MONTH, DAY = r"(19\d\d|20\d\d|21\d\d|2200)", r"(0[1-9]|1[0-2])", r"(0[1-9]|[12]\d|3[01])"
HOUR, MINUTE = r"([01]\d|2[0-3])", r"[0-5]\d"


def text(most: int, description: str = "", *, pattern: str = "") -> Schema:
    """A text of one to so many characters."""
    told = {"description": description} if description else {}
    return {"type": "string", "minLength": 1, "maxLength": most, **told, **({"pattern": pattern} if pattern else {})}


def whole(least: int, most: int, description: str) -> Schema:
    """A whole number between two others."""
    return {"type": "integer", "minimum": least, "maximum": most, "description": description}


def an_object(properties: Schema, *required: str, description: str = "", **more: Any) -> Schema:
    """An object with these fields; others are ignored, so none is forbidden."""
    told = {"description": description} if description else {}
    needs = {"required": list(required)} if required else {}
    return {"type": "object", **told, "properties": properties, **needs, **more}


INSTANT = text(
    40,
    "An instant with its offset, such as 2026-03-09T09:00:00-05:00.",
    pattern=rf"^{YEAR}-{MONTH}-{DAY}T{HOUR}:{MINUTE}(:{MINUTE}(\.\d{{1,9}})?)?(Z|[+-]{HOUR}:{MINUTE})$",
)
DATE = text(10, "A date, such as 2029-04-02.", pattern=rf"^{YEAR}-{MONTH}-{DAY}$")
VIN = text(17, "A vehicle identification number.", pattern="^[A-HJ-NPR-Za-hj-npr-z0-9]{17}$")
EMAIL = text(254, "An email address.", pattern=r"^[^\s@]+@[^\s@]+$")
PHONE = text(40, "A phone number in E.164, such as +13125550142.", pattern=r"^\+")
NAME = text(
    160, "The guest's name; first and last names of at most 80 characters each.", pattern=r"^\S{1,80}(\s+\S{1,80})*$"
)
DEALER_CODE = text(80, "The dealership's code; a message for another one is answered with 404.")
RESERVATION_ID = text(80, "Your id of the reservation.")
VERSION = whole(1, LARGEST, "Higher is newer. A version that is not higher changes nothing in the reservation.")
LICENSE = an_object(
    {
        "number": text(40),
        "state": text(10),
        "country": text(2, "Two letters; US where it is absent."),
        "date_of_birth": DATE,
        "expires_on": DATE,
    },
    description="Taken into the profile where its number is there.",
)
INSURANCE = an_object(
    {"carrier": text(120), "policy_number": text(80), "expires_on": DATE},
    description="Taken into the profile where all three are there.",
)
PAYMENT_METHOD = an_object(
    {"processor": text(40), "account": text(60), "token": text(60)},
    description="A token of a card at the processor, never its number: card numbers are refused with 400.",
)
RESERVE = an_object(
    {"vin": VIN, "purchased_on": DATE, "days_left": whole(0, 3660, "What you count as left.")},
    description="The vehicle that came with reserve days.",
    **{"if": {"minProperties": 1}, "then": {"required": ["vin"]}},
)
GUEST = an_object(
    {
        "full_name": NAME,
        "email": EMAIL,
        "phone": PHONE,
        "guest_id": text(120, "Your id of the guest; once seen it leads to the profile."),
    },
    "full_name",
    "email",
)
PAPERS = {"license": LICENSE, "insurance": INSURANCE, "payment_method": PAYMENT_METHOD}
RESERVATION = an_object(
    {
        "reservation_id": RESERVATION_ID,
        "version": VERSION,
        "dealer_code": DEALER_CODE,
        "guest": GUEST,
        "pickup_at": INSTANT,
        "dropoff_at": {**INSTANT, "description": "An instant with its offset, after pickup_at."},
        "vehicle_category": text(80, "The name of a category, as the availability endpoint gives it."),
        "preferred_model": text(80),
        "reserve": RESERVE,
        **PAPERS,
        "notes": text(5000, "Digits of card numbers in it are replaced by •••• before anything is stored."),
    },
    *("reservation_id", "version", "dealer_code", "guest", "pickup_at", "dropoff_at", "vehicle_category"),
    description="The whole reservation: what is absent is empty.",
)
CANCELLATION = an_object(
    {"reservation_id": RESERVATION_ID, "version": VERSION, "dealer_code": DEALER_CODE, "reason": text(2000)},
    *("reservation_id", "version", "dealer_code"),
)
KNOWN_GUEST = {"guest_id": text(120), "email": EMAIL}
NEWS_OF_GUEST = an_object(
    {"dealer_code": DEALER_CODE, **KNOWN_GUEST, "guest": an_object(KNOWN_GUEST), **PAPERS},
    "dealer_code",
    description="The guest by guest_id or email, beside or inside guest, with any of their papers.",
    anyOf=[
        {"required": ["guest_id"]},
        {"required": ["email"]},
        {"required": ["guest"], "properties": {"guest": {"required": ["guest_id"]}}},
        {"required": ["guest"], "properties": {"guest": {"required": ["email"]}}},
    ],
)
NAMED = {"reservation_id": RESERVATION_ID, "confirmation_code": text(12), "dealer_code": {"type": "string"}}
STANDING = an_object(
    {
        **NAMED,
        "status": {"enum": ["booked", "pending", "started", "finished", "cancelled", "no_show", "voided"]},
        "pickup_at": INSTANT,
        "dropoff_at": INSTANT,
        "vehicle_category": {"type": "string"},
        "preferred_model": {"type": "string"},
    },
    *(*NAMED, "status", "pickup_at", "dropoff_at", "vehicle_category", "preferred_model"),
)
STARTED = an_object({**NAMED, "pickup_at": INSTANT, "model": {"type": "string"}}, *NAMED, "pickup_at", "model")
FINISHED = an_object(
    {
        **NAMED,
        "pickup_at": INSTANT,
        "dropoff_at": INSTANT,
        "model": {"type": "string"},
        "distance": an_object(
            {"driven": {"type": "integer", "minimum": 0}, "unit": {"enum": ["mi", "km"]}}, "driven", "unit"
        ),
        "reserve_days_used": {"type": "integer", "minimum": 0},
        "reserve_days_left": {"type": "integer", "minimum": 0},
    },
    *(*NAMED, "pickup_at", "dropoff_at", "model", "distance"),
)
RECEIVED: dict[str, Schema] = {
    "reservation.created": RESERVATION,
    "reservation.updated": RESERVATION,
    "reservation.cancelled": CANCELLATION,
    "guest.updated": NEWS_OF_GUEST,
}
SENT: dict[str, Schema] = {
    "reservation.confirmed": STANDING,
    "reservation.updated.by-staff": STANDING,
    "reservation.cancelled.by-staff": STANDING,
    "reservation.no_show": STANDING,
    "contract.started": STARTED,
    "contract.finished": FINISHED,
}
"""Two types are told both ways; what we send of them has a name of its own."""


def schema(name: str, address: str) -> Schema:
    """
    The schema of a message of that name, with its envelope; ``address`` is where it lies.

    :raises KeyError: there is none
    """
    kind, data = name.removesuffix(".by-staff"), (RECEIVED | SENT)[name]
    way = "received from the Lexus App" if name in RECEIVED else "sent to the Lexus App"
    envelope = an_object({"type": {"const": kind}, "timestamp": INSTANT, "data": data}, "type", "timestamp", "data")
    return {"$schema": DIALECT, "$id": address, "title": f"{kind}, {way}", **envelope}
