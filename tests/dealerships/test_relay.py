"""The relay: few effects travel alone, a crowd in parcels, and nobody waits behind a vendor or twice in the line."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from django.db import connection, transaction

from config.embedded import children, valkey
from dealerships import relay
from dealerships.domain.actor import Actor, Kind
from dealerships.domain.effects import State
from dealerships.models import DealerGroup, Dealership, Due, Effect
from dealerships.services import effects
from dealerships.services.telling import tell
from dealerships.tenancy import as_dealership
from dealerships.working import perform_all
from tests.situations import Counter
from tests.situations.fixtures import committed_desk

__all__ = ["committed_desk"]

NOON = datetime(2026, 3, 2, 18, tzinfo=UTC)
WASH, TEXT = f"{__name__}.wash", "a_text_gateway"
washed: list[int] = []


def wash(*, dealership: Dealership, payload: dict[str, Any], at: datetime) -> None:
    washed.append(payload["number"])


class Gateway(ModuleType):
    """A vendor that remembers what the relay could hand out while it was asked."""

    def __init__(self) -> None:
        super().__init__(TEXT)
        self.free_meanwhile: list[int] = []

    def prepare(self, *, dealership: Dealership, payload: dict[str, Any], at: datetime) -> dict[str, Any]:
        return payload

    def call(self, request: Any) -> None:
        self.free_meanwhile = list(Due.objects.filter(lease_until=None).order_by("pk").values_list("effect", flat=True))

    def record(self, *, dealership: Dealership, payload: dict[str, Any], outcome: Any, at: datetime) -> None:
        pass


@pytest.fixture
def gateway(monkeypatch: pytest.MonkeyPatch) -> Gateway:
    washed.clear()
    gateway = Gateway()
    monkeypatch.setitem(sys.modules, TEXT, gateway)
    return gateway


@pytest.fixture
def springfield(db: None) -> Dealership:
    group = DealerGroup.objects.create(name="Springfield Auto Group")
    return Dealership.objects.create(dealer_group=group, name="Lexus of Springfield", slug="s", dealer_code="63201")


@pytest.fixture
def broker(tmp_path: Path, settings: Any) -> Iterator[None]:
    socket = Path(settings.CELERY_BROKER_URL.removeprefix("redis+socket://"))
    process = valkey.start(socket=socket, data=tmp_path / "broker", log=tmp_path / "broker.log")
    valkey.wait_until_ready(socket, process)
    yield
    children.stop(process)


def asked(dealership: Dealership, *kinds: str) -> list[Effect]:
    with as_dealership(dealership):
        return [
            effects.schedule(
                dealership=dealership,
                kind=kind,
                key=f"{kind}:{number}",
                payload={"number": number},
                due_at=NOON,
                at=NOON,
            )
            for number, kind in enumerate(kinds)
        ]


def states(dealership: Dealership) -> list[str]:
    with as_dealership(dealership):
        return list(Effect.objects.order_by("pk").values_list("state", flat=True))


def test_what_follows_from_a_partners_message_lets_others_go_first_for_two_minutes(springfield, settings):
    settings.SUBSCRIBERS = f"{__name__}.SUBSCRIBERS"
    booked(springfield, by=Actor(kind=Kind.PARTNER, name="Lexus App"), at=NOON)
    booked(springfield, by=Actor(kind=Kind.STAFF, name="Dana Whitfield"), at=NOON + timedelta(minutes=1))
    booked(springfield, by=Actor(kind=Kind.PARTNER, name="Lexus App"), at=NOON + timedelta(minutes=1))
    booked(springfield, by=Actor(kind=Kind.STAFF, name="Dana Whitfield"), at=NOON + timedelta(minutes=2, seconds=1))
    app_1, dana_1, app_2, dana_2 = Due.objects.order_by("pk").values_list("effect", flat=True)

    turns = [effect for _, effect in relay.lease_batch(at=NOON + timedelta(minutes=5))]

    assert turns == [dana_1, app_1, dana_2, app_2]


def test_what_can_wait_does_not_wait_where_nobody_else_does(springfield, settings):
    settings.SUBSCRIBERS = f"{__name__}.SUBSCRIBERS"
    booked(springfield, by=Actor(kind=Kind.PARTNER, name="Lexus App"), at=NOON)

    assert len(relay.lease_batch(at=NOON)) == 1


@dataclass(frozen=True, kw_only=True)
class Booked:
    code: str


SUBSCRIBERS = {"Booked": (WASH,)}


def booked(dealership: Dealership, *, by: Actor, at: datetime) -> None:
    with as_dealership(dealership):
        tell("booked", Booked(code="LS-7Q4M"), dealership=dealership, subjects=["contract/LS-7Q4M"], by=by, at=at)


@pytest.mark.parametrize(("due", "sizes"), [(0, []), (2, [1, 1]), (5, [3, 2]), (40, [10, 10, 10, 10])])
def test_a_few_effects_travel_alone_and_a_crowd_in_parcels(due, sizes):
    waiting = [(1, effect) for effect in range(due)]

    parcels = relay.parcels(waiting)

    assert [len(parcel) for parcel in parcels] == sizes
    assert [each for parcel in parcels for each in parcel] == waiting


def test_effects_that_travel_together_are_each_carried_out(springfield, gateway):
    three = asked(springfield, WASH, WASH, WASH)
    handed = [(springfield.pk, effect.pk) for effect in three]

    perform_all(handed, clock=lambda: NOON)

    assert (washed, states(springfield)) == ([0, 1, 2], [State.DONE] * 3)
    assert not Due.objects.exists()


def test_nobody_waits_behind_a_vendor(springfield, gateway):
    _, _, last = asked(springfield, WASH, TEXT, WASH)
    handed = relay.lease_batch(at=NOON)

    perform_all(handed, clock=lambda: NOON)

    assert gateway.free_meanwhile == [last.pk]
    assert states(springfield) == [State.DONE, State.DONE, State.WAITING]


def test_what_was_committed_stands_though_the_database_goes_away_before_the_bell(committed_desk: Counter):
    other = connection.copy()

    def go_away() -> None:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s)", [connection.connection.info.backend_pid])
        other.close()

    with as_dealership(committed_desk.store):
        transaction.on_commit(go_away)
        effects.schedule_new(dealership=committed_desk.store, kind=WASH, key="wash:1", payload={"number": 1}, at=NOON)
    connection.close()

    with as_dealership(committed_desk.store):
        assert Effect.objects.get().key == "wash:1"


def test_what_has_no_worker_to_wait_for_waits_in_the_database(springfield, broker):
    asked(springfield, *[WASH] * 5)
    relay.hand_out(at=NOON)
    asked(springfield, TEXT)

    more = relay.hand_out(at=NOON)

    assert (relay.in_line(), more) == (relay.IN_LINE, relay.BATCH)
    assert Due.objects.filter(lease_until=None).count() == 1
