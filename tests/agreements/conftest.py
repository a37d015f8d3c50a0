"""Riley, who may set up agreements, at the counter of Springfield."""

import pytest
from django.test import Client

from programs.queries import writing
from tests.situations import Counter, riley
from tests.situations.fixtures import committed_desk, desk, neighbour, store

__all__ = ["committed_desk", "desk", "neighbour", "store"]


@pytest.fixture
def signed_in(client: Client, desk: Counter) -> Client:
    """A browser in which Riley, the general manager, is signed in."""
    user = riley(desk.store).user
    assert user is not None
    client.force_login(user)
    return client


@pytest.fixture
def page(desk: Counter) -> str:
    """The address of the loaner agreement."""
    return f"/springfield/settings/agreements/{desk.agreement.code}/"


@pytest.fixture
def typed(desk: Counter) -> dict[str, object]:
    """The loaner agreement as its page shows it, ready to be sent back."""
    begun = writing(dealership=desk.store, agreement=desk.agreement, language="en-us")
    return {
        "language": "en-us",
        "shown": begun.fingerprint,
        "body": begun.text.body,
        "term_title": [term.title for term in begun.text.terms],
        "term_text": [term.text for term in begun.text.terms],
    }
