"""The booking form's fields: their first values, those of a chosen reservation, and what is wrong with the typed ones."""

import time
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sandbox.lexus_app.bookings import Booking, e164
from sandbox.moments import local

GUEST = {
    "name": "Robin Castell",
    "phone": "+1 312 555 0184",
    "email": "robin.castell@example.com",
    "vin": "JTJAAAABXPA000001",
    "purchased_on": "2025-06-14",
    "days_left": "30",
    "license_number": "E420-1177-9034",
    "license_state": "IL",
    "date_of_birth": "1988-04-02",
    "carrier": "Acme Mutual",
    "policy_number": "PX-99812",
    "card_token": "pm_card_visa",
    "category": "SUV",
    "preferred_model": "",
    "notes": "",
}
LOAN_DAYS = 3
YEAR_DAYS = 365
CARD_TOKENS = {
    "pm_card_visa": "Visa •• 4242",
    "pm_card_mastercard": "Mastercard •• 4444",
    "pm_card_amex": "American Express •• 0005",
    "pm_card_chargeCustomerFail": "Visa •• 0341, fails when charged",
    "pm_card_unknown": "A token nobody knows",
}


def first_values(time_zone: str) -> dict[str, str]:
    """A guest who comes tomorrow at nine."""
    tomorrow = (local(time.time(), time_zone) + timedelta(days=1)).replace(hour=9, minute=0)
    later = tomorrow + timedelta(days=LOAN_DAYS * YEAR_DAYS)
    return GUEST | {
        "pickup": _typed(tomorrow),
        "dropoff": _typed(tomorrow + timedelta(days=LOAN_DAYS)),
        "license_expires_on": f"{later:%Y-%m-%d}",
        "insurance_expires_on": f"{tomorrow + timedelta(days=YEAR_DAYS):%Y-%m-%d}",
        "with_license": "1",
    }


def _typed(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M}"


def values_of(booking: Booking, time_zone: str) -> dict[str, str]:
    """The form as it was filled in for this reservation."""
    data: dict[str, Any] = booking.data
    guest, reserve = data["guest"], data.get("reserve", {})
    licence, insurance, card = data.get("license", {}), data.get("insurance", {}), data.get("payment_method", {})
    values = first_values(time_zone) | {
        "pickup": _local(data["pickup_at"], time_zone),
        "dropoff": _local(data["dropoff_at"], time_zone),
        "category": data["vehicle_category"],
        "preferred_model": data.get("preferred_model", ""),
        "notes": data.get("notes", ""),
        "name": guest.get("full_name", ""),
        "phone": guest.get("phone", ""),
        "email": guest.get("email", ""),
        "vin": reserve.get("vin", ""),
        "purchased_on": reserve.get("purchased_on", ""),
        "days_left": str(reserve.get("days_left", "")),
    }
    values.pop("with_license")
    if licence:
        values |= {"with_license": "1", "license_number": licence["number"], "license_state": licence["state"]}
        values |= {"date_of_birth": licence["date_of_birth"], "license_expires_on": licence["expires_on"]}
    if insurance:
        values |= {"with_insurance": "1", "carrier": insurance["carrier"], "policy_number": insurance["policy_number"]}
        values |= {"insurance_expires_on": insurance["expires_on"]}
    return values | ({"with_card": "1", "card_token": card["token"]} if card else {})


def _local(instant: str, time_zone: str) -> str:
    return _typed(datetime.fromisoformat(instant).astimezone(ZoneInfo(time_zone or "UTC")))


def faults_in(form: Mapping[str, str]) -> list[str]:
    """What keeps the app from sending this, in words; the desk checks for itself."""
    found = []
    if not form.get("name", "").strip() or "@" not in form.get("email", ""):
        found.append("A name and an email are needed.")
    if form.get("phone", "").strip() and len(e164(form["phone"])) < 9:
        found.append("The phone number is too short.")
    try:
        pickup, dropoff = (datetime.fromisoformat(form.get(name, "")) for name in ("pickup", "dropoff"))
    except ValueError:
        return [*found, "Pickup and drop-off need a date and a time."]
    if dropoff <= pickup:
        found.append("Drop-off is after pickup.")
    return found
