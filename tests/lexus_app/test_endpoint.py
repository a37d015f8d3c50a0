"""The endpoint: its statuses, in their order, and what each of them leaves behind."""

import json
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.db import connection as database
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dealerships.models import Dealership, Due, Effect
from dealerships.tenancy import as_dealership
from integrations.lexus_app.cards import holds_card
from integrations.lexus_app.models import Arrival, Connection, InboundMessage, InboundSecret
from integrations.lexus_app.services import retire_secret, rotate_secret
from tests.lexus_app.app import App, booking, message
from tests.situations.staff import manager

STATEMENTS_OF_AN_ACCEPTED_MESSAGE = 5


def stored() -> list[str]:
    return list(InboundMessage.objects.order_by("pk").values_list("webhook_id", flat=True))


def test_a_message_is_stored_sealed_and_left_to_the_worker(app: App, store: Dealership) -> None:
    answer = app.send(booking(), webhook_id="msg_a")

    assert (answer.status_code, answer.json()) == (202, {"id": "msg_a", "status": "accepted"})
    row = InboundMessage.objects.get()
    assert (row.type, row.reservation_id, row.version, row.state) == (
        "reservation.created",
        "LX-7F3K9Q2M",
        1,
        "accepted",
    )
    assert json.loads(row.body) == booking()
    effect = Effect.objects.get()
    assert effect.payload == {"connection": row.connection_id, "webhook_id": "msg_a"}
    assert Due.objects.filter(dealership=store, effect=effect.pk).exists()
    with database.cursor() as cursor:
        cursor.execute(f'SELECT body FROM "{InboundMessage._meta.db_table}"')
        assert "Avery" not in cursor.fetchone()[0]


def test_the_same_message_again_is_a_duplicate(app: App) -> None:
    app.send(booking(), webhook_id="msg_a")

    answer = app.send(booking(), webhook_id="msg_a", at=timezone.now() + timedelta(seconds=5))

    assert (answer.status_code, answer.json()) == (200, {"id": "msg_a", "status": "duplicate"})
    assert (stored(), Effect.objects.count()) == (["msg_a"], 1)


def test_an_id_stands_for_one_message_only(app: App) -> None:
    app.send(booking(), webhook_id="msg_a")

    answer = app.send(booking(version=2), webhook_id="msg_a")

    assert (answer.status_code, answer.json()) == (409, {"error": "webhook-id reused"})
    assert InboundMessage.objects.get().version == 1


def test_a_message_for_another_dealership_is_not_found_here(app: App) -> None:
    answer = app.send(booking(dealer_code="74410"))

    assert (answer.status_code, answer.json()) == (404, {"error": "dealer_code"})
    assert stored() == []


def test_the_neighbours_secret_opens_nothing_here(app: App, neighbours_app: App, neighbour: Dealership) -> None:
    forged = app.send(booking(), secret=neighbours_app.secret)
    misdirected = neighbours_app.send(booking())
    theirs = neighbours_app.send(booking(dealer_code="74410"))

    assert (forged.status_code, misdirected.status_code, theirs.status_code) == (401, 404, 202)
    assert stored() == []
    with as_dealership(neighbour):
        assert stored() == ["msg_1"]


def test_every_fault_of_a_message_is_answered_and_only_counted(app: App) -> None:
    answer = app.send(booking(pickup_at="tomorrow", version=0))

    assert answer.status_code == 400
    assert [fault["field"] for fault in answer.json()["errors"]] == ["data.version", "data.pickup_at"]
    assert stored() == []
    assert Connection.objects.get().refused_count == 1


@pytest.mark.parametrize("body", [b"{", b"\xff\xfe", b"[" * 1000, b'{"a": NaN}', b"[]", b"null"])
def test_what_is_signed_but_not_of_the_form_is_a_bad_request(app: App, body: bytes) -> None:
    answer = app.send(body)

    assert answer.status_code == 400
    assert answer.json()["errors"]


def test_a_card_number_is_neither_stored_nor_repeated(app: App) -> None:
    told = booking(payment_method={"processor": "stripe", "token": "4111 1111 1111 1111"})

    answer = app.send(told)

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == "data.payment_method.token"
    assert b"4111" not in answer.content
    assert stored() == []


def test_a_card_number_in_the_notes_is_masked_before_it_is_stored(app: App) -> None:
    answer = app.send(booking(notes="Card 4111 1111 1111 1111, Child seat", license={"number": "4111111111111111"}))

    assert answer.status_code == 202
    kept = json.loads(InboundMessage.objects.get().body)["data"]
    assert kept["notes"] == "Card ••••, Child seat"
    assert kept["license"]["number"] == "4111111111111111"


@pytest.mark.parametrize(
    ("state", "number"), [("WI", "Q422-2222-2222-22"), ("NJ", "A36227206271667"), ("ON", "A3622-72062-71667")]
)
def test_a_licence_number_that_passes_for_a_card_s_is_accepted_as_it_is(app: App, state: str, number: str) -> None:
    assert holds_card(number)

    answer = app.send(booking(license={"number": number, "state": state}))

    assert answer.status_code == 202
    assert json.loads(InboundMessage.objects.get().body)["data"]["license"]["number"] == number


@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded", "", "application/xml"])
def test_only_json_is_taken(app: App, content_type: str) -> None:
    answer = app.post(b"{}", headers=app.signed(b"{}", "msg_1"), content_type=content_type)

    assert answer.status_code == 415


def test_json_with_its_charset_named_is_taken(app: App) -> None:
    body = json.dumps(booking()).encode()

    answer = app.post(body, headers=app.signed(body, "msg_1"), content_type="application/json; charset=utf-8")

    assert answer.status_code == 202


@pytest.mark.parametrize(("size", "status"), [(256 * 1024, 400), (256 * 1024 + 1, 413), (4 * 1024 * 1024, 413)])
def test_a_quarter_of_a_megabyte_is_read_and_no_more(app: App, size: int, status: int) -> None:
    assert app.send(b" " * size).status_code == status


@pytest.mark.parametrize(("blanks", "status"), [(0, 202), (256 * 1024, 413)])
def test_a_body_that_comes_in_chunks_is_read_as_far_as_a_message_may_go(app: App, blanks: int, status: int) -> None:
    body = json.dumps(booking()).encode() + b" " * blanks

    streaming: dict[str, Any] = {"CONTENT_LENGTH": "", "wsgi.input": BytesIO(body), "wsgi.input_terminated": True}
    answer = Client().post(
        reverse("lexus_app_webhook", args=[app.connection.public_id]),
        content_type="application/json",
        headers={**app.signed(body, "msg_1"), "transfer-encoding": "chunked"},
        **streaming,
    )

    assert answer.status_code == status


def test_size_and_form_come_before_the_signature(app: App) -> None:
    too_large = app.post(b" " * (256 * 1024 + 1), headers={})
    not_json = app.post(b"{}", headers={}, content_type="text/plain")

    assert (too_large.status_code, not_json.status_code) == (413, 415)


def test_an_unknown_connection_and_a_wrong_signature_are_told_apart_by_nobody(app: App) -> None:
    body = json.dumps(booking()).encode()
    unknown = app.post(body, headers=app.signed(body, "msg_1"), public_id="c_unknown")
    wrong = app.post(body + b" ", headers=app.signed(body, "msg_1"))
    late = app.send(booking(), at=timezone.now() - timedelta(minutes=6))
    unsigned = app.post(body, headers={})

    answers = [(answer.status_code, answer.content) for answer in (unknown, wrong, late, unsigned)]
    assert answers == [(401, b'{"error": "signature"}')] * 4
    assert (stored(), Connection.objects.get().refused_count, Arrival.objects.count()) == ([], 0, 0)


def test_a_message_is_refused_for_its_signature_before_its_form(app: App) -> None:
    assert app.post(b"{", headers={}).status_code == 401


def test_more_than_the_rate_is_told_when_to_come_back(app: App) -> None:
    Connection.objects.update(rate_per_second=1, burst=3)

    answers = [app.send(booking(version=number), webhook_id=f"msg_{number}") for number in (1, 2, 3, 4)]

    assert [answer.status_code for answer in answers] == [202, 202, 202, 429]
    assert int(answers[3]["Retry-After"]) >= 1
    assert stored() == ["msg_1", "msg_2", "msg_3"]


def test_what_is_not_stored_counts_for_the_rate_too(app: App) -> None:
    Connection.objects.update(rate_per_second=1, burst=4)

    kept, again = (app.send(booking()) for _ in range(2))
    faulty, elsewhere = app.send(b"{}", webhook_id="msg_2"), app.send(booking(dealer_code="1"), webhook_id="msg_3")
    fifth = app.send(booking())

    answers = (kept, again, faulty, elsewhere, fifth)
    assert [answer.status_code for answer in answers] == [202, 200, 400, 404, 429]


def test_who_never_pauses_is_held_to_the_rate_after_the_burst(app: App, store: Dealership) -> None:
    Connection.objects.update(rate_per_second=5, burst=20)
    now = timezone.now()
    nine_a_second = [
        Arrival(dealership=store, connection=app.connection, at=now - timedelta(seconds=number / 9))
        for number in range(9 * 8)
    ]
    Arrival.objects.bulk_create(nine_a_second)

    answer = app.send(booking())  # 72 − 5 × 8 = 32 are in the bucket, though of the last four seconds 36 − 20 only

    assert (answer.status_code, answer["Retry-After"]) == (429, "3")


def test_after_a_pause_the_rate_is_forgotten(app: App) -> None:
    Connection.objects.update(rate_per_second=1, burst=2)
    for number in (1, 2):
        app.send(booking(), webhook_id=f"msg_{number}")
    InboundMessage.objects.update(received_at=timezone.now() - timedelta(seconds=1.5))

    assert app.send(booking(), webhook_id="msg_3").status_code == 202


def test_two_secrets_are_valid_while_one_is_rotated_out(app: App, store: Dealership) -> None:
    new = rotate_secret(dealership=store, by=manager(), at=timezone.now())
    old_row = InboundSecret.objects.order_by("pk").first()
    assert old_row is not None

    both = [app.send(booking(), webhook_id="msg_1"), app.send(booking(), webhook_id="msg_2", secret=new)]
    retire_secret(dealership=store, secret_id=old_row.pk, by=manager(), at=timezone.now())
    retired = app.send(booking(), webhook_id="msg_3")

    assert [answer.status_code for answer in (*both, retired)] == [202, 202, 401]
    assert all(secret.last_used_at for secret in InboundSecret.objects.all())


def test_a_type_that_is_not_ours_is_kept(app: App) -> None:
    assert app.send(message("loyalty.points", points=3)).status_code == 202
    assert stored() == ["msg_1"]


def test_accepting_a_message_takes_few_statements_however_many_there_are(app: App) -> None:
    app.send(booking(), webhook_id="first")

    counts = []
    for number in range(3):
        with CaptureQueriesContext(database) as queries:
            app.send(booking(version=number + 1), webhook_id=f"msg_{number}")
        counts.append([query["sql"] for query in queries if "SAVEPOINT" not in query["sql"]])

    assert [len(statements) for statements in counts] == [STATEMENTS_OF_AN_ACCEPTED_MESSAGE] * 3, counts[0]


def test_reading_is_not_offered(app: App, client: Any) -> None:
    assert client.get(f"/webhooks/lexus-app/{app.connection.public_id}/").status_code == 405


JUNK = st.text(st.characters(codec="latin-1", exclude_characters="\r\n\x00"), max_size=40)


@given(
    headers=st.fixed_dictionaries({}, optional={f"webhook-{name}": JUNK for name in ("id", "timestamp", "signature")}),
    body=st.binary(min_size=1, max_size=200),
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_junk_is_answered_as_unsigned_and_never_with_a_fault_of_ours(
    app: App, headers: dict[str, str], body: bytes
) -> None:
    answer = app.post(body, headers=headers)

    assert answer.status_code == 401


@given(body=st.recursive(st.none() | st.booleans() | st.floats() | st.integers() | st.text(), st.lists, max_leaves=8))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_signed_is_never_answered_with_a_fault_of_ours(app: App, body: Any) -> None:
    told = {**booking(), "data": {**booking()["data"], "guest": body, "notes": body, "version": body}}
    Connection.objects.update(burst=30_000)

    assert app.send(told, webhook_id="msg_1").status_code in {400, 409, 200, 202}
