"""A test booking: what the app would send, kept and worked on like any other, and called off right after it."""

import json
from datetime import datetime, timedelta
from uuid import uuid4

from django.db import transaction

from dealerships.models import Dealership
from fleet.queries import pool
from integrations.lexus_app.admission import Delivery
from integrations.lexus_app.keeping import keep
from integrations.lexus_app.models import Connection
from integrations.lexus_app.services.setting_up import NotConnected
from programs.queries import one_app_rental
from reservations.queries import hours_of

GUEST = {"full_name": "Test Guest", "email": "test.guest@example.com", "guest_id": "loanerdesk-test"}


@transaction.atomic
def send_test_booking(*, dealership: Dealership, at: datetime) -> str:
    """
    Keep a booking of tomorrow and its cancellation as if the app had sent them; returns the reservation's id.

    :raises NotConnected: there is no connection yet
    """
    connection = Connection.objects.filter(dealership=dealership).first()
    if connection is None:
        raise NotConnected
    reservation_id = f"LX-TEST-{uuid4().hex[:6].upper()}"
    named = {"reservation_id": reservation_id, "dealer_code": dealership.dealer_code}
    pickup_at = hours_of(dealership=dealership).moved_into(at + timedelta(days=1))
    booking = {
        **named,
        "version": 1,
        "guest": GUEST,
        "pickup_at": dealership.local(pickup_at).isoformat(),
        "dropoff_at": dealership.local(pickup_at + timedelta(hours=24)).isoformat(),
        "vehicle_category": some_category(dealership),
        "notes": "A test booking from the settings page.",
    }
    receive(connection, "reservation.created", booking, at)
    receive(connection, "reservation.cancelled", {**named, "version": 2, "reason": "It was a test."}, at)
    return reservation_id


def some_category(dealership: Dealership) -> str:
    """A category that guests can book; without one the message will need attention, and say why."""
    program = one_app_rental(dealership=dealership)
    if program is None:
        return "Any"
    named = pool(dealership=dealership, program=program).filter(category__isnull=False)
    return named.order_by("pk").values_list("category__name", flat=True).first() or "Any"


def receive(connection: Connection, kind: str, data: dict[str, object], at: datetime) -> None:
    """Keep a message as if it had come in signed."""
    body = json.dumps({"type": kind, "timestamp": at.isoformat(timespec="microseconds"), "data": data}).encode()
    delivery = Delivery(webhook_id=f"test_{uuid4().hex}", body=body, at=at)
    keep(delivery, dealership=connection.dealership, connection_id=connection.pk)
