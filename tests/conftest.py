"""What every test may ask for."""

from collections.abc import Iterator

import pytest
from django.db import connections

BOTH = ["default", "owner"]


@pytest.fixture
def transactional(request: pytest.FixtureRequest) -> None:
    """
    Real commits, seen by other connections; afterwards every table is emptied, as the owner.

    The bare mark forgets the owner's alias, and its rows would leak into the next test.
    """
    request.node.add_marker(pytest.mark.django_db(transaction=True, databases=BOTH))
    request.getfixturevalue("transactional_db")


@pytest.fixture(autouse=True)
def _no_scope_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """Each test with a database starts outside every dealership, whatever the one before set."""
    if {"db", "transactional_db"} & set(request.fixturenames):
        request.getfixturevalue("django_db_setup")
    yield
    for alias in BOTH:
        if connections[alias].connection is not None:
            connections[alias].close()
