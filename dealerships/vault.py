"""Columns that are sealed at rest, and blind indexes by which a sealed value can be found."""

import hashlib
import hmac
from datetime import date
from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.db import models


@lru_cache
def _fernet(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


def seal(text: str) -> str:
    """The text, sealed with the newest key; empty stays empty."""
    return _fernet(tuple(settings.FIELD_KEYS)).encrypt(text.encode()).decode() if text else ""


def unseal(token: str) -> str:
    """
    The text of a sealed value.

    :raises cryptography.fernet.InvalidToken: no key of the installation opens it
    """
    return _fernet(tuple(settings.FIELD_KEYS)).decrypt(token.encode()).decode() if token else ""


def blind_index(*parts: str, dealership_id: int) -> str:
    """A keyed hash of a normalised value: equal values of one dealership meet, nobody can read them."""
    key = f"{settings.FIELD_KEYS[-1]}:{dealership_id}".encode()
    return hmac.digest(key, "\x1f".join(parts).encode(), hashlib.sha256).hex()


class SealedTextField(models.TextField[str, str]):
    """Text that stands encrypted in the database."""

    def from_db_value(self, value: str | None, *_: Any) -> str | None:
        return None if value is None else unseal(value)

    def get_prep_value(self, value: Any) -> Any:
        return None if value is None else seal(str(value))


class SealedDateField(models.TextField[date | None, date | None]):
    """A date that stands encrypted in the database."""

    def from_db_value(self, value: str | None, *_: Any) -> date | None:
        return date.fromisoformat(unseal(value)) if value else None

    def to_python(self, value: Any) -> Any:
        return date.fromisoformat(value) if isinstance(value, str) and value else value

    def get_prep_value(self, value: Any) -> Any:
        return seal(value.isoformat()) if value else None
