"""Loans at the counter of Springfield: from Monday, 9 March, 9:00 to Thursday, 12 March, 9:00 unless said otherwise."""

from typing import Any

from kernel.period import Period
from reservations.domain.booking import Booking
from reservations.models import Reservation
from reservations.services import book
from tests.situations.clock import MARCH_9_AT_9, MARCH_12_AT_9, MONDAY_MORNING
from tests.situations.counters import Counter

THREE_DAYS_OF_MARCH = Period(MARCH_9_AT_9, MARCH_12_AT_9)


def book_for_group(desk: Counter, **changes: Any) -> Reservation:
    """Avery's reservation in the group, made by Dana on Monday at 8:30."""
    return booked(desk, group_id=desk.group.pk, **changes)


def book_for_program(desk: Counter, **changes: Any) -> Reservation:
    """Avery's reservation in OneApp Rental, made by Dana on Monday at 8:30."""
    return booked(desk, program_id=desk.program.pk, **changes)


def booked(desk: Counter, **changes: Any) -> Reservation:
    """A reservation with these details; the guest is Avery unless another is named."""
    details: dict[str, Any] = {
        "customer_id": desk.avery.pk,
        "period": THREE_DAYS_OF_MARCH,
        "advisor_id": desk.dana.pk,
    } | changes
    return book(dealership=desk.store, booking=Booking(**details), by=desk.advisor, at=MONDAY_MORNING)
