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


@pytest.fixture
def bank(store: Dealership, sandbox: "RunningSandbox", settings: Settings) -> Bank:
    """The card processor, answering within a moment or not at all."""
    settings.STRIPE_API_BASE = sandbox.stripe_base
    settings.VENDOR_TIMEOUT_SECONDS = 0.5
    return bank_of(sandbox, store)
