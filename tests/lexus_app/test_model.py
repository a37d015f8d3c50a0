"""Whatever the app sends, how often and in which order: the end is what a few lines of plain Python say."""

import json
from collections import Counter as Tally
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from typing import Any

import pytest
import time_machine
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from customers.models import Customer
from customers.queries import current_insurance
from integrations.lexus_app.admission import Delivery
from integrations.lexus_app.effects import work_message
from integrations.lexus_app.keeping import keep
from integrations.lexus_app.models import InboundMessage
from reservations.models import Reservation
from tests.lexus_app.app import App, booking
from tests.situations import Counter, at

FEW, MANY = 50, 2000
NOW = at(2)
numbers = count(1)


@dataclass(frozen=True, kw_only=True)
class Said:
    """One message: at a version of its own, by the partner's clock; the rest is for bookings only."""

    version: int
    minute: int
    off: bool
    category: str
    days: int
    phone: str
    policy: str


@dataclass(frozen=True, kw_only=True)
class End:
    """What the desk shows when all has been worked."""

    status: str
    category: str
    days: int
    phone: str
    policy: str


messages = st.lists(
    st.builds(
        Said,
        version=st.integers(1, 5),
        minute=st.integers(0, 9),
        off=st.sampled_from([False, False, True]),
        category=st.sampled_from(["SUV", "Sedan"]),
        days=st.integers(1, 5),
        phone=st.sampled_from(["", "+13125550101", "+13125550102", "+13125550103"]),
        policy=st.sampled_from(["", "PX-1", "PX-2", "PX-3"]),
    ),
    min_size=1,
    max_size=3,
    unique_by=(lambda said: said.version, lambda said: said.minute),
)
repeats = st.lists(st.integers(0, 2), max_size=2)


def expected(said: list[Said]) -> End | None:
    """The highest version tells the booking; it is off if a higher one said so; of the guest the newest word counts."""
    told = [each for each in said if not each.off]
    if not told:
        return None
    last = max(told, key=lambda each: each.version)
    off = any(each.off and each.version > last.version for each in said)
    return End(
        status="cancelled" if off else "booked",
        category=last.category,
        days=last.days,
        phone=newest(told, "phone"),
        policy=newest(told, "policy"),
    )


def newest(told: list[Said], field: str) -> str:
    """The value of a field that was said last by the partner's clock."""
    words = sorted((each.minute, getattr(each, field)) for each in told if getattr(each, field))
    return str(words[-1][1]) if words else ""


def wire(said: Said, number: int) -> dict[str, Any]:
    """The message as it travels."""
    stamp = f"2026-03-01T15:{said.minute:02}:00Z"
    named = {"reservation_id": f"LX-{number}", "version": said.version, "dealer_code": "63201"}
    if said.off:
        return {"type": "reservation.cancelled", "timestamp": stamp, "data": named}
    told = booking(
        **named,
        guest={"full_name": "Sam Rivera", "email": f"sam{number}@example.com", "guest_id": str(number)},
        dropoff_at=(at(9, 9) + timedelta(days=said.days)).isoformat(),
        vehicle_category=said.category,
    )
    if said.phone:
        told["data"]["guest"] = {**told["data"]["guest"], "phone": said.phone}
    if said.policy:
        told["data"]["insurance"] = {"carrier": "Acme", "policy_number": said.policy, "expires_on": "2027-12-31"}
    return {**told, "type": "reservation.updated", "timestamp": stamp}


def worked(app: App, desk: Counter, told: dict[str, Any], webhook_id: str) -> None:
    """Keep a message and work on it, as the endpoint and the worker would; one that is known already is dropped."""
    if InboundMessage.objects.filter(webhook_id=webhook_id).exists():
        return
    delivery = Delivery(webhook_id=webhook_id, body=json.dumps(told).encode(), at=NOW)
    keep(delivery, dealership=desk.store, connection_id=app.connection.pk)
    work_message(dealership=desk.store, payload={"connection": app.connection.pk, "webhook_id": webhook_id}, at=NOW)


def end(desk: Counter, number: int) -> End | None:
    """What became of it."""
    booked = Reservation.objects.filter(external_id=f"LX-{number}").select_related("category", "customer").first()
    if booked is None:
        return None
    assert booked.category is not None
    assert Customer.objects.filter(email=f"sam{number}@example.com").count() == 1
    insurance = current_insurance(dealership=desk.store, customer=booked.customer)
    return End(
        status=booked.status,
        category=booked.category.name,
        days=(booked.dropoff_at - booked.pickup_at).days,
        phone=booked.customer.phone,
        policy=insurance.policy_number if insurance else "",
    )


def holds(app: App, desk: Counter, said: list[Said], again: list[int]) -> str:
    """The desk ends where the model does; what was made for it is forgotten afterwards; returns how it ended."""
    number = next(numbers)
    with time_machine.travel(NOW, tick=False), transaction.atomic():
        for position in (*range(len(said)), *(each % len(said) for each in again)):
            each = said[position]
            worked(app, desk, wire(each, number), f"msg_{number}_{each.version}")
        found = end(desk, number)
        transaction.set_rollback(True)
    assert found == expected(said)
    return found.status if found else "never booked"


@given(said=messages, again=repeats)
@settings(max_examples=FEW, deadline=None, suppress_health_check=list(HealthCheck))
def test_fifty_random_sequences_end_where_the_model_does(
    app: App, desk: Counter, said: list[Said], again: list[int]
) -> None:
    holds(app, desk, said, again)


@pytest.mark.proof
def test_two_thousand_random_sequences_end_where_the_model_does(app: App, desk: Counter) -> None:
    ends = Tally[str]()

    @given(said=messages, again=repeats)
    @settings(max_examples=MANY, deadline=None, suppress_health_check=list(HealthCheck), print_blob=True)
    def each(said: list[Said], again: list[int]) -> None:
        ends[holds(app, desk, said, again)] += 1

    each()
    print(f"figure: {ends.total()} sequences: {dict(ends)}")  # noqa: T201 - for docs/proof.md
