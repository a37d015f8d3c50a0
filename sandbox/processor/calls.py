"""One call to the processor: what was asked, by whom, and what it has done so far."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field

from sandbox.processor.errors import Json
from sandbox.processor.objects import Shelf, published
from sandbox.processor.params import Params
from sandbox.world import World


@dataclass(kw_only=True)
class Call:
    world: World
    shelf: Shelf
    params: Params
    now: int
    idempotency_key: str | None
    request_id: str
    address: str
    declined_on_request: bool = False
    effects: list[tuple[str, str]] = field(default_factory=list)

    def record(self, operation: str, thing: Json, amount: int, *, announced_as: str | None = None) -> None:
        """Write into the ledger what has really happened to money; it is announced once it has been answered."""
        self.shelf.connection.execute(
            "INSERT INTO ledger "
            "(at, account, operation, id, payment_intent, amount, currency, idempotency_key, metadata) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(self.now, self.shelf.account, operation, thing["id"], thing.get("payment_intent", thing["id"])),
                *(amount, thing["currency"], self.idempotency_key, json.dumps(published(thing["metadata"]))),
            ),
        )
        if announced_as:
            self.effects.append((announced_as, thing["id"]))


@dataclass(frozen=True, kw_only=True)
class Route:
    """One endpoint: its published name, and every parameter it takes."""

    method: str
    path: str
    name: str
    run: Callable[..., Json]
    takes: str = ""

    def allowed(self) -> frozenset[str]:
        return frozenset(self.takes.split())
