"""Reservations as the Lexus App keeps them: the whole of each, its version, and whether it still stands."""

import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sandbox.configuration import Dealership
from sandbox.world import World

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
Data = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Booking:
    reservation_id: str
    dealer_code: str
    version: int
    state: str
    data: Data


def booked_from(form: Mapping[str, str], dealership: Dealership, *, reservation_id: str, version: int) -> Data:
    """The whole reservation as the wire wants it; what the guest left out is left out."""
    typed = {name: value.strip() for name, value in form.items()}
    data: Data = {
        "reservation_id": reservation_id,
        "version": version,
        "dealer_code": dealership.dealer_code,
        "guest": _guest(typed),
        "pickup_at": instant(typed["pickup"], dealership.time_zone),
        "dropoff_at": instant(typed["dropoff"], dealership.time_zone),
        "vehicle_category": typed.get("category") or "SUV",
        "preferred_model": typed.get("preferred_model"),
        "reserve": _reserve(typed),
        "license": _license(typed) if "with_license" in typed else None,
        "insurance": _insurance(typed) if "with_insurance" in typed else None,
        "payment_method": _card(typed, dealership) if "with_card" in typed else None,
        "notes": typed.get("notes"),
    }
    return {name: value for name, value in data.items() if value}


def new_reservation_id() -> str:
    return "LX-" + "".join(secrets.choice(ALPHABET) for _ in range(8))


def instant(typed: str, time_zone: str) -> str:
    """What a datetime-local field says, with the dealership's offset."""
    moment = datetime.fromisoformat(typed)
    return (moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(time_zone or "UTC"))).isoformat()


def e164(typed: str) -> str:
    """A phone number as typed in the United States or Canada, in the form of the wire."""
    digits = "".join(each for each in typed if each.isdigit())
    if typed.strip().startswith("+"):
        return "+" + digits
    return ("+1" + digits) if len(digits) == 10 else ("+" + digits if digits else "")


def _guest(typed: Mapping[str, str]) -> Data:
    email = typed.get("email", "").lower()
    number = int(hashlib.sha256(email.encode()).hexdigest(), 16) % 9000 + 1000
    guest = {
        "full_name": typed.get("name", ""),
        "email": email,
        "phone": e164(typed.get("phone", "")),
        "guest_id": f"lexus|{number}",
    }
    return {name: value for name, value in guest.items() if value}


def _reserve(typed: Mapping[str, str]) -> Data | None:
    if not typed.get("vin"):
        return None
    reserve: Data = {"vin": typed["vin"], "purchased_on": typed.get("purchased_on")}
    if typed.get("days_left", "").isdigit():
        reserve["days_left"] = int(typed["days_left"])
    return {name: value for name, value in reserve.items() if value is not None and value != ""}


def _license(typed: Mapping[str, str]) -> Data:
    return {
        "number": typed.get("license_number", ""),
        "state": typed.get("license_state", ""),
        "country": "US",
        "date_of_birth": typed.get("date_of_birth", ""),
        "expires_on": typed.get("license_expires_on", ""),
    }


def _insurance(typed: Mapping[str, str]) -> Data:
    return {
        "carrier": typed.get("carrier", ""),
        "policy_number": typed.get("policy_number", ""),
        "expires_on": typed.get("insurance_expires_on", ""),
    }


def _card(typed: Mapping[str, str], dealership: Dealership) -> Data:
    token = typed.get("card_token") or "pm_card_visa"
    return {"processor": "stripe", "account": dealership.stripe_account, "token": token}


def keep(world: World, data: Data, state: str) -> None:
    guest = data["guest"]
    world.store.write(
        "INSERT INTO bookings (reservation_id, dealer_code, version, state, phone, email, data) "
        "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (reservation_id) DO UPDATE SET version = excluded.version, "
        "state = excluded.state, phone = excluded.phone, email = excluded.email, data = excluded.data",
        *(data["reservation_id"], data["dealer_code"], data["version"], state),
        *(guest.get("phone", ""), guest.get("email", ""), json.dumps(data)),
    )


def find(world: World, reservation_id: str) -> Booking | None:
    rows = world.store.rows("SELECT * FROM bookings WHERE reservation_id = ?", reservation_id)
    return _booking(dict(rows[0])) if rows else None


def of_dealership(world: World, dealer_code: str) -> list[Booking]:
    rows = world.store.rows("SELECT * FROM bookings WHERE dealer_code = ? ORDER BY seq DESC LIMIT 8", dealer_code)
    return [_booking(dict(row)) for row in rows]


def _booking(row: dict[str, Any]) -> Booking:
    names = ("reservation_id", "dealer_code", "version", "state")
    return Booking(data=json.loads(row["data"]), **{name: row[name] for name in names})
