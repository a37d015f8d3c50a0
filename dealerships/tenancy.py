"""The scope of a transaction: which dealership's rows it can see and write."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.models import F, Func, QuerySet, TextField, Value
from django.db.models.functions import Cast

from dealerships.models import Dealership
from dealerships.prepared import at_once, prepared, told

ENTER = """
    SELECT current_setting('app.dealership', true), current_setting('app.dealer_group', true),
           set_config('app.dealership', %(dealership)s, true),
           set_config('app.dealer_group', %(group)s, true)
"""
LEAVE = """
    SELECT set_config('app.dealership', %(dealership)s, true), set_config('app.dealer_group', %(group)s, true)
"""


@contextmanager
def as_dealership(dealership: Dealership) -> Iterator[None]:
    """
    Act as this dealership until the end of the block, in a transaction.

    The scope lives in the transaction, never in the connection. Releasing a savepoint would keep it, so an inner
    block sets the outer scope again when it leaves; a failed block is rolled back, and its scope with it, and the
    outermost block ends the transaction.
    """
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        mine = {"dealership": dealership, "group": dealership.dealer_group_id}
        [(*before, _, _)] = at_once(ENTER, mine)
        yield
        if not outermost and not connection.needs_rollback:
            at_once(LEAVE, {name: scope or "" for name, scope in zip(mine, before, strict=True)})


@contextmanager
def entered(dealership_id: int) -> Iterator[Dealership]:
    """``as_dealership`` by its key alone; outside of any transaction, one statement finds it and enters it."""
    if connection.in_atomic_block:
        dealership = Dealership.objects.select_related("dealer_group").get(pk=dealership_id)
        with as_dealership(dealership):
            yield dealership
        return
    with transaction.atomic():
        [dealership] = found_and_entered(dealership=dealership_id)
        yield dealership


@prepared
def found_and_entered() -> "QuerySet[Dealership]":
    """A dealership and its group, whose scope the transaction has from then on."""
    scope = {"as_dealership": ("app.dealership", F("pk")), "as_group": ("app.dealer_group", F("dealer_group_id"))}
    entering = {name: _set(*setting) for name, setting in scope.items()}
    return Dealership.objects.select_related("dealer_group").filter(pk=told("dealership")).annotate(**entering)


def _set(setting: str, value: F) -> Func:
    return Func(
        Value(setting), Cast(value, TextField()), Value(value=True), function="set_config", output_field=TextField()
    )
