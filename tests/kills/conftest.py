"""An installation that can be killed, and a guest's card at its processor."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from pytest_django.fixtures import Settings

from billing.domain.processor import CardOnFile
from tests.kills.installation import Installation, installation
from tests.situations.stores import springfield
from tests.stripe.bank import bank_of

if TYPE_CHECKING:
    from sandbox.testing import RunningSandbox


@pytest.fixture
def running(transactional: None, sandbox: "RunningSandbox", settings: Settings) -> Iterator[Installation]:
    """Nothing is started yet but the sandbox; the path of a socket must be short."""
    settings.STRIPE_API_BASE = sandbox.stripe_base
    with (
        TemporaryDirectory(prefix="kills-") as folder,
        installation(folder=Path(folder), sandbox=sandbox, store=springfield()) as running,
    ):
        yield running


@pytest.fixture
def card(running: Installation) -> CardOnFile:
    """Avery's Visa."""
    return bank_of(running.sandbox, running.store).card()
