"""The store's connection, as fixtures."""

import pytest

from dealerships.models import Dealership
from dealerships.tenancy import as_dealership
from integrations.lexus_app.services import create_connection
from tests.lexus_app.app import App
from tests.situations import MONDAY_MORNING
from tests.situations.staff import manager

__all__ = ["app", "neighbours_app"]


@pytest.fixture
def app(store: Dealership) -> App:
    """The app, connected with Springfield."""
    return connected(store)


@pytest.fixture
def neighbours_app(store: Dealership, neighbour: Dealership) -> App:
    """The app, connected with Riverton."""
    with as_dealership(neighbour):
        return connected(neighbour)


def connected(dealership: Dealership) -> App:
    """A new connection, with its first secret; call it inside the dealership."""
    new = create_connection(dealership=dealership, by=manager(), at=MONDAY_MORNING)
    return App(connection=new.connection, secret=new.signing_secret)
