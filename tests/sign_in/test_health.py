"""What a supervisor is told."""

import pytest
from celery import current_app
from django.test import Client


def test_all_is_well_while_database_and_broker_answer(client: Client, db: None, valkey: str) -> None:
    answer = client.get("/healthz")

    assert answer.status_code == 200


def test_a_silent_broker_is_named(client: Client, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(current_app.conf, "broker_url", "redis+socket:///nowhere/at/all.sock")

    answer = client.get("/healthz")

    assert answer.status_code == 503
    assert answer.text == "No answer: broker\n"
