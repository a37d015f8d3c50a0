"""Effects: ask, in the transaction of a cause, for what must happen outside or later."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from json import dumps, loads
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils.module_loading import import_string

from dealerships.domain.actor import Actor
from dealerships.domain.effects import State
from dealerships.models import Dealership, Due, Effect
from dealerships.services.asking import ask, ask_or_move, ring_at_commit
from dealerships.services.history import record


class UnableToTryAgain(Exception):
    """The effect waits for nobody; the message says how it stands."""


class UnknownEffect(LookupError):
    """The dealership has no such effect."""


def publish(fact: Any, *, dealership: Dealership, at: datetime, about: str = "") -> None:
    """
    Tell everybody above who asked: one effect per subscriber (config/facts.py), in this transaction.

    ``fact`` is a frozen dataclass of JSON values, named in the past tense.
    """
    asked = reactions(fact)
    if asked.kinds:
        ask(dealership=dealership, kinds=asked.kinds, keys=asked.keys, payload=asked.payload, at=at, about=about)


@dataclass(frozen=True, kw_only=True, slots=True)
class Reactions:
    """Which effects a fact asks for, each under a key of its own, and what they are told."""

    kinds: Sequence[str]
    keys: Sequence[str]
    payload: Mapping[str, Any]


def reactions(fact: Any) -> Reactions:
    """What a fact asks for; nothing where nobody subscribed to it."""
    name, identity = type(fact).__name__, uuid4().hex
    kinds = import_string(settings.SUBSCRIBERS).get(name, ())
    keys = [f"{name}:{identity}:{kind}" for kind in kinds]
    return Reactions(kinds=kinds, keys=keys, payload=plain(asdict(fact)))


def schedule(
    *,
    dealership: Dealership,
    kind: str,
    key: str,
    payload: Mapping[str, Any],
    due_at: datetime,
    at: datetime,
    about: str = "",
    sequence: str = "",
) -> Effect:
    """
    Ask for an effect, or move the one that already has this key and still waits.

    ``kind`` is the dotted path of what does it (see ``dealerships.working``). An effect that is done stays done.
    """
    effect = ask_or_move(
        dealership=dealership,
        kind=kind,
        key=key,
        payload=plain(payload),
        due_at=due_at,
        at=at,
        about=about,
        sequence=sequence,
    )
    return effect or Effect.objects.get(dealership=dealership, key=key)


def schedule_new(
    *,
    dealership: Dealership,
    kind: str,
    key: str,
    payload: Mapping[str, Any],
    at: datetime,
    about: str = "",
    sequence: str = "",
) -> None:
    """
    Ask at once for an effect whose key is new by construction.

    :raises IntegrityError: an effect has this key already
    """
    ask(
        dealership=dealership,
        kinds=[kind],
        keys=[key],
        payload=plain(payload),
        at=at,
        about=about,
        sequence=sequence,
    )


def withdraw(*, dealership: Dealership, key: str) -> None:
    """Take back an effect that has not happened yet; one that has, or never was, is left alone."""
    waiting = Effect.objects.filter(dealership=dealership, key=key, state=State.WAITING)
    for effect in waiting.select_for_update():
        effect.state = State.WITHDRAWN
        effect.save(update_fields=["state"])
        Due.objects.filter(dealership=dealership, effect=effect.pk).delete()


@transaction.atomic
def try_again(*, dealership: Dealership, effect_id: int, by: Actor, at: datetime) -> None:
    """
    Put an effect that needs attention back in line.

    :raises UnableToTryAgain: it does not need attention
    :raises UnknownEffect: the dealership has none with this id
    """
    effect = needing_attention(dealership, effect_id)
    effect.state, effect.due_at, effect.attempts = State.WAITING, at, 0
    effect.save(update_fields=["state", "due_at", "attempts"])
    ring(effect)
    record("tried again", dealership=dealership, subjects=subjects(effect), by=by, at=at, details={"kind": effect.kind})


@transaction.atomic
def try_all_again(*, dealership: Dealership, effect_ids: Sequence[int], by: Actor, at: datetime) -> int:
    """Put these effects back in line, as far as they still need attention, with one line of history; returns how many."""
    given_up = Effect.objects.filter(dealership=dealership, pk__in=effect_ids, state=State.NEEDS_ATTENTION)
    effects = list(given_up.order_by("pk").select_for_update())
    for effect in effects:
        effect.state, effect.due_at, effect.attempts = State.WAITING, at, 0
    Effect.objects.bulk_update(effects, ["state", "due_at", "attempts"])
    rows = [Due(dealership=dealership, effect=effect.pk, due_at=at, turn_at=at) for effect in effects]
    Due.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["dealership", "effect"],
        update_fields=["due_at", "turn_at", "lease_until"],
    )
    if effects:
        ring_at_commit()
        about = list(dict.fromkeys(subject for effect in effects for subject in subjects(effect)))
        details = {"kind": effects[0].kind, "together": len(effects)}
        record("tried again", dealership=dealership, subjects=about, by=by, at=at, details=details)
    return len(effects)


@transaction.atomic
def dismiss(*, dealership: Dealership, effect_id: int, reason: str, by: Actor, at: datetime) -> None:
    """
    Let an effect that needs attention rest, with a reason.

    :raises UnableToTryAgain: it does not need attention
    :raises UnknownEffect: the dealership has none with this id
    """
    effect = needing_attention(dealership, effect_id)
    effect.state, effect.done_at = State.DISMISSED, at
    effect.save(update_fields=["state", "done_at"])
    details = {"kind": effect.kind, "reason": reason}
    record("dismissed", dealership=dealership, subjects=subjects(effect), by=by, at=at, details=details)


def needing_attention(dealership: Dealership, effect_id: int) -> Effect:
    """
    The effect, locked.

    :raises UnableToTryAgain: it does not need attention
    :raises UnknownEffect: the dealership has none with this id
    """
    effect = Effect.objects.select_for_update().filter(dealership=dealership, pk=effect_id).first()
    if effect is None:
        raise UnknownEffect
    if effect.state != State.NEEDS_ATTENTION:
        raise UnableToTryAgain(f"This is {effect.state.replace('_', ' ')} already.")
    return effect


def subjects(effect: Effect) -> list[str]:
    """What the history of an effect tells of."""
    return [effect.about or f"effect/{effect.pk}"]


def ring(effect: Effect) -> None:
    """Write an effect down for the relay again, and wake it."""
    Due.objects.update_or_create(
        dealership_id=effect.dealership_id,
        effect=effect.pk,
        defaults={"due_at": effect.due_at, "turn_at": effect.due_at, "lease_until": None},
    )
    ring_at_commit()


def plain(payload: Mapping[str, Any]) -> dict[str, Any]:
    """The payload in JSON's own values."""
    values: dict[str, Any] = loads(dumps(dict(payload), cls=DjangoJSONEncoder))
    return values
