"""The processor as a fixture."""

from typing import TYPE_CHECKING

import pytest
from pytest_django.fixtures import Settings

from dealerships.models import Dealership
from tests.situations.fixtures import desk, neighbour, store
from tests.stripe.bank import Bank, bank_of

if TYPE_CHECKING:
    from sandbox.testing import RunningSandbox

__all__ = ["bank", "desk", "neighbour", "store"]

A_BUSY_MACHINE = 10.0
"""Seconds in which an answer comes, however much else goes on."""


@pytest.fixture
def bank(store: Dealership, sandbox: "RunningSandbox", settings: Settings) -> Bank:
    """The card processor. On a busy machine it may take a while, and only a fault makes us impatient with it."""
    settings.STRIPE_API_BASE = sandbox.stripe_base
    settings.VENDOR_TIMEOUT_SECONDS = A_BUSY_MACHINE
    return bank_of(sandbox, store, settings)
