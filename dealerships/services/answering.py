"""Let a request to the API do its work once: claim its key, remember what was answered."""

from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from dealerships.models import ApiAnswer, ApiToken, Dealership

KEPT = timedelta(days=1)
TIDIED_AT_ONCE = 20

# Each request takes some old answers along, so that nobody has to go through all dealerships; what another request
# takes along at this moment is left to it. Its own key stays: whoever sends a request again gets its answer.
CLAIM = f"""
    WITH old AS (
        SELECT id FROM "{ApiAnswer._meta.db_table}"
        WHERE dealership_id = %(dealership)s AND created_at < %(kept_since)s AND key <> %(key)s
        ORDER BY created_at LIMIT {TIDIED_AT_ONCE} FOR UPDATE SKIP LOCKED
    ), tidied AS (
        DELETE FROM "{ApiAnswer._meta.db_table}" WHERE dealership_id = %(dealership)s AND id IN (SELECT id FROM old)
    )
    INSERT INTO "{ApiAnswer._meta.db_table}" (dealership_id, token_id, key, digest, body, created_at)
    VALUES (%(dealership)s, %(token)s, %(key)s, %(digest)s, '', %(at)s)
    ON CONFLICT (dealership_id, token_id, key) DO NOTHING
    RETURNING id
"""  # noqa: S608 - the names are our own tables'


def claim_answer(*, dealership: Dealership, token: ApiToken, key: str, digest: str, at: datetime) -> bool:
    """
    Whether the request is the first with its key; the same one sent again waits here until the first is through.

    Rolled back with the work, the key is free again.
    """
    values: dict[str, Any] = {
        "dealership": dealership.pk,
        "token": token.pk,
        "key": key,
        "digest": digest,
        "at": at,
        "kept_since": at - KEPT,
    }
    with connection.cursor() as cursor:
        cursor.execute(CLAIM, values)
        return cursor.fetchone() is not None


def keep_answer(*, dealership: Dealership, token: ApiToken, key: str, status: int, body: str) -> None:
    """Remember what was answered to a claimed key."""
    ApiAnswer.objects.filter(dealership=dealership, token=token, key=key).update(status=status, body=body)
