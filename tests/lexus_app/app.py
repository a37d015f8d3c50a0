"""The Lexus App as a caller: makes messages, signs them, posts them."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from integrations.lexus_app.models import Connection
from integrations.lexus_app.signature import sign

GUEST = {
    "full_name": "Avery Quinn",
    "email": "avery.quinn@example.com",
    "phone": "+13125550142",
    "guest_id": "lexus|4821",
}
LICENCE = {
    "number": "Q500-0048-2193",
    "state": "IL",
    "country": "US",
    "date_of_birth": "1988-04-02",
    "expires_on": "2029-04-02",
}
INSURANCE = {"carrier": "Acme Mutual", "policy_number": "PX-99812", "expires_on": "2027-12-31"}


def booking(**changes: Any) -> dict[str, Any]:
    """Avery's booking of an SUV from 9 to 12 March 2026, as the app creates it; ``changes`` are of its data."""
    data = {
        "reservation_id": "LX-7F3K9Q2M",
        "version": 1,
        "dealer_code": "63201",
        "guest": GUEST,
        "pickup_at": "2026-03-09T09:00:00-05:00",
        "dropoff_at": "2026-03-12T09:00:00-05:00",
        "vehicle_category": "SUV",
        "preferred_model": "RX 350",
    }
    return message("reservation.created", **{**data, **changes})


def update(version: int, **changes: Any) -> dict[str, Any]:
    """The same booking at another version, told as many minutes later."""
    return {**booking(version=version, **changes), "type": "reservation.updated", "timestamp": moment(version)}


def cancellation(version: int, **changes: Any) -> dict[str, Any]:
    """The booking is off."""
    data = {"reservation_id": "LX-7F3K9Q2M", "version": version, "dealer_code": "63201", "reason": "Plans changed"}
    return {**message("reservation.cancelled", **{**data, **changes}), "timestamp": moment(version)}


def message(kind: str, **data: Any) -> dict[str, Any]:
    """A message of a type."""
    return {"type": kind, "timestamp": moment(1), "data": data}


def moment(minute: int) -> str:
    """So many minutes after three o'clock on 1 March 2026, UTC."""
    return f"2026-03-01T15:{minute:02}:05Z"


@dataclass(frozen=True, kw_only=True)
class App:
    """A caller with a connection and its secret."""

    connection: Connection
    secret: str

    def send(
        self, told: Any, *, webhook_id: str = "msg_1", at: datetime | None = None, secret: str = "", **headers: str
    ) -> Any:
        """Post a message, signed now; ``headers`` replace what the app would send."""
        body = told if isinstance(told, bytes) else json.dumps(told).encode()
        return self.post(body, headers={**self.signed(body, webhook_id, at, secret), **headers})

    def signed(self, body: bytes, webhook_id: str, at: datetime | None = None, secret: str = "") -> dict[str, str]:
        """The headers of a message."""
        seconds = int((at or timezone.now()).timestamp())
        signature = sign(secret or self.secret, webhook_id, seconds, body)
        return {"webhook-id": webhook_id, "webhook-timestamp": str(seconds), "webhook-signature": signature}

    def post(
        self, body: bytes, *, headers: dict[str, str], content_type: str = "application/json", public_id: str = ""
    ) -> Any:
        """Post bytes with these headers."""
        address = reverse("lexus_app_webhook", args=[public_id or self.connection.public_id])
        return Client().post(address, body, content_type=content_type, headers=headers)
