"""
Whose an effect is: claimed by one worker, leased while a vendor is asked, put off, or done.

Every effect goes through here, so what it costs is kept small: one statement claims, one ends.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import uuid4

from django.db.models import Case, OuterRef, Q, QuerySet, Subquery, When

from dealerships.domain.effects import LEASE, State
from dealerships.models import Dealership, Due, Effect
from dealerships.prepared import at_once, prepared, told
from dealerships.services.asking import ring_at_commit
from dealerships.tenancy import as_dealership


@prepared
def free() -> "QuerySet[Effect]":
    """
    The effect, locked, if it waits, is due, and nobody else is at it; ``follows`` says when the first of its sequence
    is due, where an earlier one still waits.
    """
    before = {"dealership": OuterRef("dealership"), "sequence": OuterRef("sequence"), "pk__lt": OuterRef("pk")}
    # Said of the earlier ones too, or the index of those that wait in a sequence could not be used.
    earlier = Effect.objects.filter(~Q(sequence=""), state=State.WAITING, **before).order_by("pk").values("due_at")
    waiting = Effect.objects.filter(
        dealership=told("dealership"), pk=told("effect"), state=State.WAITING, due_at__lte=told("at")
    )
    following = waiting.annotate(follows=Case(When(~Q(sequence=""), then=Subquery(earlier[:1]))))
    return following.select_for_update(skip_locked=True, of=("self",))


def claimed(dealership: Dealership, effect_id: int, at: datetime) -> Effect | None:
    """The effect, locked, if it is due, free, and first of its sequence."""
    effect = free.only(dealership=dealership, effect=effect_id, at=at)
    if effect is None or (effect.lease_until and effect.lease_until > at):
        return None
    effect.dealership = dealership
    first_due_at: datetime | None = vars(effect)["follows"]
    if first_due_at is None:
        return effect
    if first_due_at > at:
        rest(effect, until=min(first_due_at, at + LONGEST_REST))
    return None


LONGEST_REST = timedelta(minutes=5)
REST = f"""
    UPDATE "{Due._meta.db_table}" SET lease_until = %(until)s
    WHERE dealership_id = %(dealership)s AND effect = %(effect)s
"""  # noqa: S608 - the name is our own table's


def rest(effect: Effect, *, until: datetime) -> None:
    """
    Keep one that follows another off the relay's hands until that one is tried again; when it is done this one is
    woken. Else thousands that wait behind a partner who does not answer would be handed out again and again, in vain,
    and nobody else would have a turn.
    """
    at_once(REST, {"dealership": effect.dealership_id, "effect": effect.pk, "until": until})


def forget(dealership: Dealership, effect_id: int) -> None:
    """Take off the relay's list what is no effect any more."""
    if not Effect.objects.filter(dealership=dealership, pk=effect_id).exists():
        Due.objects.filter(dealership=dealership, effect=effect_id).delete()


def lease(effect: Effect, *, at: datetime) -> None:
    """Keep others away until the lease ends."""
    effect.lease_token, effect.lease_until = uuid4(), at + LEASE
    effect.save(update_fields=["lease_token", "lease_until"])


GIVE_BACK = f"""
    UPDATE "{Due._meta.db_table}" AS due SET lease_until = NULL
    FROM unnest(%(dealerships)s::bigint[], %(effects)s::bigint[]) AS each (dealership, effect)
    WHERE due.dealership_id = each.dealership AND due.effect = each.effect
    RETURNING due.effect
"""  # noqa: S608 - the names are our own tables'


def give_back(handed: Collection[tuple[int, int]]) -> None:
    """Let the relay hand these out again at once, each named by its dealership and its own id."""
    if handed:
        dealerships, effects = zip(*handed, strict=True)
        at_once(GIVE_BACK, {"dealerships": dealerships, "effects": effects})


def still_mine(effect: Effect) -> bool:
    """Whether the row, now locked, still carries this worker's lease."""
    rows = Effect.objects.filter(
        dealership_id=effect.dealership_id, pk=effect.pk, lease_token=effect.lease_token, state=State.WAITING
    )
    return rows.select_for_update().exists()


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
            Due.objects.filter(dealership=dealership, effect=effect.pk).update(
                due_at=due_at, turn_at=due_at, lease_until=None
            )
        elif changed:
            Due.objects.filter(dealership=dealership, effect=effect.pk).delete()


# The ORM needs four statements for it, and every effect ends so. The next of a sequence was refused a moment ago; the
# relay hands it out at once.
DONE = f"""
    WITH closed AS (
        UPDATE "{Effect._meta.db_table}"
        SET state = '{State.DONE}', done_at = %(at)s, reason = '', lease_token = NULL, lease_until = NULL
        WHERE dealership_id = %(dealership)s AND id = %(effect)s
    ), off AS (
        DELETE FROM "{Due._meta.db_table}" WHERE dealership_id = %(dealership)s AND effect = %(effect)s
    ), following AS (
        SELECT id FROM "{Effect._meta.db_table}"
        WHERE dealership_id = %(dealership)s AND sequence = %(sequence)s AND sequence <> '' AND id > %(effect)s
            AND state = '{State.WAITING}'
        ORDER BY id LIMIT 1
    ), woken AS (
        UPDATE "{Due._meta.db_table}" SET lease_until = NULL FROM following
        WHERE dealership_id = %(dealership)s AND effect = following.id
        RETURNING effect
    )
    SELECT effect FROM woken
"""  # noqa: S608 - the names are our own tables'


def done(effect: Effect, *, at: datetime) -> None:
    """Close the effect, take it off the relay's list, and let the relay hand out the next of its sequence."""
    values = {"dealership": effect.dealership_id, "effect": effect.pk, "sequence": effect.sequence, "at": at}
    if at_once(DONE, values):
        ring_at_commit()
