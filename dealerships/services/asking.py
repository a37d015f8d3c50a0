"""
How effects are written: each statement adds the effects and what the relay reads of them at once.

Raw SQL, because the ORM needs four statements for it: look, insert, insert what is due, wake the relay.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from json import dumps
from typing import Any

from django.db import connection, transaction

from dealerships.domain.effects import State
from dealerships.models import Dealership, Due, Effect
from dealerships.prepared import at_once

WAKE = "pg_notify('due', '')"
NOTIFY = f"SELECT {WAKE}"

ASKED = f"""
    asked AS (
        INSERT INTO "{Effect._meta.db_table}"
            (dealership_id, kind, key, sequence, about, payload, state, due_at, attempts, reason, created_at)
        SELECT %(dealership)s::bigint, kind, key, %(sequence)s::text, %(about)s::text, %(payload)s::jsonb,
            '{State.WAITING}', %(due_at)s::timestamptz, 0, '', %(at)s::timestamptz
        FROM {{each}} AS each (kind, key, position)
        ORDER BY position
        RETURNING id, dealership_id, due_at
    )
    INSERT INTO "{Due._meta.db_table}" (dealership_id, effect, due_at, turn_at)
    SELECT dealership_id, id, due_at, %(turn_at)s::timestamptz FROM asked
"""  # noqa: S608 - the names are our own tables'
MANY = ASKED.format(each="unnest(%(kinds)s::text[], %(keys)s::text[]) WITH ORDINALITY")
ASK = f"WITH {MANY}"

RETURNED = [field.attname for field in Effect._meta.concrete_fields if field.name != "payload"]
ASK_OR_MOVE = f"""
    WITH asked AS (
        INSERT INTO "{Effect._meta.db_table}" AS effect
            (dealership_id, kind, key, sequence, about, payload, state, due_at, attempts, reason, created_at)
        VALUES (%(dealership)s, %(kind)s, %(key)s, %(sequence)s, %(about)s, %(payload)s::jsonb, '{State.WAITING}',
            %(due_at)s, 0, '', %(at)s)
        ON CONFLICT (dealership_id, key) DO UPDATE
        SET payload = excluded.payload, due_at = excluded.due_at, state = excluded.state
        WHERE effect.state IN ('{State.WAITING}', '{State.WITHDRAWN}')
        RETURNING effect.*
    ), noted AS (
        INSERT INTO "{Due._meta.db_table}" (dealership_id, effect, due_at, turn_at)
        SELECT dealership_id, id, due_at, due_at FROM asked
        ON CONFLICT (dealership_id, effect) DO UPDATE
        SET due_at = excluded.due_at, turn_at = excluded.turn_at, lease_until = NULL
    )
    SELECT {", ".join(RETURNED)} FROM asked
"""  # noqa: S608 - the names are our own tables'


def ask(
    *,
    dealership: Dealership,
    kinds: Sequence[str],
    keys: Sequence[str],
    payload: Mapping[str, Any],
    at: datetime,
    about: str = "",
    sequence: str = "",
) -> None:
    """
    Add one effect for each kind, under its key.

    :raises IntegrityError: an effect has one of the keys already
    """
    values = asked_for(kinds=kinds, keys=keys, payload=payload, at=at, about=about, sequence=sequence)
    at_once(ASK, values | {"dealership": dealership})
    ring_at_commit()


def asked_for(
    *,
    kinds: Sequence[str],
    keys: Sequence[str],
    payload: Mapping[str, Any],
    at: datetime,
    about: str = "",
    sequence: str = "",
    patience: timedelta = timedelta(0),
) -> dict[str, Any]:
    """The values of ``ASK`` beside the dealership; ``patience`` is how long they may wait behind others in a crowd."""
    return {
        "kinds": list(kinds),
        "keys": list(keys),
        "sequence": sequence,
        "about": about,
        "payload": dumps(payload),
        "due_at": at,
        "turn_at": at + patience,
        "at": at,
    }


def asking_if(part: str) -> str:
    """The end of a statement: ask for the effect of ``kind`` and ``key``, but only if its part of this name has a row."""
    one = f"(SELECT %(kind)s::text, %(key)s::text, 1 FROM {part})"  # noqa: S608 - the part is our own
    return ASKED.format(each=one)


def ask_or_move(
    *,
    dealership: Dealership,
    kind: str,
    key: str,
    payload: Mapping[str, Any],
    due_at: datetime,
    at: datetime,
    about: str,
    sequence: str,
) -> Effect | None:
    """Add an effect, or move the one with this key that still waits; None where it has been carried out."""
    values: dict[str, Any] = {
        "dealership": dealership,
        "kind": kind,
        "key": key,
        "sequence": sequence,
        "about": about,
        "payload": dumps(payload),
        "due_at": due_at,
        "at": at,
    }
    for row in at_once(ASK_OR_MOVE, values):
        effect = Effect(**dict(zip(RETURNED, row, strict=True)), payload=dict(payload))
        effect.dealership, effect._state.adding = dealership, False  # noqa: SLF001 - as the ORM does with a row read
        ring_at_commit()
        return effect
    return None


def ring_at_commit() -> None:
    """
    Wake the relay once after the commit: NOTIFY inside it would let commits wait for each other, one at a time.

    A bell that can't be rung is logged: what was committed stands, and must not be answered as if it had failed.
    """
    if all(waiting is not bell for _, waiting, *_ in connection.run_on_commit):
        transaction.on_commit(bell, robust=True)


def bell() -> None:
    """Wake the relay; unheard, it looks by itself every second."""
    at_once(NOTIFY, {})
