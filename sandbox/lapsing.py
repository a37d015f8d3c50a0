"""Lets holds lapse when their time is over, whether or not anybody asks for them."""

import threading

from sandbox.processor.calls import Call
from sandbox.processor.capturing import let_lapsed_holds_go
from sandbox.processor.objects import Shelf, new_id
from sandbox.processor.params import Params
from sandbox.world import World


class Lapser(threading.Thread):
    EVERY_SECONDS = 1.0

    def __init__(self, world: World) -> None:
        super().__init__(name="lapser", daemon=True)
        self._world = world

    def run(self) -> None:
        while not self._world.stopping.is_set():
            let_holds_lapse(self._world)
            self._world.pause(self.EVERY_SECONDS)


def let_holds_lapse(world: World) -> None:
    now = int(world.clock.now())
    for row in world.store.rows("SELECT DISTINCT account FROM objects WHERE lapses_at <= ?", now):
        with world.store.transaction() as connection:
            let_lapsed_holds_go(own_call(world, Shelf(connection, row["account"])))


def own_call(world: World, shelf: Shelf, *, address: str = "", params: Params | None = None) -> Call:
    """A call that the processor makes on itself, without a key."""
    return Call(
        world=world,
        shelf=shelf,
        params=params or Params({}),
        now=int(world.clock.now()),
        idempotency_key=None,
        request_id=new_id("req"),
        address=address,
    )
