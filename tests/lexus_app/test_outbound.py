"""What the partner is told: signed, in order, until it has it."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
import standardwebhooks
import time_machine
from django.utils import timezone

from contracts.services import cancel_contract
from dealerships.domain.actor import SYSTEM
from dealerships.models import Dealership, Effect
from dealerships.working import perform
from integrations.lexus_app.client import pause
from integrations.lexus_app.effects.tell import BACK_OFF
from integrations.lexus_app.models import Connection, OutboundMessage
from integrations.lexus_app.services import set_endpoint, try_message_again
from reservations.models import Reservation
from reservations.services import change_booking
from tests.lexus_app.app import App, booking, cancellation, update
from tests.lexus_app.partner import Partner, listening
from tests.lexus_app.worker import attention, send, work
from tests.situations import Counter, at
from tests.situations.staff import manager

NOW = at(2)


@pytest.fixture(autouse=True)
def _in_march() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def partner(app: App, desk: Counter) -> Iterator[Partner]:
    """The partner, whose endpoint is in the settings."""
    with listening() as partner:
        set_endpoint(dealership=desk.store, endpoint=partner.address, by=manager(), at=NOW)
        yield partner


def told(partner: Partner) -> list[str]:
    return [json.loads(body)["type"] for _, body in partner.received]


def effect_of_delivery() -> Effect:
    return Effect.objects.filter(kind__endswith=".tell").order_by("-pk")[0]


def later(store: Dealership, seconds: float) -> None:
    with time_machine.travel(NOW + timedelta(seconds=seconds), tick=False):
        work(store)


def test_a_booking_is_confirmed_and_the_public_library_reads_the_signature(
    app: App, partner: Partner, desk: Counter
) -> None:
    send(app, booking())

    headers, body = partner.received[0]
    confirmed = standardwebhooks.Webhook(Connection.objects.get().outbound_secret).verify(body, headers)
    booked = Reservation.objects.get()
    assert confirmed["type"] == "reservation.confirmed"
    assert confirmed["data"] == {
        "reservation_id": "LX-7F3K9Q2M",
        "confirmation_code": booked.code,
        "dealer_code": "63201",
        "status": "booked",
        "pickup_at": "2026-03-09T09:00:00-05:00",
        "dropoff_at": "2026-03-12T09:00:00-05:00",
        "vehicle_category": "SUV",
        "preferred_model": "RX 350",
    }
    row = OutboundMessage.objects.get()
    assert (row.delivered_at, row.attempts, row.last_answer) == (NOW, 1, "200")


def test_the_partner_is_not_told_of_its_own_wishes(app: App, partner: Partner, desk: Counter) -> None:
    send(app, booking(), update(2, notes="Child seat"), cancellation(3))

    assert told(partner) == ["reservation.confirmed"]


def test_what_staff_change_and_cancel_is_told_in_order(app: App, partner: Partner, desk: Counter) -> None:
    send(app, booking())
    booked = Reservation.objects.get()
    changed = replace(booked.booking(), preferred_model="TX 350")
    change_booking(dealership=desk.store, code=booked.code, booking=changed, by=desk.advisor, at=NOW)
    cancel_contract(dealership=desk.store, code=booked.code, reason="No car", by=desk.advisor, at=NOW)
    work(desk.store)

    assert told(partner) == ["reservation.confirmed", "reservation.updated", "reservation.cancelled"]


def test_what_two_workers_have_in_hand_is_told_in_order_all_the_same(app: App, partner: Partner, desk: Counter) -> None:
    send(app, booking())
    booked = Reservation.objects.get()
    changed = replace(booked.booking(), preferred_model="TX 350")
    change_booking(dealership=desk.store, code=booked.code, booking=changed, by=desk.advisor, at=NOW)
    cancel_contract(dealership=desk.store, code=booked.code, reason="No car", by=desk.advisor, at=NOW)

    quicker = Effect.objects.get(kind__endswith=".tell_cancelled")
    perform(dealership_id=desk.store.pk, effect_id=quicker.pk, clock=timezone.now)
    work(desk.store)
    later(desk.store, seconds=3)

    assert told(partner) == ["reservation.confirmed", "reservation.updated", "reservation.cancelled"]


def test_loans_of_the_house_are_nobody_else_s_business(app: App, partner: Partner, desk: Counter) -> None:
    send(app, booking())
    booked = Reservation.objects.get()
    Reservation.objects.update(channel="staff", external_id="")
    cancel_contract(dealership=desk.store, code=booked.code, reason="No car", by=SYSTEM, at=NOW)
    work(desk.store)

    assert told(partner) == ["reservation.confirmed"]


def test_what_fails_is_tried_again_after_a_while_with_the_same_id(app: App, partner: Partner, desk: Counter) -> None:
    partner.answers = [(500, {}), (302, {"Location": "http://127.0.0.1:1/"})]

    send(app, booking())
    first = effect_of_delivery()
    later(desk.store, 6)
    later(desk.store, 6 + 360)

    assert (first.state, first.reason) == ("waiting", "The partner's endpoint answered 500.")
    assert timedelta(seconds=5) <= first.due_at - NOW <= timedelta(seconds=5.5)
    ids = {
        headers["Webhook-Id"] if "Webhook-Id" in headers else headers["webhook-id"] for headers, _ in partner.received
    }
    assert (len(partner.received), len(ids)) == (3, 1)
    row = OutboundMessage.objects.get()
    assert (row.attempts, row.last_answer) == (3, "200")


def test_the_partner_s_wish_to_wait_is_honoured(app: App, partner: Partner, desk: Counter) -> None:
    partner.answers = [(429, {"Retry-After": "3600"})]

    send(app, booking())

    assert effect_of_delivery().due_at == NOW + timedelta(hours=1)


def test_an_endpoint_that_is_gone_is_switched_off_until_it_is_saved_again(
    app: App, partner: Partner, desk: Counter
) -> None:
    partner.answers = [(410, {})]
    send(app, booking())
    assert Connection.objects.get().endpoint_off_at == NOW
    assert len(partner.received) == 1
    assert len(attention(desk.store)) == 1
    assert "410" in attention(desk.store)[0]

    set_endpoint(dealership=desk.store, endpoint=partner.address, by=manager(), at=NOW)
    effect = Effect.objects.get(state="needs_attention")
    try_message_again(dealership=desk.store, effect_id=effect.pk, by=manager(), at=NOW)
    work(desk.store)

    assert told(partner) == ["reservation.confirmed"] * 2
    assert OutboundMessage.objects.get().delivered_at == NOW


def test_after_the_last_attempt_staff_are_asked(app: App, partner: Partner, desk: Counter) -> None:
    partner.answers = [(500, {})] * 10
    send(app, booking())

    for _ in range(9):
        effect = effect_of_delivery()
        with time_machine.travel(effect.due_at, tick=False):
            perform(dealership_id=desk.store.pk, effect_id=effect.pk, clock=timezone.now)

    assert len(partner.received) == 10
    assert attention(desk.store) == ["The partner's endpoint answered 500."]


def test_the_waits_are_those_of_the_contract_and_a_little_more() -> None:
    hours = [5 / 3600, 5 / 60, 0.5, 2, 5, 10, 14, 20, 24]

    assert all(
        timedelta(hours=least) <= wait <= timedelta(hours=1.1 * least)
        for least, wait in zip(hours, BACK_OFF, strict=True)
    )


@pytest.mark.parametrize(
    ("wish", "seconds"),
    [
        (None, None),
        ("120", 120),
        ("99999999999", 86_400),
        ("Mon, 02 Mar 2026 15:10:00 GMT", 600),
        ("Mon, 02 Mar 2026 14:00:00 GMT", 0),
        ("Mon, 02 Mar 99999999999999999999 15:10:00 GMT", None),
        ("soon", None),
        ("٣", None),
    ],
)
def test_a_wish_to_wait_is_seconds_or_a_date(wish: str | None, seconds: int | None) -> None:
    waits = pause(wish, at=NOW)

    assert (waits.total_seconds() if waits is not None else None) == seconds


def test_without_an_endpoint_nothing_is_written(app: App, desk: Counter) -> None:
    send(app, booking())

    assert OutboundMessage.objects.count() == 0
