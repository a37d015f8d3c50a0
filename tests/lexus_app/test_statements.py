"""What a booking of the app costs the worker, in statements, when the guest is known."""

from collections.abc import Iterator

import pytest
import time_machine

from dealerships.domain.effects import State
from dealerships.models import Effect
from dealerships.working import perform
from integrations.lexus_app.keeping import WORK
from reservations.models import Reservation
from tests.lexus_app.app import App, booking
from tests.lexus_app.worker import send
from tests.situations import Counter, at
from tests.statements import statements

MOST = 32
BEFORE = at(2)


@pytest.fixture(autouse=True)
def _in_march() -> Iterator[None]:
    with time_machine.travel(BEFORE, tick=True):
        yield


def test_a_booking_of_a_known_guest_is_worked_in_a_few_statements(app: App, desk: Counter) -> None:
    send(app, booking())
    app.send(booking(reservation_id="LX-SECOND"), webhook_id="msg_second")
    waiting = Effect.objects.get(kind=WORK, state=State.WAITING)

    with statements() as seen:
        perform(dealership_id=desk.store.pk, effect_id=waiting.pk, clock=lambda: at(2, hour=23))

    assert Reservation.objects.filter(external_id="LX-SECOND").exists()
    assert len(seen) <= MOST, seen.texts
