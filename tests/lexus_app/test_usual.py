"""The usual message is kept in one exchange; whatever differs is answered as if there were no short way."""

from datetime import timedelta

import pytest
from django.db import connection as database
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from dealerships.domain.actor import SYSTEM
from dealerships.models import Due, Effect
from dealerships.tenancy import as_dealership
from integrations.lexus_app import services, usual
from integrations.lexus_app.cards import (
    RUN,
    USUAL_NAMES,
    forbidden_key,
    has_usual_names,
    is_free_of_long_numbers,
    masked,
)
from integrations.lexus_app.json_text import read_json
from integrations.lexus_app.models import Connection, InboundMessage, InboundSecret
from integrations.lexus_app.rates import RECENT
from tests.lexus_app.app import App, booking
from tests.lexus_app.fixtures import connected
from tests.situations import Counter
from tests.situations.fixtures import committed_desk

__all__ = ["committed_desk"]


@pytest.fixture
def app(committed_desk: Counter) -> App:
    """The app, connected with a committed Springfield, which has taken one message of it before."""
    with as_dealership(committed_desk.store):
        app = connected(committed_desk.store)
    assert app.send(booking(), webhook_id="msg_first").status_code == 202
    return app


def test_the_usual_message_is_stored_with_its_effect(app: App, committed_desk: Counter) -> None:
    with CaptureQueriesContext(database) as django_saw:
        answer = app.send(booking(version=2), webhook_id="msg_2")

    assert (answer.status_code, answer.json()) == (202, {"id": "msg_2", "status": "accepted"})
    assert not django_saw.captured_queries  # the careful way asks through Django
    with as_dealership(committed_desk.store):
        assert InboundMessage.objects.get(webhook_id="msg_2").version == 2
        assert Effect.objects.filter(payload__webhook_id="msg_2").count() == 1
        assert Due.objects.filter(effect=Effect.objects.get(payload__webhook_id="msg_2").pk).exists()


def test_a_usual_message_wakes_the_relay_and_one_that_follows_at_once_does_not(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    relay = database.copy()
    with relay.cursor() as cursor:
        cursor.execute("LISTEN due")

    monkeypatch.setattr(usual, "SILENCE_SECONDS", 0)
    app.send(booking(version=2), webhook_id="msg_2")
    woken = list(relay.connection.notifies(timeout=60, stop_after=1))
    monkeypatch.setattr(usual, "SILENCE_SECONDS", 3600)
    app.send(booking(version=3), webhook_id="msg_3")
    woken_again = list(relay.connection.notifies(timeout=0))

    relay.close()
    assert len(woken) == 1
    assert not woken_again


def test_the_scope_of_a_usual_message_ends_with_it(app: App) -> None:
    app.send(booking(version=2), webhook_id="msg_2")

    assert not InboundMessage.objects.exists()
    assert database.get_autocommit()


def test_a_known_id_is_a_duplicate_or_reused(app: App, committed_desk: Counter) -> None:
    again = app.send(booking(), webhook_id="msg_first")
    another = app.send(booking(version=2), webhook_id="msg_first")

    assert (again.status_code, another.status_code) == (200, 409)
    with as_dealership(committed_desk.store):
        assert InboundMessage.objects.count() == 1


def test_a_secret_that_was_retired_a_moment_ago_opens_nothing(app: App, committed_desk: Counter) -> None:
    store = committed_desk.store
    with as_dealership(store):
        newer = services.rotate_secret(dealership=store, by=SYSTEM, at=timezone.now())
    assert app.send(booking(), webhook_id="msg_new", secret=newer).status_code == 202
    with as_dealership(store):
        InboundSecret.objects.filter(pk=InboundSecret.objects.earliest("pk").pk).update(ends_at=timezone.now())

    old = app.send(booking(), webhook_id="msg_3")
    new = app.send(booking(), webhook_id="msg_4", secret=newer)

    assert (old.status_code, new.status_code) == (401, 202)


def test_a_connection_that_is_gone_is_met_by_nobody(app: App, committed_desk: Counter) -> None:
    with as_dealership(committed_desk.store):
        InboundSecret.objects.update(ends_at=timezone.now() - timedelta(seconds=1))

    answer = app.send(booking(), webhook_id="msg_2")

    assert answer.status_code == 401


def test_the_rate_holds_for_usual_messages(app: App, committed_desk: Counter) -> None:
    with as_dealership(committed_desk.store):
        Connection.objects.update(rate_per_second=1, burst=3)

    answers = [app.send(booking(), webhook_id=f"msg_{number}").status_code for number in range(4)]

    assert answers == [202, 202, 429, 429]  # one of the three was taken before


def test_the_rate_reads_what_is_recent_and_not_every_message_of_the_dealership(app: App) -> None:
    recent = RECENT % {"dealership": "$1::bigint", "at": "$2::timestamptz"}

    with database.cursor() as cursor:
        cursor.execute(f"EXPLAIN (GENERIC_PLAN) SELECT {recent} FROM {Connection._meta.db_table} c")
        plan = "\n".join(line for (line,) in cursor.fetchall())

    assert "lexus_inbound_newest_first" in plan, plan
    assert "lexus_arrival_by_time" in plan, plan


def test_another_dealer_code_is_seen_at_once(app: App, committed_desk: Counter) -> None:
    committed_desk.store.dealer_code = "63299"
    committed_desk.store.save(update_fields=["dealer_code"])

    old = app.send(booking(), webhook_id="msg_2")
    new = app.send(booking(dealer_code="63299"), webhook_id="msg_3")

    assert (old.status_code, new.status_code) == (404, 202)


def test_a_database_that_was_away_for_a_moment_is_asked_again(app: App) -> None:
    with database.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        pid = cursor.fetchone()[0]
    database_of_the_server = database.copy()
    with database_of_the_server.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [pid])
    database_of_the_server.close()

    answer = app.send(booking(version=2), webhook_id="msg_2")

    assert answer.status_code == 202


@pytest.mark.parametrize(
    "body",
    [
        b'{"notes": "4111 1111 1111 1111"}',
        b'{"notes": "\\u0034111111111111111"}',
        b'{"notes": 4111111111111111}',
        b'{"notes": 4.111111111111111e15}',
        b'{"notes": [1, 4.2e15]}',
        b'{"4111111111111111": 1}',
    ],
)
def test_whatever_may_hide_a_card_number_is_looked_at_closely(body: bytes) -> None:
    assert not is_free_of_long_numbers(body.decode())


def test_what_is_passed_at_a_glance_would_not_have_been_changed() -> None:
    body = b'{"id": "LX-1E5", "at": "2027-03-09T09:00:00-05:00", "phone": "+13125550142", "days": 27}'

    assert is_free_of_long_numbers(body.decode())
    assert masked(read_json(body)) == read_json(body)


DIGITS_AND_GAPS = st.text("0123456789 -./_\t\n\x1cx٣\u200b", max_size=60)


@given(text=DIGITS_AND_GAPS)
@settings(max_examples=200, deadline=None)
def test_the_glance_misses_no_run_of_digits(text: str) -> None:
    if is_free_of_long_numbers(text):
        assert masked(text) == text
        assert not RUN.search(text)


@pytest.mark.parametrize(
    "name", ["cvv", "card_number", "Track2", "token ", "unknown", "4111111111111111", "payment_method_number"]
)
def test_a_name_that_is_not_the_contract_s_is_looked_at_closely(name: str) -> None:
    assert not has_usual_names({"data": {"guest": {name: "x"}}})
    assert not has_usual_names({"data": [{name: "x"}]})
    assert has_usual_names(booking())
    assert not any(map(forbidden_key, USUAL_NAMES))
