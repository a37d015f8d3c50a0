"""An empty store of documents."""

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from tests.contracts.at_the_counter import Loan, loan_for_group
from tests.situations import Counter
from tests.situations.fixtures import desk, store

__all__ = ["desk", "store"]


@pytest.fixture
def folder(settings: Settings, tmp_path: Path) -> Path:
    """Where documents are kept, for this test."""
    location = tmp_path / "documents"
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": location},
        }
    }
    return location


@pytest.fixture
def loan(desk: Counter, folder: Path) -> Loan:
    """Avery's loan of the group, booked."""
    return loan_for_group(desk)
