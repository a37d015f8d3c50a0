"""Tokens of the API: made for one integration, shown once, revoked for good."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_urlsafe

from django.db import DEFAULT_DB_ALIAS, transaction

from dealerships.domain.actor import Actor
from dealerships.domain.permissions import Permission
from dealerships.domain.scopes import Scope
from dealerships.doorways import close_doorway, key_hash, open_doorway
from dealerships.models import ApiToken, Dealership
from dealerships.services.history import record

KIND = "api_token"
SUBJECT = "integration/api"
NOTED_EVERY = timedelta(hours=1)
TOKEN = ApiToken._meta.concrete_fields

# To look and to note are one statement, so that the first request of an hour asks for no more than the others; while
# another request notes it, nobody waits.
USE = f"""
    WITH unnoted AS (
        SELECT id FROM "{ApiToken._meta.db_table}"
        WHERE dealership_id = %(dealership)s AND token_hash = %(hash)s AND revoked_at IS NULL
            AND (last_used_at IS NULL OR last_used_at <= %(noted_until)s)
        FOR NO KEY UPDATE SKIP LOCKED
    ), noted AS (
        UPDATE "{ApiToken._meta.db_table}" SET last_used_at = %(at)s
        WHERE dealership_id = %(dealership)s AND id IN (SELECT id FROM unnoted)
    )
    SELECT owner.*, {", ".join(f'token."{field.column}" AS "token_{field.column}"' for field in TOKEN)}
    FROM "{ApiToken._meta.db_table}" AS token
    JOIN "{Dealership._meta.db_table}" AS owner ON owner.id = token.dealership_id
    WHERE token.dealership_id = %(dealership)s AND token.token_hash = %(hash)s AND token.revoked_at IS NULL
"""  # noqa: S608 - the names are our own tables'


class UselessToken(Exception):
    """A token without a name or a scope would help nobody."""

    def __init__(self) -> None:
        """Say what it takes."""
        super().__init__("Give the token a name, and at least one scope.")


class UnknownToken(Exception):
    """There is no such token here."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__("There is no such token, or it is revoked already.")


@dataclass(frozen=True, kw_only=True, slots=True)
class NewToken:
    """A token and its ``secret``, which is shown now and never again."""

    token: ApiToken
    secret: str


@transaction.atomic
def create_token(*, dealership: Dealership, name: str, scopes: Collection[Scope], by: Actor, at: datetime) -> NewToken:
    """
    Let another system in, with these scopes.

    :raises NotAllowed: *Admin* is needed
    :raises UselessToken: it has no name or no scope
    """
    by.must(Permission.ADMIN)
    granted = sorted({Scope(scope).value for scope in scopes})
    if not name.strip() or not granted:
        raise UselessToken
    secret = f"ldk_{token_urlsafe(32)}"
    token = ApiToken.objects.create(
        dealership=dealership,
        name=name.strip(),
        scopes=granted,
        token_hash=key_hash(secret),
        last_four=secret[-4:],
        created_at=at,
    )
    open_doorway(dealership=dealership, kind=KIND, key=secret)
    details = {"name": token.name, "scopes": granted}
    record("token made", dealership=dealership, subjects=[SUBJECT], by=by, at=at, details=details)
    return NewToken(token=token, secret=secret)


@transaction.atomic
def revoke_token(*, dealership: Dealership, token_id: int, by: Actor, at: datetime) -> ApiToken:
    """
    Let the other system in no more, from the next request on.

    :raises NotAllowed: *Admin* is needed
    :raises UnknownToken: there is none, or it is revoked already
    """
    by.must(Permission.ADMIN)
    rows = ApiToken.objects.select_for_update(no_key=True).filter(dealership=dealership, revoked_at__isnull=True)
    token = rows.filter(pk=token_id).first()
    if token is None:
        raise UnknownToken
    token.revoked_at = at
    token.save(update_fields=["revoked_at"])
    close_doorway(dealership=dealership, kind=KIND, hashed=token.token_hash)
    details = {"name": token.name}
    record("token revoked", dealership=dealership, subjects=[SUBJECT], by=by, at=at, details=details)
    return token


def use_token(*, dealership: Dealership, hashed: str, at: datetime) -> ApiToken | None:
    """The token with its dealership, unless it is revoked; that it is used is noted by the hour."""
    values = {"dealership": dealership.pk, "hash": hashed, "at": at, "noted_until": at - NOTED_EVERY}
    for owner in Dealership.objects.raw(USE, values):
        columns = [vars(owner).pop(f"token_{field.column}") for field in TOKEN]
        token = ApiToken.from_db(DEFAULT_DB_ALIAS, [field.attname for field in TOKEN], columns)
        token.dealership = owner
        return token
    return None
