"""Idempotency keys: one key, one effect; the first answer is kept for 24 hours and given again."""

import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sandbox.processor.errors import Json, Refusal
from sandbox.processor.objects import Shelf

KEPT_SECONDS = 24 * 3600


@dataclass(frozen=True, kw_only=True)
class Answer:
    status: int
    body: Json
    replayed: bool = False


class KeysInFlight:
    """Keys whose first call is still being worked on: a second call with one is refused, not queued."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._keys: set[tuple[str, str]] = set()

    @contextmanager
    def working_on(self, account: str, key: str | None) -> Iterator[None]:
        """:raises Refusal: 409, another call with this key is under way"""
        if key is None:
            yield
            return
        with self._lock:
            if (account, key) in self._keys:
                raise Refusal(
                    "There is currently another in-progress request using this idempotency key.",
                    status=409,
                    kind="idempotency_error",
                    code="idempotency_key_in_use",
                    began=False,
                )
            self._keys.add((account, key))
        try:
            yield
        finally:
            with self._lock:
                self._keys.discard((account, key))


def fingerprint(method: str, path: str, body: bytes) -> str:
    return hashlib.sha256(b"\n".join((method.encode(), path.encode(), body))).hexdigest()


def kept_answer(shelf: Shelf, key: str, print_: str, now: float) -> Answer | None:
    """The answer kept for this key, if there is one.

    :raises Refusal: idempotency_error, the key was first used with other parameters
    """
    shelf.connection.execute("DELETE FROM answers WHERE at <= ?", (now - KEPT_SECONDS,))
    row = shelf.connection.execute(
        "SELECT * FROM answers WHERE account = ? AND key = ?", (shelf.account, key)
    ).fetchone()
    if row is None:
        return None
    if row["fingerprint"] != print_:
        raise Refusal(
            f"Keys for idempotent requests can only be used with the same parameters they were first used with. "
            f"Try using a key other than '{key}' if you meant to execute a different request.",
            kind="idempotency_error",
            began=False,
        )
    return Answer(status=row["status"], body=json.loads(row["body"]), replayed=True)


def keep_answer(shelf: Shelf, key: str, print_: str, answer: Answer, now: float) -> None:
    shelf.connection.execute(
        "INSERT INTO answers (account, key, fingerprint, status, body, at) VALUES (?, ?, ?, ?, ?, ?)",
        (shelf.account, key, print_, answer.status, json.dumps(answer.body), now),
    )
