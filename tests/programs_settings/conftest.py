"""Riley, who may set up programs, at the counter of Springfield."""

import pytest
from django.test import Client

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
    """The address of OneApp Rental."""
    return f"/springfield/settings/programs/{desk.program.code}/"
