"""A loan that the app booked, from its message to the partner's *Thank you*: the guest typed everything in the app."""

import json
from collections.abc import Iterator
from decimal import Decimal

import pytest
import time_machine
from jsonschema import Draft202012Validator

from contracts.domain.handback import Handback
from customers.queries import preferred_card
from dealerships.models import Event
from integrations.lexus_app.schemas import schema
from integrations.lexus_app.services import set_endpoint
from reservations.models import Reservation
from tests.lexus_app.app import INSURANCE, LICENCE, App, booking
from tests.lexus_app.partner import Partner, listening
from tests.scenarios.conftest import world
from tests.scenarios.counter_work import FULL, Work
from tests.scenarios.outside import World
from tests.situations import Counter, at
from tests.situations.staff import manager

__all__ = ["world"]

SAM = {"full_name": "Sam Rivera", "email": "sam@example.com", "phone": "+12175550188", "guest_id": "lexus|9"}
RESERVE = {"vin": "JTJAAAABXPA000001", "purchased_on": "2025-06-14", "days_left": 27}


@pytest.fixture
def partner(app: App, desk: Counter) -> Iterator[Partner]:
    """The partner, whose endpoint is in the settings."""
    with listening() as partner:
        set_endpoint(dealership=desk.store, endpoint=partner.address, by=manager(), at=at(2))
        yield partner


def book_in_the_app(app: App, world: World, **card: str) -> Reservation:
    told = booking(
        guest=SAM,
        license=LICENCE | {"number": "R900-1234"},
        insurance=INSURANCE,
        reserve=RESERVE,
        payment_method={"processor": "stripe", "account": "acct_1Springfield", "token": "pm_card_visa", **card},
    )
    with time_machine.travel(at(9, 8), tick=False):
        assert app.send(told).status_code == 202
        world.carry_out_effects(at(9, 8))
    return Reservation.objects.get()


def test_the_counter_has_nothing_left_to_type(app: App, desk: Counter, partner: Partner, world: World) -> None:
    booked = book_in_the_app(app, world)
    work = Work(store=desk.store, code=booked.code, by=desk.advisor)

    with time_machine.travel(at(9, 9), tick=False):
        work.assign(desk.rx_350, at(9, 8, 35))
        work.read_out(12_004, FULL, at(9, 8, 40))
        work.sign(booked.customer, at(9, 8, 45))
        work.hold(at(9, 8, 48))
        world.carry_out_effects(at(9, 8, 48))
        work.start(at(9, 9))
        world.carry_out_effects(at(9, 9))
        work.finish(Handback(at=at(12, 9), odometer=12_250, fuel=Decimal("1.000")), at(12, 9))
        world.carry_out_effects(at(12, 9))

    messages = [json.loads(body) for _, body in partner.received]
    assert [message["type"] for message in messages] == [
        "reservation.confirmed",
        "contract.started",
        "contract.finished",
    ]
    for message in messages:
        Draft202012Validator(schema(message["type"], "https://loaners.example.com")).validate(message)
    assert messages[2]["data"] == {
        "reservation_id": "LX-7F3K9Q2M",
        "confirmation_code": booked.code,
        "dealer_code": "63201",
        "pickup_at": "2026-03-09T09:00:00-05:00",
        "dropoff_at": "2026-03-12T09:00:00-05:00",
        "model": "RX 350",
        "distance": {"driven": 246, "unit": "mi"},
        "reserve_days_used": 3,
        "reserve_days_left": 24,  # 27 − 3
    }


def test_the_card_of_the_app_is_on_file(app: App, desk: Counter, world: World) -> None:
    sam = book_in_the_app(app, world).customer

    card = preferred_card(dealership=desk.store, customer=sam)
    assert card is not None
    assert (str(card), card.source, card.account) == ("Visa •• 4242", "lexus_app", "acct_1Springfield")


def test_a_token_that_is_no_card_any_more_is_a_card_to_be_added(app: App, desk: Counter, world: World) -> None:
    sam = book_in_the_app(app, world, token="pm_gone").customer

    assert preferred_card(dealership=desk.store, customer=sam) is None
    assert Event.objects.filter(verb="card to be added").exists()
