"""The log: narrowed, as a file, every attempt, sent again; how the partner's endpoint does."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from dealerships.addresses import address
from dealerships.models import Dealership
from integrations.lexus_app import queries
from integrations.lexus_app.models import OutboundAttempt, OutboundMessage
from integrations.lexus_app.queries.log import Failing
from integrations.lexus_app.services import UnableToSend, send_again, set_endpoint
from tests.lexus_app.app import App, booking, update
from tests.lexus_app.partner import Partner, listening
from tests.lexus_app.worker import send, work
from tests.situations import Counter, at, riley
from tests.situations.staff import manager
from tests.statements import statements

NOW = at(2)
MOST_STATEMENTS = 15


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


@pytest.fixture
def admin(desk: Counter) -> Client:
    """Riley's browser."""
    browser = Client()
    user = riley(desk.store).user
    assert user is not None
    browser.force_login(user)
    return browser


def lines(store: Dealership, **wanted: str) -> list[tuple[str, str]]:
    found, _ = queries.log(dealership=store, wanted=queries.Wanted(**wanted), failing=failing(store))
    return [(line.type, line.result) for line in found]


def failing(store: Dealership) -> Failing:
    return queries.failing_among(queries.troubled(dealership=store))


def test_the_log_is_narrowed_by_direction_type_and_result(app: App, partner: Partner, desk: Counter) -> None:
    partner.answers = [(500, {})]
    send(app, booking(), booking(reservation_id="LX-2", vehicle_category="Coupe"), update(1))
    store = desk.store

    assert len(lines(store)) == 4
    assert lines(store, direction="sent") == [("reservation.confirmed", "Try 2 of 10")]
    assert lines(store, result="stale") == [("reservation.updated", "Stale, nothing to do")]
    assert lines(store, type="reservation.created", result="needs_attention") == [
        ("reservation.created", "Needs attention")
    ]
    assert lines(store, result="delivered") == []
    assert sorted(lines(store, direction="failed")) == [
        ("reservation.confirmed", "Try 2 of 10"),
        ("reservation.created", "Needs attention"),
    ]
    assert len(failing(store)) == 2


def test_the_log_is_a_file_for_a_spreadsheet(app: App, admin: Client, desk: Counter) -> None:
    send(app, booking(), booking(reservation_id="=LX-2", vehicle_category="Coupe"))

    answer = admin.get(address(desk.store, "lexus_app_messages_csv") + "?result=needs_attention")

    assert answer.content.decode().splitlines() == [
        "Time,Direction,Type,Reservation,Result,Next attempt",
        "2026-03-02T09:00:00-06:00,received,reservation.created,'=LX-2,Needs attention,",
    ]


def test_every_attempt_is_kept_with_its_answer(app: App, partner: Partner, admin: Client, desk: Counter) -> None:
    partner.answers = [(500, {})]
    send(app, booking())
    message = OutboundMessage.objects.get()
    with time_machine.travel(NOW + timedelta(seconds=6), tick=False):
        work(desk.store)

    page = admin.get(address(desk.store, "lexus_app_sent", sent=message.pk)).content.decode()

    answers = list(OutboundAttempt.objects.order_by("pk").values_list("answer", flat=True))
    assert answers == ["The partner's endpoint answered 500.", "200"]
    assert all(answer in page for answer in ("answered 500", "200", message.webhook_id))


def test_a_message_is_sent_again_under_its_own_id(app: App, partner: Partner, admin: Client, desk: Counter) -> None:
    send(app, booking())
    message = OutboundMessage.objects.get()

    admin.post(address(desk.store, "lexus_app_send_again", sent=message.pk))
    with pytest.raises(UnableToSend, match="in line already"):
        send_again(dealership=desk.store, message_id=message.pk, by=manager(), at=NOW)
    work(desk.store)

    ids = {
        name: value
        for headers, _ in partner.received
        for name, value in headers.items()
        if name.lower() == "webhook-id"
    }
    assert (len(partner.received), set(ids.values())) == (2, {message.webhook_id})


def test_a_message_that_waits_for_hours_is_sent_at_once(
    app: App, partner: Partner, admin: Client, desk: Counter
) -> None:
    partner.answers = [(500, {"Retry-After": "7200"})]
    send(app, booking())
    message = OutboundMessage.objects.get()

    admin.post(address(desk.store, "lexus_app_send_again", sent=message.pk))
    work(desk.store)

    message.refresh_from_db()
    assert (message.delivered_at, message.attempts) == (NOW, 2)


def test_the_endpoint_s_health_is_what_its_last_answers_say(app: App, partner: Partner, desk: Counter) -> None:
    def word() -> str:
        return queries.connected(dealership=desk.store).health.word

    assert word() == "Not asked yet"
    send(app, booking())
    assert word() == "Answering"
    assert queries.connected(dealership=desk.store).health.delivered_at == NOW
    partner.answers = [(500, {}), (410, {})]
    send(app, booking(reservation_id="LX-2"))
    assert (word(), queries.connected(dealership=desk.store).health.waiting) == ("Not answering", 1)
    send(app, booking(reservation_id="LX-3"))
    assert word() == "Switched off"
    set_endpoint(dealership=desk.store, endpoint="", by=manager(), at=NOW)
    assert word() == "No endpoint"


@pytest.mark.parametrize("query", ["", "?direction=failed", "?type=reservation.created&result=applied"])
def test_the_page_asks_little_of_the_database(
    app: App, partner: Partner, admin: Client, desk: Counter, query: str
) -> None:
    partner.answers = [(500, {})]
    send(app, booking(), booking(reservation_id="LX-2", vehicle_category="Coupe"))
    admin.get(address(desk.store, "settings"))

    with statements() as seen:
        admin.get(address(desk.store, "lexus_app_settings") + query)

    assert len(seen) <= MOST_STATEMENTS, "\n".join(seen.texts)
