"""The processor's objects: kept per account, found only in their own account, shown without private fields."""

import json
import secrets
import sqlite3
from collections.abc import Mapping
from typing import Any

from sandbox.processor.errors import Json, no_such


def new_id(prefix: str) -> str:
    return f"{prefix}_{secrets.token_hex(12)}"


def published(value: Any) -> Any:
    """The value without the fields that begin with an underscore, which are the processor's own."""
    if isinstance(value, dict):
        return {name: published(inner) for name, inner in value.items() if not name.startswith("_")}
    if isinstance(value, list):
        return [published(inner) for inner in value]
    return value


class Shelf:
    """The objects of one account inside one transaction."""

    def __init__(self, connection: sqlite3.Connection, account: str) -> None:
        self.connection = connection
        self.account = account

    def put(self, thing: Json, *, lapses_at: int | None = None) -> Json:
        """Keep a new object, or the newer state of one; `lapses_at` is when the processor itself must act on it."""
        self.connection.execute(
            "INSERT INTO objects (account, id, kind, created, lapses_at, body) VALUES (?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (account, id) DO UPDATE SET body = excluded.body, lapses_at = excluded.lapses_at",
            (self.account, thing["id"], thing["object"], thing["created"], lapses_at, json.dumps(thing)),
        )
        return thing

    def get(self, kind: str, identifier: str, *, param: str = "id") -> Json:
        """:raises Refusal: resource_missing, also when the object belongs to another account"""
        row = self.connection.execute(
            "SELECT body FROM objects WHERE account = ? AND id = ? AND kind = ?", (self.account, identifier, kind)
        ).fetchone()
        if row is None:
            raise no_such(kind, identifier, param)
        thing: Json = json.loads(row["body"])
        return thing

    def anything(self, identifier: str) -> Json | None:
        row = self.connection.execute(
            "SELECT body FROM objects WHERE account = ? AND id = ?", (self.account, identifier)
        ).fetchone()
        return json.loads(row["body"]) if row else None

    def lapsed(self, now: float) -> list[Json]:
        rows = self.connection.execute(
            "SELECT body FROM objects WHERE account = ? AND lapses_at <= ? ORDER BY lapses_at", (self.account, now)
        ).fetchall()
        return [json.loads(row["body"]) for row in rows]

    def newest_first(self, kind: str, fields: Mapping[str, str], created: Mapping[str, str]) -> list[Json]:
        """Objects whose fields equal those given, created within the bounds {"gte": …, "lt": …} in Unix seconds."""
        where, values = "account = ? AND kind = ?", [self.account, kind]
        for name, value in fields.items():
            where += f" AND json_extract(body, '$.{name}') = ?"
            values.append(value)
        for bound, sign in (("gt", ">"), ("gte", ">="), ("lt", "<"), ("lte", "<="), ("eq", "=")):
            if bound in created:
                where += f" AND created {sign} CAST(? AS INTEGER)"
                values.append(created[bound])
        rows = self.connection.execute(f"SELECT body FROM objects WHERE {where} ORDER BY seq DESC", values)  # noqa: S608
        return [json.loads(row["body"]) for row in rows]


def expanded(thing: Json, paths: list[str], shelf: Shelf) -> Json:
    """Replace ids by their objects along paths such as `latest_charge.payment_method` or `data.customer`."""
    for path in paths:
        _expand(thing, path.split("."), shelf)
    return thing


def _expand(node: Any, path: list[str], shelf: Shelf) -> None:
    if isinstance(node, list):
        for each in node:
            _expand(each, path, shelf)
    elif isinstance(node, dict) and path and path[0] in node:
        value = node[path[0]]
        if isinstance(value, str):
            node[path[0]] = shelf.anything(value) or value
        _expand(node[path[0]], path[1:], shelf)
