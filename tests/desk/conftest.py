"""Riley, the general manager, signed in at the counter of Springfield, and the world around it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from kernel.period import Period
from reservations.domain.booking import Booking
from reservations.domain.times import next_half_hour
from reservations.models import Reservation
from reservations.services import book
from tests.scenarios.conftest import world
from tests.situations import Counter, riley
from tests.situations.clock import CHICAGO
from tests.situations.fixtures import desk, neighbour, store

__all__ = ["desk", "neighbour", "store", "world"]


@pytest.fixture
def signed_in(client: Client, desk: Counter) -> Client:
    """A browser in which Riley is signed in."""
    user = riley(desk.store).user
    assert user is not None
    client.force_login(user)
    return client


@pytest.fixture
def booked(desk: Counter) -> Reservation:
    """Avery's booking of an SUV in OneApp Rental, from the half hour next to now that is today's, for two days."""
    now = timezone.now().astimezone(CHICAGO)
    pickup = next_half_hour(now, CHICAGO)
    if pickup.date() != now.date():
        pickup -= timedelta(minutes=30)
    booking = Booking(
        customer_id=desk.avery.pk,
        period=Period(pickup, pickup + timedelta(days=2)),
        program_id=desk.program.pk,
        category_id=desk.rx_350.category_id,
        preferred_model="RX 350",
    )
    return book(dealership=desk.store, booking=booking, by=desk.advisor, at=timezone.now())


def more_like(booked: Reservation, *, count: int, first: int = 0) -> list[Reservation]:
    """So many rows like a booking, each with a code of its own."""
    columns = {field.attname: getattr(booked, field.attname) for field in Reservation._meta.concrete_fields}
    rows = [Reservation(**columns | {"id": None, "code": f"LS-{number:04}"}) for number in range(first, first + count)]
    return Reservation.objects.bulk_create(rows)
