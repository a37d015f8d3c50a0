"""Messages of other systems go a short way, and are answered as on the long one."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from config.machines import addressed, is_atomic

pytestmark = pytest.mark.django_db


def test_only_what_is_open_to_machines_goes_the_short_way() -> None:
    assert addressed(reverse("lexus_app_webhook", args=["c_1"])) is not None
    assert addressed(reverse("stripe-webhook")) is not None
    assert addressed(reverse("twilio-status", args=["t_1"])) is not None
    assert addressed("/webhooks/nobody/") is None
    assert addressed("/accounts/login/") is None


def test_a_view_keeps_its_transaction() -> None:
    stripe, lexus = addressed(reverse("stripe-webhook")), addressed(reverse("lexus_app_webhook", args=["c_1"]))

    assert stripe is not None
    assert lexus is not None
    assert is_atomic(stripe)
    assert not is_atomic(lexus)


def test_a_message_is_answered_with_its_length_and_the_security_headers(client: Client) -> None:
    answer: Any = client.post(reverse("lexus_app_webhook", args=["c_1"]), b"{}", content_type="application/json")

    assert answer.status_code == 401
    assert answer["Content-Length"] == str(len(answer.content))
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert not answer.cookies


def test_a_host_that_is_not_ours_is_refused(client: Client) -> None:
    answer = client.post(reverse("stripe-webhook"), b"{}", content_type="application/json", headers={"host": "evil"})

    assert answer.status_code == 400


def test_an_address_of_nobody_is_not_found(client: Client) -> None:
    assert client.post("/webhooks/nobody/", b"{}", content_type="application/json").status_code == 404
