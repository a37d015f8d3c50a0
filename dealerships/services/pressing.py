"""Let a form do its work once: claim its key, remember where it led."""

from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from dealerships.models import Dealership, Press

KEPT = timedelta(days=1)
TIDIED_AT_ONCE = 20

# Each press takes some old ones along, so that nobody has to go through all dealerships; what another press takes
# along at this moment is left to it. Its own form's stays: pressed again after days, it still leads where it led.
CLAIM = f"""
    WITH old AS (
        SELECT id FROM "{Press._meta.db_table}"
        WHERE dealership_id = %(dealership)s AND created_at < %(kept_since)s AND key <> %(key)s
        ORDER BY created_at LIMIT {TIDIED_AT_ONCE} FOR UPDATE SKIP LOCKED
    ), tidied AS (
        DELETE FROM "{Press._meta.db_table}" WHERE dealership_id = %(dealership)s AND id IN (SELECT id FROM old)
    )
    INSERT INTO "{Press._meta.db_table}" (dealership_id, key, target, created_at)
    VALUES (%(dealership)s, %(key)s, %(target)s, %(at)s)
    ON CONFLICT (dealership_id, key) DO NOTHING
    RETURNING id
"""  # noqa: S608 - the names are our own tables'


def claim_press(*, dealership: Dealership, key: str, target: str, at: datetime) -> bool:
    """
    Whether this press is the first of its form; a second one waits here until the first is through.

    ``target`` is where it will lead, as far as that is known. Rolled back with the work, the key is free again.
    """
    values: dict[str, Any] = {
        "dealership": dealership.pk,
        "key": key,
        "target": target,
        "at": at,
        "kept_since": at - KEPT,
    }
    with connection.cursor() as cursor:
        cursor.execute(CLAIM, values)
        return cursor.fetchone() is not None


def lead_press(*, dealership: Dealership, key: str, target: str) -> None:
    """Remember where a claimed press led after all."""
    Press.objects.filter(dealership=dealership, key=key).update(target=target)


def where_press_led(*, dealership: Dealership, key: str) -> str:
    """
    Where the first press of a form led.

    :raises Press.DoesNotExist: it has not been pressed
    """
    return Press.objects.get(dealership=dealership, key=key).target
