"""
Carry out effects: claim, act, record; nothing lost, nothing twice.

What an effect's ``kind`` names is one of two things, found by its dotted path:

- a function ``subscriber(*, dealership, payload, at)``: it only writes rows, so claim, work and record are one
  transaction;
- a module with ``prepare``, ``call`` and ``record`` (``Outside``), for what happens at a vendor: the claim and the
  request are committed before the first byte is sent, and the outcome is recorded only while the lease still holds.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from importlib import import_module
from types import ModuleType
from typing import Any, Protocol, cast
from uuid import uuid4

from django.db import transaction
from django.utils.module_loading import import_string

from dealerships.domain.effects import BACK_OFF, LEASE, NeedsAttention, State, TryAgain, wait_after
from dealerships.models import Dealership, Due, Effect
from dealerships.tenancy import as_dealership

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


def perform(*, dealership_id: int, effect_id: int, clock: Clock) -> None:
    """Carry out an effect if it is due and nobody else is at it."""
    dealership = Dealership.objects.select_related("dealer_group").get(pk=dealership_id)
    with as_dealership(dealership):
        kind = Effect.objects.filter(dealership=dealership, pk=effect_id).values_list("kind", flat=True).first()
    if kind is None:
        Due.objects.filter(dealership=dealership, effect=effect_id).delete()
        return
    doer = named(kind)
    if isinstance(doer, ModuleType):
        perform_outside(cast("Outside", doer), dealership=dealership, effect_id=effect_id, clock=clock)
    else:
        perform_inside(doer, dealership=dealership, effect_id=effect_id, clock=clock)


def named(kind: str) -> Any:
    """The module or function of a dotted path."""
    try:
        return import_string(kind)
    except ImportError:
        return import_module(kind)


def perform_inside(doer: Callable[..., None], *, dealership: Dealership, effect_id: int, clock: Clock) -> None:
    """Claim, work and record in one transaction."""
    with as_dealership(dealership):
        effect = claimed(dealership, effect_id, clock())
        if effect is None:
            return
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


def claimed(dealership: Dealership, effect_id: int, at: datetime) -> Effect | None:
    """The effect, locked, if it is due, free, and first of its sequence."""
    rows = Effect.objects.filter(dealership=dealership, pk=effect_id, state=State.WAITING, due_at__lte=at)
    effect = rows.select_for_update(skip_locked=True).first()
    if effect is None or (effect.lease_until and effect.lease_until > at) or follows_another(effect):
        return None
    return effect


def follows_another(effect: Effect) -> bool:
    """Whether an earlier effect of its sequence still waits."""
    earlier = Effect.objects.filter(
        dealership_id=effect.dealership_id, sequence=effect.sequence, state=State.WAITING, pk__lt=effect.pk
    )
    return bool(effect.sequence) and earlier.exists()


def lease(effect: Effect, *, at: datetime) -> None:
    """Keep others away until the lease ends."""
    effect.lease_token, effect.lease_until = uuid4(), at + LEASE
    effect.save(update_fields=["lease_token", "lease_until"])


def still_mine(effect: Effect) -> bool:
    """Whether the row, now locked, still carries this worker's lease."""
    rows = Effect.objects.filter(
        dealership_id=effect.dealership_id, pk=effect.pk, lease_token=effect.lease_token, state=State.WAITING
    )
    return rows.select_for_update().exists()


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


def put_off(effect: Effect, *, dealership: Dealership, reason: str, wait: timedelta | None, at: datetime) -> None:
    """Write down the failed attempt; without another one to come, staff see it under *needs attention*."""
    with as_dealership(dealership):
        mine = Effect.objects.filter(dealership=dealership, pk=effect.pk, lease_token=effect.lease_token)
        state = State.WAITING if wait else State.NEEDS_ATTENTION
        due_at = at + wait if wait else effect.due_at
        attempts = effect.attempts + 1
        changed = mine.update(
            state=state, due_at=due_at, attempts=attempts, reason=reason, lease_token=None, lease_until=None
        )
        if changed and wait:
            Due.objects.filter(dealership=dealership, effect=effect.pk).update(due_at=due_at, lease_until=None)
        elif changed:
            Due.objects.filter(dealership=dealership, effect=effect.pk).delete()


def done(effect: Effect, *, at: datetime) -> None:
    """Close the effect and take it off the relay's list."""
    effect.state, effect.done_at, effect.reason = State.DONE, at, ""
    effect.lease_token = effect.lease_until = None
    effect.save(update_fields=["state", "done_at", "reason", "lease_token", "lease_until"])
    Due.objects.filter(dealership_id=effect.dealership_id, effect=effect.pk).delete()
    if effect.sequence:
        wake_next(effect)


def wake_next(effect: Effect) -> None:
    """Let the relay hand out the next of the sequence at once, though it was refused a moment ago."""
    following = Effect.objects.filter(
        dealership_id=effect.dealership_id, sequence=effect.sequence, state=State.WAITING, pk__gt=effect.pk
    )
    first = following.order_by("pk").values_list("pk", flat=True)[:1]
    Due.objects.filter(dealership_id=effect.dealership_id, effect__in=list(first)).update(lease_until=None)
