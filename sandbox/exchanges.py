"""The list *Sent and answered*: every message between the desk and the outside, as the sandbox's page shows it."""

import json
import time
from typing import Any

from sandbox.store import Row
from sandbox.world import World

KEPT = 500


def note(
    world: World, *, channel: str, direction: str, title: str, detail: str, answer: str, tone: str, body: Any = None
) -> None:
    """Add one exchange. `tone` is a status of the stylesheet (done, delivered, failed …)."""
    pretty = json.dumps(body, indent=1, ensure_ascii=False) if body is not None else ""
    with world.store.transaction() as connection:
        connection.execute(
            "INSERT INTO exchanges (at, channel, direction, title, detail, answer, tone, body) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (time.time(), channel, direction, title, detail, answer, tone, pretty),
        )
        connection.execute("DELETE FROM exchanges WHERE seq <= (SELECT max(seq) FROM exchanges) - ?", (KEPT,))


def latest(world: World, *, channel: str, limit: int = 40) -> list[Row]:
    """The newest first; an empty channel means all of them."""
    return world.store.rows(
        "SELECT * FROM exchanges WHERE ? IN ('', channel) ORDER BY seq DESC LIMIT ?", *(channel, limit)
    )


def clear(world: World) -> None:
    world.store.write("DELETE FROM exchanges")
