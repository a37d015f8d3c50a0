"""What every test may ask for."""

from collections.abc import Iterator

import pytest
from django.db import connection, connections
from pytest_django import DjangoDbBlocker

from tests.plugins import services

pytest_plugins = ["tests.plugins.chromium", "tests.plugins.outside"]

BOTH_ROLES = ["default", "owner"]
LEFT_OPEN = """
    SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
    WHERE usename = current_user AND datname = current_database() AND pid <> pg_backend_pid()
"""
"""A browser that is closed after the last test may still keep a line to the live server open."""
COMMITTING = {"transactional", "transactional_db", "live_server"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """
    Give every test of the database both roles: the owner makes the tables that the application's mirror shows, and
    empties them after what really commits: a mirror alone is never flushed, and rows would leak.
    """
    for item in items:
        marker = item.get_closest_marker("django_db")
        names = set(getattr(item, "fixturenames", ()))
        if COMMITTING & names:
            item.add_marker(pytest.mark.django_db(transaction=True, databases=BOTH_ROLES), append=False)
        elif marker or "db" in names:
            asked = marker.kwargs if marker else {}
            item.add_marker(pytest.mark.django_db(**{"databases": BOTH_ROLES, **asked}), append=False)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """
    Let go of the database before it is dropped: the mirror's connection is nobody else's business, and a browser that
    keeps its line to the live server open must not keep a connection to the database with it.
    """
    for told in connections.settings.values():
        told["CONN_MAX_AGE"] = 0
    yield
    with django_db_blocker.unblock():
        connections.close_all()
        for role in BOTH_ROLES:
            with connections[role].cursor() as cursor:
                cursor.execute(LEFT_OPEN)
            connections[role].close()


@pytest.fixture
def transactional(transactional_db: None) -> None:
    """Real commits, seen by other connections and processes; afterwards every table is emptied."""


@pytest.fixture(autouse=True)
def _outside_every_dealership(request: pytest.FixtureRequest) -> None:
    """Start each test with a database outside every dealership, whatever the one before it entered."""
    if request.node.get_closest_marker("django_db") or {"db", "transactional_db"} & set(request.fixturenames):
        request.getfixturevalue("db")
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('app.dealership', '', false), set_config('app.dealer_group', '', false)")


def pytest_unconfigure() -> None:
    """Stop the run's server as soon as nobody needs it."""
    services.finish()
