"""A contract that has started: the app may move its drop-off where vehicle, papers and hold allow it, nothing else."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
import time_machine

from billing.models import Hold
from contracts.services import extend_contract
from customers.domain.details import InsuranceDetails
from customers.domain.sources import Source
from customers.models import Message
from customers.services import record_insurance
from dealerships.models import Effect
from fleet.services import commit_vehicle
from integrations.lexus_app.effects import place_message, work_message
from integrations.lexus_app.models import InboundMessage
from integrations.lexus_app.services import try_message_again
from kernel.period import Period
from programs.models import ModelRate
from reservations.models import Reservation
from tests.lexus_app.app import App, booking, update
from tests.scenarios.conftest import world
from tests.scenarios.counter_work import FULL, Work
from tests.scenarios.outside import World
from tests.situations import MARCH_12_AT_9, Counter, at
from tests.situations.staff import manager

__all__ = ["world"]

LATER = "2026-03-14T09:00:00-05:00"
TEN = at(9, 10)


@pytest.fixture
def out(app: App, desk: Counter, world: World) -> Iterator[Reservation]:
    """Avery booked in the app and drove off on 9 March at nine."""
    with time_machine.travel(at(2), tick=False):
        assert app.send(booking(), webhook_id="msg_booked").status_code == 202
        work("msg_booked", desk)
    booked = Reservation.objects.get()
    world.card_on_file(desk.avery)
    with time_machine.travel(at(9, 9), tick=False):
        counter = Work(store=desk.store, code=booked.code, by=desk.advisor)
        counter.assign(desk.rx_350, at(9, 8, 35))
        counter.read_out(12_004, FULL, at(9, 8, 40))
        counter.sign(desk.avery, at(9, 8, 45))
        counter.hold(at(9, 8, 48))
        world.carry_out_effects(at(9, 8, 48))
        counter.start(at(9, 9))
    with time_machine.travel(TEN, tick=False):
        yield booked


def work(webhook_id: str, desk: Counter) -> InboundMessage:
    """What the worker does with a message, and again where it was left to staff."""
    message = InboundMessage.objects.get(webhook_id=webhook_id)
    payload = {"connection": message.connection_id, "webhook_id": webhook_id}
    work_message(dealership=desk.store, payload=payload, at=at(2) if webhook_id == "msg_booked" else TEN)
    message.refresh_from_db()
    return message


def told(app: App, desk: Counter, message: dict[str, object]) -> InboundMessage:
    webhook_id = f"msg_{message['timestamp']}"
    assert app.send(message, webhook_id=webhook_id).status_code == 202
    return work(webhook_id, desk)


def test_a_later_drop_off_is_taken_and_an_earlier_one_after_it(app: App, desk: Counter, out: Reservation) -> None:
    message = told(app, desk, update(2, dropoff_at=LATER))

    out.refresh_from_db()
    assert (message.state, message.reason) == ("applied", f"Moved the drop-off of {out.code}")
    assert (out.status, out.dropoff_at) == ("started", at(14, 9))
    promised = desk.rx_350.commitments.get(closed_at__isnull=True)
    assert promised.ends_at >= at(14, 9)
    assert not Message.objects.filter(cause="extended").exists()  # the app tells its guest itself

    told(app, desk, update(3, dropoff_at="2026-03-11T09:00:00-05:00"))

    out.refresh_from_db()
    assert out.dropoff_at == at(11, 9)


def test_a_vehicle_that_is_promised_to_somebody_else_stays_theirs(app: App, desk: Counter, out: Reservation) -> None:
    next_guest = Period(at(13, 9), at(15, 9))
    car = desk.rx_350
    commit_vehicle(
        dealership=desk.store, vehicle=car, about="contract/LS-NEXT", period=next_guest, by=manager(), at=TEN
    )

    message = told(app, desk, update(2, dropoff_at=LATER))

    out.refresh_from_db()
    assert (message.state, out.dropoff_at) == ("needs_attention", MARCH_12_AT_9)
    assert message.reason.startswith(f"{out.code} has started, and its drop-off can't move as the app asks:")


def test_an_insurance_that_ends_before_is_named_and_a_new_one_is_the_way_out(
    app: App, desk: Counter, out: Reservation
) -> None:
    far = {"dropoff_at": "2026-04-05T09:00:00-05:00"}
    ends = InsuranceDetails(carrier="Acme Mutual", policy_number="PX-1", expires_on=at(20).date())
    insure(desk, ends)
    message = told(app, desk, update(2, **far))
    assert "insurance" in message.reason.lower()

    insure(
        desk, InsuranceDetails(carrier="Acme Mutual", policy_number="PX-2", expires_on=at(20).date().replace(year=2027))
    )
    effect = Effect.objects.get(key=f"lexus-app-place:{message.pk}")
    Effect.objects.filter(pk=effect.pk).update(state="needs_attention")
    try_message_again(dealership=desk.store, effect_id=effect.pk, by=manager(), at=TEN)
    place_message(dealership=desk.store, payload=effect.payload, at=TEN)

    out.refresh_from_db()
    assert out.dropoff_at > MARCH_12_AT_9


def insure(desk: Counter, insurance: InsuranceDetails) -> None:
    record_insurance(
        dealership=desk.store, customer=desk.avery, insurance=insurance, source=Source.STAFF, by=manager(), at=TEN
    )


@pytest.fixture
def rx_350_for_20_dollars(desk: Counter) -> None:
    """The car is not free of charge, so that a hold is for something."""
    ModelRate.objects.filter(program=desk.program, model_key="rx350").update(rate=Decimal(20))


def test_a_hold_that_would_be_too_small_is_named(
    rx_350_for_20_dollars: None, app: App, desk: Counter, out: Reservation
) -> None:
    message = told(app, desk, update(2, dropoff_at=LATER))

    out.refresh_from_db()
    assert "The hold would have to be $108.00; $64.80 is held." in message.reason  # 5 and 3 days of $20.00, 8 % tax
    assert out.dropoff_at == MARCH_12_AT_9


def test_staff_extend_with_a_larger_hold_and_the_message_has_nothing_left_to_change(
    rx_350_for_20_dollars: None, app: App, desk: Counter, out: Reservation, world: World
) -> None:
    message = told(app, desk, update(2, dropoff_at=LATER))

    extend_contract(dealership=desk.store, code=out.code, dropoff_at=at(14, 9), by=desk.advisor, at=TEN)
    world.carry_out_effects(TEN)
    again = Effect.objects.get(key=f"lexus-app-place:{message.pk}")
    place_message(dealership=desk.store, payload=again.payload, at=TEN)

    holds = [(hold.state, hold.wanted.amount) for hold in Hold.objects.order_by("pk")]
    assert holds == [("released", Decimal("64.80")), ("held", Decimal("108.00"))]
    message.refresh_from_db()
    assert (message.state, message.reason) == ("applied", f"Nothing to change in {out.code}")


def test_a_drop_off_in_the_past_is_left_to_staff(app: App, desk: Counter, out: Reservation) -> None:
    message = told(app, desk, update(2, dropoff_at="2026-03-09T09:30:00-05:00"))

    assert message.reason.endswith("The drop-off must be in the future.")
