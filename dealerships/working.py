"""
Carry out effects: claim, act, record; nothing lost, nothing twice.

What an effect's ``kind`` names is one of two things, found by its dotted path:

- a function ``subscriber(*, dealership, payload, at)``: it only writes rows, so claim, work and record are one
  transaction;
- a module with ``prepare``, ``call`` and ``record`` (``Outside``), for what happens at a vendor: the claim and the
  request are committed before the first byte is sent, and the outcome is recorded only while the lease still holds.
"""

import logging
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from importlib import import_module
from types import ModuleType
from typing import Any, Protocol, cast

from django.db import transaction
from django.utils.module_loading import import_string

from dealerships.claiming import claimed, done, forget, give_back, lease, put_off, still_mine
from dealerships.domain.effects import BACK_OFF, NeedsAttention, TryAgain, wait_after
from dealerships.models import Dealership, Effect
from dealerships.services.asking import bell
from dealerships.tenancy import as_dealership, entered

logger = logging.getLogger(__name__)
Clock = Callable[[], datetime]


class Outside(Protocol):
    """An effect at a vendor. ``prepare`` and ``record`` run in transactions, ``call`` outside any."""

    def prepare(self, *, dealership: Dealership, payload: dict[str, Any], at: datetime) -> Any:
        """What to ask the vendor, or None when there is nothing to do any more."""

    def call(self, request: Any) -> Any:
        """Ask the vendor, with a time-out and the row's own idempotency key.

        :raises TryAgain: it did not answer, or not now
        :raises NeedsAttention: it never will, as things stand
        """

    def record(self, *, dealership: Dealership, payload: dict[str, Any], outcome: Any, at: datetime) -> None:
        """Write down what the vendor did."""


def perform_all(handed: Iterable[tuple[int, int]], *, clock: Clock) -> None:
    """
    Carry out effects of dealerships one after the other, each by itself. Nobody waits behind a vendor: before one is
    asked, the rest goes back to the relay.
    """
    left = deque(handed)

    def give_back_the_rest() -> None:
        if left:
            give_back(left)
            left.clear()
            bell()

    while left:
        dealership_id, effect_id = left.popleft()
        perform(dealership_id=dealership_id, effect_id=effect_id, clock=clock, going_out=give_back_the_rest)


def perform(*, dealership_id: int, effect_id: int, clock: Clock, going_out: Callable[[], None] = lambda: None) -> None:
    """Carry out an effect if it is due and nobody else is at it; ``going_out`` is called before a vendor is asked."""
    with entered(dealership_id) as dealership:
        effect = claimed(dealership, effect_id, clock())
        if effect is None:
            forget(dealership, effect_id)
            return
        doer: Any = None
        with attempt(effect, dealership=dealership, clock=clock):
            doer = named(effect.kind)
        if doer is None:
            return
        if not isinstance(doer, ModuleType):
            perform_inside(doer, effect, dealership=dealership, clock=clock)
            return
        lease(effect, at=clock())
    going_out()
    go_outside(cast("Outside", doer), effect, dealership=dealership, clock=clock)


def named(kind: str) -> Any:
    """The module or function of a dotted path."""
    try:
        return import_string(kind)
    except ImportError:
        return import_module(kind)


def perform_inside(doer: Callable[..., None], effect: Effect, *, dealership: Dealership, clock: Clock) -> None:
    """Work and record in the transaction of the claim."""
    with attempt(effect, dealership=dealership, clock=clock), transaction.atomic():
        doer(dealership=dealership, payload=effect.payload, at=clock())
        done(effect, at=clock())


def perform_outside(doer: Outside, *, dealership: Dealership, effect_id: int, clock: Clock) -> None:
    """Claim and commit; call; record while the lease holds."""
    with as_dealership(dealership):
        effect = claimed(dealership, effect_id, clock())
        if effect is None:
            return
        lease(effect, at=clock())
    go_outside(doer, effect, dealership=dealership, clock=clock)


def go_outside(doer: Outside, effect: Effect, *, dealership: Dealership, clock: Clock) -> None:
    """Call for an effect that is leased; record while the lease holds."""
    with attempt(effect, dealership=dealership, clock=clock, back_off=getattr(doer, "BACK_OFF", BACK_OFF)):
        with as_dealership(dealership):
            request = doer.prepare(dealership=dealership, payload=effect.payload, at=clock())
        outcome = None if request is None else doer.call(request)
        with as_dealership(dealership):
            if not still_mine(effect):
                logger.warning("effect %s was taken over; its outcome is left to the other worker", effect.pk)
                return
            if request is not None:
                doer.record(dealership=dealership, payload=effect.payload, outcome=outcome, at=clock())
            done(effect, at=clock())


@contextmanager
def attempt(
    effect: Effect, *, dealership: Dealership, clock: Clock, back_off: Sequence[timedelta] = BACK_OFF
) -> Iterator[None]:
    """Turn a failure into another attempt later, or into something that needs attention."""
    try:
        yield
    except NeedsAttention as reason:
        put_off(effect, dealership=dealership, reason=str(reason), wait=None, at=clock())
    except TryAgain as reason:
        wait = wait_after(effect.attempts + 1, back_off=back_off)
        wished = max(wait, reason.after) if wait and reason.after else wait
        put_off(effect, dealership=dealership, reason=str(reason), wait=wished, at=clock())
    except Exception:
        # The outermost edge of a worker: logged, kept, tried again, at last shown to staff.
        logger.exception("effect %s (%s) failed", effect.pk, effect.kind)
        wait = wait_after(effect.attempts + 1, back_off=back_off)
        put_off(effect, dealership=dealership, reason="Something went wrong here.", wait=wait, at=clock())
