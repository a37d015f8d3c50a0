"""The operations of the API, as its schema tells of them."""

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.test import Client

PLACES = {"code": "LS-2222", "vin": "2T2BAMCA8PC012345", "kind": "agreement", "upload": "K7F3", "regrouping": "8SBM"}


@dataclass(frozen=True, kw_only=True)
class Operation:
    """One address and method."""

    path: str
    method: str
    told: dict[str, Any]

    def filled(self, names: dict[str, str]) -> str:
        """The address, with a record's name in every place."""
        path = self.path
        for place, value in (PLACES | names).items():
            path = path.replace(f"{{{place}}}", value)
        return path

    @property
    def names_a_record(self) -> bool:
        """Whether the address holds a name."""
        return "{" in self.path

    @property
    def example(self) -> Any:
        """The body that the schema shows."""
        content = self.told.get("requestBody", {}).get("content", {}).get("application/json", {})
        return next((each["value"] for each in content.get("examples", {}).values()), None)

    def __str__(self) -> str:
        return f"{self.method.upper()} {self.path}"


@lru_cache
def schema() -> dict[str, Any]:
    """The schema as everybody reads it."""
    told: dict[str, Any] = json.loads(Client().get("/api/schema/").content)
    return told


def operations() -> list[Operation]:
    """All of them."""
    return [
        Operation(path=path, method=method, told=told)
        for path, methods in schema()["paths"].items()
        for method, told in methods.items()
    ]
