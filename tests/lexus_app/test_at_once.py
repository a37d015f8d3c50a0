"""Two messages at one moment: each waits for the other where it must, and nothing is made twice."""

from collections.abc import Callable
from typing import Any

import pytest

from customers.models import Customer
from dealerships.domain.effects import State
from dealerships.models import Dealership, Effect
from dealerships.tenancy import as_dealership
from fleet.models import VehicleCategory
from integrations.lexus_app.effects import work_message
from integrations.lexus_app.models import CategoryMapping, InboundMessage, OutboundMessage
from integrations.lexus_app.services import UnableToSend, choose_category, dismiss_message, send_again
from integrations.lexus_app.services.attention import PLACE
from programs.models import ReserveAccount
from programs.queries import ledger
from reservations.models import Reservation
from tests.lexus_app.app import App, booking, moment, update
from tests.lexus_app.fixtures import connected
from tests.races import race
from tests.situations import Counter, at
from tests.situations.fixtures import committed_desk
from tests.situations.staff import manager

__all__ = ["committed_desk"]

SAM = {"full_name": "Sam Rivera", "email": "sam@example.com", "guest_id": "lexus|9"}


@pytest.fixture
def app(committed_desk: Counter) -> App:
    """The app, connected with a Springfield whose rows are committed."""
    with as_dealership(committed_desk.store):
        return connected(committed_desk.store)


def test_one_message_delivered_twice_at_once_is_stored_once(app: App, committed_desk: Counter) -> None:
    one, other = race(committed_desk.store, lambda: app.send(booking()), lambda: app.send(booking()))

    assert (one.value.status_code, other.value.status_code) == (202, 200)
    with as_dealership(committed_desk.store):
        assert InboundMessage.objects.count() == 1


def test_one_id_for_two_messages_at_once_is_refused_for_the_second(app: App, committed_desk: Counter) -> None:
    one, other = race(committed_desk.store, lambda: app.send(booking()), lambda: app.send(booking(version=2)))

    assert (one.value.status_code, other.value.status_code) == (202, 409)


def test_two_bookings_of_a_new_guest_at_once_make_one_profile(app: App, committed_desk: Counter) -> None:
    for number in (1, 2):
        app.send(booking(reservation_id=f"LX-{number}", guest=SAM), webhook_id=f"msg_{number}")

    race(committed_desk.store, *(worker(app, committed_desk, f"msg_{number}") for number in (1, 2)))

    with as_dealership(committed_desk.store):
        assert Customer.objects.filter(last_name="Rivera").count() == 1
        assert Reservation.objects.filter(customer__last_name="Rivera").count() == 2


def test_two_messages_of_one_reservation_at_once_are_worked_one_after_the_other(
    app: App, committed_desk: Counter
) -> None:
    app.send(booking(guest=SAM), webhook_id="msg_1")
    app.send(update(2, guest=SAM | {"email": "sam.rivera@example.com", "guest_id": None}), webhook_id="msg_2")

    race(committed_desk.store, *(worker(app, committed_desk, f"msg_{number}") for number in (1, 2)))

    with as_dealership(committed_desk.store):
        assert Reservation.objects.count() == 1
        assert sorted(InboundMessage.objects.values_list("state", flat=True)) == ["applied", "applied"]


def test_two_who_choose_for_one_category_at_once_leave_one_choice(app: App, committed_desk: Counter) -> None:
    store = committed_desk.store
    with as_dealership(store):
        suv, sedan = (VehicleCategory.objects.get(name=name).pk for name in ("SUV", "Sedan"))

    one, other = race(store, choosing(store, suv), choosing(store, sedan))

    assert (one.refusal, other.refusal) == (None, None)
    with as_dealership(store):
        assert CategoryMapping.objects.get().category_id == sedan


def test_a_message_is_put_in_line_again_by_one_of_two(app: App, committed_desk: Counter) -> None:
    store = committed_desk.store
    with as_dealership(store):
        message = OutboundMessage.objects.create(
            dealership=store,
            connection=app.connection,
            webhook_id="msg_1",
            type="reservation.confirmed",
            body='{"data": {}}',
            created_at=at(2),
            delivered_at=at(2),
            attempts=1,
        )

    one, other = race(store, sending(store, message.pk), sending(store, message.pk))

    assert one.refusal is None
    assert isinstance(other.refusal, UnableToSend)
    with as_dealership(store):
        assert Effect.objects.filter(kind__endswith=".tell").count() == 1


def test_staff_who_dismiss_what_a_newer_version_overtakes_leave_their_reason(app: App, committed_desk: Counter) -> None:
    desk, store = committed_desk, committed_desk.store
    app.send(booking(vehicle_category="Coupe"), webhook_id="msg_1")
    with as_dealership(store):
        worker(app, desk, "msg_1")()
        effect = Effect.objects.get(kind=PLACE)
        effect.state = State.NEEDS_ATTENTION
        effect.save()
    app.send(update(2), webhook_id="msg_2")
    called: dict[str, Any] = {"effect_id": effect.pk, "reason": "Called the guest", "by": manager(), "at": at(2)}

    danas, app_s = race(store, lambda: dismiss_message(dealership=store, **called), worker(app, desk, "msg_2"))

    assert (danas.refusal, app_s.refusal) == (None, None)
    with as_dealership(store):
        states = InboundMessage.objects.order_by("pk").values_list("state", "reason")
        assert [state for state, _ in states] == ["dismissed", "applied"]
        assert states[0][1] == "Called the guest"
        assert Reservation.objects.get().status == "booked"


def test_two_messages_that_bring_one_car_s_reserve_days_open_one_account(app: App, committed_desk: Counter) -> None:
    for number, days in ((1, 27), (2, 25)):
        reserve = {"vin": "JTJAAAABXPA000001", "purchased_on": "2025-06-14", "days_left": days}
        guest = SAM | {
            "email": f"sam.{number}@example.com",
            "full_name": f"Sam Rivera {'I' * number}",
            "guest_id": None,
        }
        told = booking(reservation_id=f"LX-{number}", guest=guest, reserve=reserve)
        app.send({**told, "timestamp": moment(number)}, webhook_id=f"msg_{number}")

    one, other = race(committed_desk.store, *(worker(app, committed_desk, f"msg_{number}") for number in (1, 2)))

    assert (one.refusal, other.refusal) == (None, None)
    with as_dealership(committed_desk.store):
        account = ReserveAccount.objects.get()
        assert [entry.days for entry in ledger(dealership=committed_desk.store, account=account)] == [-2, -3, 30]


def choosing(store: Dealership, category: int) -> Callable[[], int]:
    return lambda: choose_category(dealership=store, name="Coupe", category_id=category, by=manager(), at=at(2))


def sending(store: Dealership, message: int) -> Callable[[], None]:
    return lambda: send_again(dealership=store, message_id=message, by=manager(), at=at(2))


def worker(app: App, desk: Counter, webhook_id: str) -> Callable[[], None]:
    def work() -> None:
        payload = {"connection": app.connection.pk, "webhook_id": webhook_id}
        work_message(dealership=desk.store, payload=payload, at=at(2))

    return work
