"""Another system that uses the API with its token."""

import json
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.test import Client

from dealerships.domain.scopes import EVERY_SCOPE, Scope
from dealerships.models import Dealership
from dealerships.services.tokens import NewToken, create_token
from dealerships.tenancy import as_dealership
from tests.situations.clock import at
from tests.situations.staff import manager

API = "/api/v1/"


@dataclass(frozen=True, kw_only=True)
class Caller:
    """Its token, and what it sends."""

    secret: str

    def get(self, path: str, **query: str) -> Any:
        """Look at something."""
        return Client().get(address(path), query, headers=self.headers)

    def post(self, path: str, body: Any = None, *, key: str | None = None) -> Any:
        """Do something, under a new key unless one is given; the empty one is left out."""
        given = {"Idempotency-Key": str(uuid4()) if key is None else key}
        headers = self.headers | {name: value for name, value in given.items() if value}
        text = body if isinstance(body, str) else json.dumps(body or {})
        return Client().post(address(path), text, content_type="application/json", headers=headers)

    @property
    def headers(self) -> dict[str, str]:
        """Who it is."""
        return {"Authorization": f"Bearer {self.secret}"} if self.secret else {}


def address(path: str) -> str:
    """Of a thing in the API; a whole address stays."""
    return path if path.startswith(("/", "http")) else API + path


def token(store: Dealership, *scopes: Scope) -> NewToken:
    """A token of the store, with every scope unless some are named."""
    with as_dealership(store):
        return create_token(
            dealership=store, name="Service scheduler", scopes=scopes or EVERY_SCOPE, by=manager(), at=at(1)
        )


def caller(store: Dealership, *scopes: Scope) -> Caller:
    """Another system of the store."""
    return Caller(secret=token(store, *scopes).secret)
