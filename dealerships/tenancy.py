"""The scope of a transaction: which dealership's rows it can see and write."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from dealerships.models import Dealership

ENTER = """
    SELECT current_setting('app.dealership', true), current_setting('app.dealer_group', true),
           set_config('app.dealership', %s, true), set_config('app.dealer_group', %s, true)
"""
LEAVE = "SELECT set_config('app.dealership', %s, true), set_config('app.dealer_group', %s, true)"


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
        with connection.cursor() as cursor:
            cursor.execute(ENTER, [str(dealership.pk), str(dealership.dealer_group_id)])
            before = cursor.fetchone()[:2]
        yield
        if not outermost and not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute(LEAVE, [scope or "" for scope in before])
