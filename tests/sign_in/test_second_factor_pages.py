"""The pages on which staff keep their passkeys and recovery codes, in our words."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from tests.guest.phone import heading
from tests.situations import riley
from tests.situations.fixtures import store

__all__ = ["store"]


@pytest.fixture
def browser(client: Client, store) -> Client:
    """Riley, signed in with a passkey on the account and recovery codes made."""
    user = riley(store).user
    assert user is not None
    client.force_login(user)
    Authenticator.objects.create(user=user, type="webauthn", data={"name": "Counter PC", "credential": {}})
    Authenticator.objects.create(user=user, type="recovery_codes", data={"seed": "seed", "used_mask": 0})
    return client


def test_passkeys_are_listed_by_name(browser: Client):
    page = browser.get("/accounts/2fa/webauthn/")

    assert heading(page) == "Your passkeys"
    assert "Counter PC" in page.text
    assert "Not used yet." in page.text


def test_the_email_is_changed_by_the_dealership(browser: Client):
    page = browser.get("/accounts/email/")

    assert heading(page) == "Your email"
    assert "riley@springfield.example" in page.text
